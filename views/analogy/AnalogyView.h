#pragma once
// AnalogyView: the conversation as telephones, as a pipe, as two protocol stacks; each drawn from what is true at the
// playhead, with a sentence on where it fails.

#include "views/analogy/AnalogyCanvas.h"

#include <array>

class QLabel;
class QToolButton;

namespace lab {

class AnalogyView : public View
{
    Q_OBJECT

public:
    AnalogyView(ViewContext& context, QWidget* parent);

    void contextChanged() override;
    QSize pictureSize(int width, std::size_t from = 0) const override;
    std::unique_ptr<DiagramTable> table() override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showChosen();

    AnalogyCanvas* m_canvas;
    std::array<QToolButton*, analogyKinds> m_kinds {};
    QLabel* m_ends;
};

} // namespace lab
