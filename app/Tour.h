#pragma once
// Tour: seven stations through the window, each a frame around a real part of it and a few words beside that part. It covers
// nothing that it points at and keeps nothing from working.

#include "views/shared/Theme.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;

namespace lab {

/// ONE ROW A STATION.
struct TourStation
{
    const char* view; ///< id in ViewCatalog, brought to the front; "": the part is the window's own
    const char* part; ///< object name of a widget of it; "": the whole view
    const char* title; ///< source text, context "Tour"
    const char* text;
};

const std::vector<TourStation>& tourStations();

/// Where a panel goes that must not lie on `target`: beside it in `room`, where it has most of its words in sight. `heightFor`:
/// how high it wants to be for a width.
QRect besideTarget(const QRect& target, const QRect& room, int wanted, int least, const std::function<int(int)>& heightFor);

class Tour : public QFrame
{
    Q_OBJECT

public:
    /// `find`: the widget of a station, shown; nullptr: there is none now.
    Tour(std::function<QWidget*(const TourStation&)> find, QWidget* window);
    ~Tour() override;

    void begin(const Theme& theme);
    void end(); ///< skipped, or seen to its end
    void next();
    void back();

    std::size_t station() const { return m_station; }

    QWidget* target() const { return m_target; }

    QRect targetRect() const; ///< the part of the target that is in sight, in the window
    void setTheme(const Theme& theme);

signals:
    void ended();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void go(int step);
    void pointAt(QWidget* target);
    void retranslate();
    void place();
    void layOut(); ///< the words and the buttons in it
    int heightFor(int width) const;
    bool perform(int key); ///< false: no key of the tour's

    std::function<QWidget*(const TourStation&)> m_find;
    std::size_t m_station = 0;
    QPointer<QWidget> m_target, m_before; ///< what had the keyboard
    std::vector<QPointer<QWidget>> m_watched; ///< whose moving moves the frame
    QWidget* m_frame;
    QScrollArea* m_scroll;
    QLabel *m_text, *m_counter;
    QWidget* m_row;
    QPushButton *m_back, *m_next, *m_skip;
    QTimer m_later;
    Theme m_theme;
};

} // namespace lab
