#pragma once
// LayersCanvas: the layers of one packet as boxes in boxes, with the system-call boundary between the kernel's and the program's.
// One is chosen by mouse or keys.

#include "views/reading/PacketLayers.h"
#include "views/shared/View.h"

#include <QStringList>

namespace lab {

/// Places of the boxes. Pure geometry.
struct LayersLayout
{
    std::vector<QRectF> boxes; ///< outermost first; each holds the next
    std::vector<QRectF> titles; ///< one line at the top of each
    double height = 0;

    LayersLayout() = default;
    LayersLayout(std::size_t layers, const QFont& font, double width);
    int boxAt(const QPointF& at) const; ///< the innermost there; -1: none
};

class LayersCanvas : public QWidget
{
    Q_OBJECT

public:
    LayersCanvas(ViewContext& context, QWidget* parent);

    void setLayers(std::vector<PacketLayer> layers, const QStringList& titles);
    void choose(int layer);

    int chosen() const { return m_chosen; }

    LayersLayout arranged() const { return LayersLayout(m_layers.size(), font(), width()); }

signals:
    void layerChosen(int layer);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fit();

    ViewContext& m_context;
    std::vector<PacketLayer> m_layers;
    QStringList m_titles;
    int m_chosen = -1;
};

} // namespace lab
