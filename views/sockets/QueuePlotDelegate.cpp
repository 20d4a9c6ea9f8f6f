#include "views/sockets/QueuePlotDelegate.h"

#include "views/sockets/QueuePlot.h"

namespace lab {

QueuePlotDelegate::QueuePlotDelegate(const ViewContext& context, const SocketTableModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_context(context)
    , m_model(model)
{
}

void QueuePlotDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index); // the row's surface
    const SocketEntry& entry = m_model.entry(index.row());
    const QRectF room = QRectF(option.rect).adjusted(6, 2, -6, -2);
    painter->save();
    QueuePlot::of(m_model.moments(entry), room, socketChangesShown).paint(*painter, m_context.theme, entry.closed);
    painter->restore();
}

} // namespace lab
