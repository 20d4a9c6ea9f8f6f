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
    if (option.state & QStyle::State_Selected) // its colours are made for this surface
        painter->fillRect(QRectF(option.rect).adjusted(2, 1, -2, -1), m_context.theme.color(Role::Card));
    QueuePlot::of(m_model.moments(entry), room, socketChangesShown).paint(*painter, m_context.theme, entry.closed);
    painter->restore();
}

} // namespace lab
