#pragma once
// PanelScroll: the place of one view in the panels, which makes it when it is first needed. Where it is smaller than the view can be
// (large text, a small window), it scrolls instead of making the window larger or cutting the view's controls off.

#include "views/shared/View.h"

#include <QScrollArea>

#include <functional>

namespace lab {

class PanelScroll : public QScrollArea
{
    Q_OBJECT

public:
    /// In the parent that it is to stay in: each time it gets another one, everything in it is asked for its style anew.
    using Make = std::function<View*(QWidget* parent)>;

    /// `oneRow`: as high as the view wants to be, always.
    PanelScroll(bool oneRow, Make make, QWidget* parent = nullptr);

    View& view(); ///< made now, if nobody has asked for it and it was never shown
    View* made() const { return m_view; } ///< nullptr: it is not

    View* lend(); ///< out of here, to be shown elsewhere; nullptr: it is lent already
    void takeBack();
    void fit(); ///< the view may want another size: its text, its font

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QSize least() const; ///< that the view can be

    bool m_oneRow;
    Make m_make;
    View* m_view = nullptr;
};

} // namespace lab
