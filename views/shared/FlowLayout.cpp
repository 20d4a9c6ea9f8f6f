#include "views/shared/FlowLayout.h"

#include "views/shared/TextRow.h"

#include <algorithm>

namespace lab {

namespace {

int stretchOf(QLayoutItem& item)
{
    if (!(item.expandingDirections() & Qt::Horizontal))
        return 0;
    return item.widget() ? std::max(1, item.widget()->sizePolicy().horizontalStretch()) : 1;
}

/// An empty item is a widget that is hidden; a spacer counts as empty, too.
bool shown(QLayoutItem& item)
{
    return item.spacerItem() || !item.isEmpty();
}

} // namespace

FlowLayout::FlowLayout(QWidget* parent)
    : QLayout(parent)
{
    setSpacing(6);
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem* item : m_items)
        delete item;
}

int FlowLayout::apart() const
{
    return m_growsWithText ? std::max(spacing(), besideEachOther(*this)) : spacing();
}

void FlowLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.push_back(item);
    invalidate();
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

std::vector<FlowLayout::Row> FlowLayout::rowsFor(int width) const
{
    std::vector<Row> rows;
    int left = 0;
    for (QLayoutItem* item : m_items) {
        if (!shown(*item))
            continue;
        const int wanted = item->sizeHint().width();
        if (rows.empty() || (!item->spacerItem() && wanted > left)) {
            rows.emplace_back();
            left = width;
        }
        rows.back().push_back(item);
        left -= wanted + (item->spacerItem() ? 0 : apart());
    }
    return rows;
}

int FlowLayout::heightOf(const Row& row)
{
    int height = 0;
    for (const QLayoutItem* item : row)
        height = std::max(height, item->sizeHint().height());
    return height;
}

void FlowLayout::place(const Row& row, const QRect& where) const
{
    int spare = where.width() + apart(), stretch = 0;
    for (QLayoutItem* item : row) {
        spare -= item->sizeHint().width() + (item->spacerItem() ? 0 : apart());
        stretch += stretchOf(*item);
    }
    spare = std::max(0, spare);
    int x = where.left();
    for (QLayoutItem* item : row) {
        const int more = stretch > 0 ? spare * stretchOf(*item) / stretch : 0;
        spare -= more;
        stretch -= stretchOf(*item);
        const int width = std::min(item->sizeHint().width() + more, where.width());
        item->setGeometry(QRect(x, where.top(), width, where.height()));
        x += width + (item->spacerItem() ? 0 : apart());
    }
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins around = contentsMargins();
    int height = 0;
    for (const Row& row : rowsFor(width - around.left() - around.right()))
        height += heightOf(row) + spacing();
    return std::max(0, height - spacing()) + around.top() + around.bottom();
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (QLayoutItem* item : m_items)
        if (shown(*item))
            size = {size.width() + item->sizeHint().width() + apart(), std::max(size.height(), item->sizeHint().height())};
    const QMargins around = contentsMargins();
    return size + QSize(around.left() + around.right(), around.top() + around.bottom());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (QLayoutItem* item : m_items)
        if (shown(*item))
            size = size.expandedTo(item->minimumSize());
    const QMargins around = contentsMargins();
    return size + QSize(around.left() + around.right(), around.top() + around.bottom());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int y = inside.top();
    for (const Row& row : rowsFor(inside.width())) {
        place(row, {inside.left(), y, inside.width(), heightOf(row)});
        y += heightOf(row) + spacing();
    }
}

} // namespace lab
