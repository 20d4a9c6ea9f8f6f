#pragma once
// BuffersCanvas: paints one byte stream at the playhead and takes keys and mouse.

#include "views/buffers/BuffersLayout.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

#include <QFont>

namespace lab {

class BuffersCanvas : public QWidget
{
    Q_OBJECT

public:
    BuffersCanvas(ViewContext& context, QWidget* parent);

    void refresh(); ///< journal, playhead, language or theme changed
    void followSelection();
    void setDirection(HostId from);
    QSize wholeSize(int width); ///< reads the whole journal
    std::unique_ptr<DiagramTable> table();
    QString bandName(BufferBand band) const;
    QString eventText(const BufferBlock& block) const; ///< "send(4, "Hello")"; empty: bytes that lie in a buffer
    static QString lookText(const BufferBlock& block); ///< "arrived, not read yet"; empty: nothing to say
    Selection::What whatOf(const BufferBlock& block) const;

    HostId direction() const { return m_direction; }

    int stream() const { return m_stream; } ///< into streams(); -1: nothing to show
    const ByteStreams& streams() const { return m_streams; }

    QString ends() const; ///< ":40000 → :8080"
    StreamMoment moment() const;
    BuffersLayout arranged() const;

signals:
    void shownChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void readOn();
    void show(int stream);
    void choose(const BufferBlock& block);
    void move(int along, int across);
    const ByteStream* shown() const;
    BufferScale scale() const;
    double namesWidth() const;
    bool isLit(const BufferBlock& block) const;
    QString bandValue(BufferBand band, const StreamMoment& moment) const;
    QString whole(const BufferBlock& block) const;
    void measureFonts();
    void paintBlock(QPainter& painter, const BufferBlock& block, const QRectF& plate) const;
    void paintBytes(QPainter& painter, const BufferBlock& block, const QRectF& plate) const;
    void paintNames(QPainter& painter, const BuffersLayout& layout, const StreamMoment& moment) const;
    static QString windowText(const StreamMoment& moment);
    QRectF windowPlate(const BuffersLayout& layout, const StreamMoment& moment) const;
    void paintWindow(QPainter& painter, const BuffersLayout& layout, const StreamMoment& moment) const;

    ViewContext& m_context;
    SliceTimer m_rest; ///< of the journal is read when it is due
    ByteStreams m_streams;
    QFont m_text, m_small, m_mono;
    int m_stream = -1;
    HostId m_direction = HostId::Client;
    bool m_pinned = false; ///< chosen: it does not give way to a busier one
    bool m_selecting = false, m_fitted = true;
    BufferScale m_scale;
};

} // namespace lab
