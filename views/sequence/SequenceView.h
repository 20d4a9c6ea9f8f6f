#pragma once
// SequenceView: the conversation so far as a sequence diagram: program, kernel, kernel, program; time runs downwards.

#include "views/shared/View.h"

namespace lab {

class SequenceCanvas;

class SequenceView : public View
{
    Q_OBJECT

public:
    SequenceView(ViewContext& context, QWidget* parent);

    void contextChanged() override;

    QSize pictureSize(int width, std::size_t from = 0) const override;
    std::unique_ptr<DiagramTable> table() override;

private:
    SequenceCanvas* m_canvas;
};

} // namespace lab
