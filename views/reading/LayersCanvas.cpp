#include "views/reading/LayersCanvas.h"

#include "views/shared/Painting.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {
constexpr double inset = 9;
}

LayersLayout::LayersLayout(std::size_t layers, const QFont& font, double width)
{
    const double line = std::ceil(QFontMetricsF(boldFont(font)).height()) + 6;
    const double whole = static_cast<double>(layers) * (line + inset) + static_cast<double>(layers) * inset;
    for (std::size_t i = 0; i < layers; ++i) {
        const double in = static_cast<double>(i) * inset, top = static_cast<double>(i) * (line + inset);
        boxes.emplace_back(in, top, width - 2 * in, whole - top - in);
        titles.emplace_back(in + inset, top + 3, width - 2 * in - 2 * inset, line);
    }
    height = whole;
}

int LayersLayout::boxAt(const QPointF& at) const
{
    for (std::size_t i = boxes.size(); i > 0; --i)
        if (boxes[i - 1].contains(at))
            return static_cast<int>(i) - 1;
    return -1;
}

LayersCanvas::LayersCanvas(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LayersCanvas::setLayers(std::vector<PacketLayer> layers, const QStringList& titles)
{
    m_layers = std::move(layers);
    m_titles = titles;
    fit();
    choose(std::clamp(m_chosen < 0 ? static_cast<int>(m_layers.size()) - 1 : m_chosen, -1, static_cast<int>(m_layers.size()) - 1));
}

void LayersCanvas::fit()
{
    setMinimumSize(QFontMetrics(font()).averageCharWidth() * 34, static_cast<int>(std::ceil(arranged().height)));
    updateGeometry();
    update();
}

void LayersCanvas::choose(int layer)
{
    m_chosen = layer;
    setAccessibleDescription(m_titles.value(layer));
    update();
    emit layerChosen(layer);
}

void LayersCanvas::mousePressEvent(QMouseEvent* event)
{
    if (const int box = arranged().boxAt(event->position()); box >= 0 && event->button() == Qt::LeftButton)
        choose(box);
}

void LayersCanvas::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_layers.size()) - 1;
    if ((event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) && last >= 0)
        choose(std::clamp(m_chosen + (event->key() == Qt::Key_Up ? -1 : 1), 0, last));
    else
        QWidget::keyPressEvent(event);
}

void LayersCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

bool LayersCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), m_titles.value(arranged().boxAt(help->pos())), this);
        return true;
    }
    return QWidget::event(event);
}

void LayersCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_context.theme;
    const LayersLayout layout = arranged();
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const bool boundary = m_layers[i].kind == PacketLayer::Kind::Socket, program = m_layers[i].kind == PacketLayer::Kind::Program;
        const bool lit = static_cast<int>(i) == m_chosen;
        const Role fill = lit ? Role::CodeLine : program ? Role::GoodSurface : i % 2 == 0 ? Role::Raised : Role::Card;
        const QColor border = theme.color(boundary ? Role::Accent : program ? Role::Good : Role::CardBorder);
        drawSurface(painter, layout.boxes[i], theme.color(fill), border, 6, boundary ? Qt::DashLine : Qt::SolidLine, boundary ? 2 : 1);
        drawLine(painter, layout.titles[i], m_titles.value(static_cast<qsizetype>(i)), boldFont(font()),
                 theme.color(boundary ? Role::Accent : Role::Text));
        if (lit)
            drawRing(painter, layout.boxes[i], theme, 6);
    }
}

} // namespace lab
