#pragma once
// StatesCanvas: paints one state diagram with every socket where it is at the playhead and the way of the chosen one,
// and takes keys and mouse.

#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"
#include "views/states/StatesLayout.h"

namespace lab {

class StatesCanvas : public QWidget
{
    Q_OBJECT

public:
    StatesCanvas(ViewContext& context, QWidget* parent);

    void refresh(); ///< journal, playhead, language or theme changed
    void followSelection();
    void setKind(StateGraphKind kind);
    QSize wholeSize(int width); ///< reads the whole journal
    std::unique_ptr<DiagramTable> table(); ///< where every socket stands, and the ways there

    StateGraphKind kind() const { return m_kind; }

    SocketId socket() const { return m_socket; } ///< whose way is shown; 0: none
    const StateHistory& history() const { return m_history; }

    std::vector<StateStep> path() const; ///< of the shown socket, so far
    StatesLayout arranged() const;
    QString socketText(SocketId socket) const; ///< ":40000 → :8080"
    QRect placeOfShown() const; ///< the node where the shown socket stands; invalid: none

signals:
    void shownChanged(); ///< socket or diagram
    void stood(); ///< the shown socket, at another node than before; or the picture has another size

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void readOn();
    void fitLetters(); ///< to the room that there is
    void tellPlace();
    void show(SocketId socket);
    StatesShown shown() const;
    std::vector<std::vector<SocketId>> sockets() const; ///< at each node, at the playhead
    double clockOf(SocketId socket) const;
    QString chipText(SocketId socket) const;
    void chooseStep(std::size_t step);
    void moveSocket(int direction);
    void moveStep(int direction);
    void choose(SocketId socket);
    void select(const Selection::What& what);
    QString whole(const StateLine& line) const;
    QString nodeText(int node) const;
    QString nodeName(int node) const;
    static QString unseenWay(); ///< of a step along none of the diagram's edges
    void paintLine(QPainter& painter, const StateLine& line, bool last) const;
    void paintNode(QPainter& painter, int node, const StatesLayout& layout, bool here) const;
    void paintChip(QPainter& painter, const StateChip& chip) const;

    ViewContext& m_context;
    SliceTimer m_rest; ///< of the journal is read when it is due
    StateHistory m_history;
    StatesFonts m_fonts;
    StateGraphKind m_kind = StateGraphKind::Connection;
    SocketId m_socket = 0;
    int m_node = -1; ///< where it stood when that was told last
    bool m_pinned = false; ///< chosen by a person or the selection: it does not give way to a newer one
    bool m_selecting = false;
};

} // namespace lab
