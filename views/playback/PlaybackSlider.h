#pragma once
// PlaybackSlider: the bar with marks that the playhead moves on. Its value is a position 0 … journal().size();
// arrow keys, wheel and mouse as on any slider. It knows the marks, not the playhead.

#include "views/playback/PlaybackMarks.h"
#include "views/shared/Theme.h"

#include <QAbstractSlider>

namespace lab {

class PlaybackSlider : public QAbstractSlider
{
    Q_OBJECT

public:
    explicit PlaybackSlider(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void clearMarks();
    void growMarks(const Journal& journal);
    void setNotes(std::vector<std::size_t> events); ///< a dot above each of them (indices into the journal)

    /// The x of a position, and back; the groove's ends are `margin` from the widget's.
    int xOf(int position) const;
    int positionAt(int x) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void focusInEvent(QFocusEvent*) override;
    void focusOutEvent(QFocusEvent*) override;

private:
    static constexpr int margin = 9;

    int grooveWidth() const;

    PlaybackMarks m_marks;
    std::vector<std::uint8_t> m_buckets;
    std::vector<std::size_t> m_notes;
    bool m_bucketsStale = true;
    Theme m_theme;
};

} // namespace lab
