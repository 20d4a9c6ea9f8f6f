#pragma once
// QueuePlotDelegate: draws the history of a row's socket in its cell.

#include "views/sockets/SocketTableModel.h"

#include <QStyledItemDelegate>

namespace lab {

class QueuePlotDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    QueuePlotDelegate(const ViewContext& context, const SocketTableModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const ViewContext& m_context;
    const SocketTableModel& m_model;
};

} // namespace lab
