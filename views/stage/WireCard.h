#pragma once
// WireCard: the wire on the stage: its mode, the packets it holds, and buttons that release, drop or copy the chosen
// one. Keys while the stage has the focus: Enter, Delete, Insert; Up and Down choose.

#include "views/stage/WireLayout.h"

#include <QAbstractScrollArea>

class QPushButton;

namespace lab {

class StageTable;

class WireCard : public QAbstractScrollArea
{
    Q_OBJECT

public:
    WireCard(ViewContext& context, QWidget* parent);

    void refresh();

    /// `release`, `drop` or `duplicate` the chosen packet; nothing when nothing is held or the lab does not run here.
    void act(const char* verb);
    void chooseBy(int step);

    const WireLayout& layoutNow() const { return m_layout; }

    void addRows(StageTable& table) const; ///< how the wire is, what is on it, and what crossed it last

    int leastWidth() const; ///< px: its buttons with their words
    int leastHeight() const; ///< px: a held packet with its buttons
    int wholeHeight(int width) const; ///< at which nothing needs scrolling

    QSize sizeHint() const override { return {220, 300}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void relayout();
    void placeButtons();
    void applyFonts();
    void retranslate();
    double headerHeight() const;
    QPointF inContent(const QPointF& point) const;
    bool mayAct() const; ///< the playhead is live and an engine runs
    QString modeText() const;
    QString fateText(const PacketState& packet) const;
    void paintHeader(QPainter& painter) const;
    void paintHeld(QPainter& painter, const PlacedPacket& placed) const;
    void paintKeys(QPainter& painter) const;
    void paintRecent(QPainter& painter, const PlacedPacket& placed) const;

    ViewContext& m_context;
    StageFonts m_fonts;
    double modeHeight(const QFont& font, int width) const;
    double m_modeHeight = 0; ///< of the sentence about the wire's mode; two lines at least, so that little moves
    WireLayout m_layout;
    QPushButton* m_release;
    QPushButton* m_drop;
    QPushButton* m_copy;
};

} // namespace lab
