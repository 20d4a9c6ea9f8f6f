#pragma once
// PanelScroll: the place of one view in the panels. Where it is smaller than the view can be (large text, a small
// window), it scrolls instead of making the window larger or cutting the view's controls off.

#include "views/shared/View.h"

#include <QScrollArea>

namespace lab {

class PanelScroll : public QScrollArea
{
    Q_OBJECT

public:
    /// `oneRow`: as high as the view wants to be, always.
    PanelScroll(View* view, bool oneRow, QWidget* parent = nullptr);

    View* lend(); ///< out of here, to be shown elsewhere; nullptr: it is lent already
    void takeBack(View* view);
    void fit(); ///< the view may want another size: its text, its font

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QSize least() const; ///< that the view can be
    bool m_oneRow;
};

} // namespace lab
