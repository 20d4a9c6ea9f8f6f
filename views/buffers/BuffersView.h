#pragma once
// BuffersView: the byte stream made visible: each send()'s bytes in their own colour and pattern, through the buffers
// and segments to the recv() that took them.

#include "views/shared/View.h"

#include <array>

class QLabel;
class QToolButton;

namespace lab {

class BuffersCanvas;

class BuffersView : public View
{
    Q_OBJECT

public:
    BuffersView(ViewContext& context, QWidget* parent);

    void contextChanged() override;
    QSize pictureSize(int width, std::size_t from = 0) const override; ///< it shows one moment: `from` says nothing here
    std::unique_ptr<DiagramTable> table() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showChosen();

    BuffersCanvas* m_canvas;
    std::array<QToolButton*, 2> m_directions {};
    QLabel* m_ends;
};

} // namespace lab
