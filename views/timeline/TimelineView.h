#pragma once
// TimelineView: the whole journal along its time: a lane for each thread, socket, queue and direction of the wire.

#include "views/shared/View.h"

class QLabel;
class QToolButton;

namespace lab {

class TimelineCanvas;

class TimelineView : public View
{
    Q_OBJECT

public:
    TimelineView(ViewContext& context, QWidget* parent);

    void contextChanged() override;
    QSize pictureSize(int width, std::size_t from = 0) const override;
    std::unique_ptr<DiagramTable> table() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* button(void (TimelineView::*pressed)());
    void retranslate();
    void zoomIn();
    void zoomOut();
    void fit();
    void markFirst();
    void markSecond();
    void showMeasured();

    TimelineCanvas* m_canvas;
    QLabel* m_measured;
    QToolButton *m_in, *m_out, *m_fit, *m_first, *m_second;
};

} // namespace lab
