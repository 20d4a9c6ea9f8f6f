#pragma once
// HostCard: one host on the stage, painted: its programs and what they do, descriptors, queues, sockets. Scrolls when
// there is more than fits. It shows; it submits nothing.

#include "views/stage/HostLayout.h"

#include <QAbstractScrollArea>

namespace lab {

class StageTable;

class HostCard : public QAbstractScrollArea
{
    Q_OBJECT

public:
    HostCard(ViewContext& context, HostId host, QWidget* parent);

    /// Lays the host out again if it says something new; `now` as in hostContents(). Scrolls to the program that acted
    /// last, if it is new.
    void refresh(Timestamp now);

    const HostLayout& layoutNow() const { return m_layout; }

    void addRows(StageTable& table) const; ///< all that it says

    int leastWidth() const; ///< px, of a readable card
    int wholeHeight(int width) const; ///< at which nothing needs scrolling

    QSize sizeHint() const override { return {320, 300}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void relayout();
    void showActing();
    double headerHeight() const;
    QPointF inContent(const QPointF& point) const;
    void selectBy(int step); ///< keyboard: the next or previous socket
    void paintHeader(QPainter& painter) const;
    void paintItem(QPainter& painter, const PlacedItem& placed) const;
    void paintHeading(QPainter& painter, const PlacedItem& placed) const;
    void paintActor(QPainter& painter, const PlacedItem& placed) const;
    void paintSocket(QPainter& painter, const PlacedItem& placed) const;
    void paintSlots(QPainter& painter, const PlacedItem& placed) const;
    QString title() const;
    QString hostAddress() const;

    ViewContext& m_context;
    HostId m_host;
    StageFonts m_fonts;
    std::vector<HostItem> m_contents;
    QString m_address; ///< in the header
    HostLayout m_layout;
    CallId m_acting = 0;
};

} // namespace lab
