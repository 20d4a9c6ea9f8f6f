#include "views/reading/BitStrip.h"

#include "views/shared/Painting.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace lab {

namespace {

int countOf(const std::vector<BitField>& fields)
{
    int bits = 0;
    for (const BitField& field : fields)
        bits += field.bits;
    return bits;
}

constexpr double byteGap = 6;

} // namespace

BitLayout::BitLayout(const std::vector<BitField>& fields, const QFont& digits, const QFont& nameFont, double width)
{
    const int all = countOf(fields);
    const QFontMetricsF metrics(digits), words(nameFont);
    const double cell = std::ceil(metrics.horizontalAdvance(QLatin1Char('0'))) + 6, high = std::ceil(metrics.height()) + 4;
    const double byteWide = 8 * cell + byteGap, nameHigh = std::ceil(words.height());
    const int bytes = (all + 7) / 8;
    const int perRow = std::clamp(static_cast<int>((width + byteGap) / byteWide), 1, std::max(1, bytes));
    const double rowHigh = nameHigh + 5 + high + 8;
    for (int bit = 0; bit < all; ++bit) {
        const int row = bit / 8 / perRow, column = bit - row * perRow * 8;
        bits.emplace_back(column * cell + column / 8 * byteGap, row * rowHigh + nameHigh + 5, cell, high);
    }
    height = static_cast<double>((bytes + perRow - 1) / perRow) * rowHigh;
    int first = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const int end = first + fields[i].bits;
        for (int from = first; from < end;) {
            const int rowEnd = std::min(end, (from / 8 / perRow + 1) * perRow * 8);
            const QRectF& a = bits[static_cast<std::size_t>(from)];
            const QRectF& b = bits[static_cast<std::size_t>(rowEnd - 1)];
            Name name;
            name.field = i;
            name.line = QRectF(a.left() + 1, a.top() - 4, b.right() - a.left() - 2, 2);
            // A field of one bit at the end has more room to its right than above it.
            const double right = i + 1 == fields.size() && rowEnd == end ? std::max(b.right(), width) : b.right();
            name.rect = QRectF(a.left(), a.top() - 5 - nameHigh, right - a.left(), nameHigh);
            names.push_back(name);
            from = rowEnd;
        }
        first = end;
    }
}

int BitLayout::bitAt(const QPointF& at) const
{
    const auto found = std::find_if(bits.begin(), bits.end(), [&](const QRectF& rect) { return rect.contains(at); });
    return found == bits.end() ? -1 : static_cast<int>(found - bits.begin());
}

BitStrip::BitStrip(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont BitStrip::digits() const
{
    QFont font = monoFont();
    font.setPointSizeF(this->font().pointSizeF() + 2);
    return font;
}

void BitStrip::setFields(const std::vector<BitField>& fields, const QStringList& names)
{
    if (countOf(fields) != countOf(m_fields))
        m_cursor = countOf(fields) - 1;
    m_fields = fields;
    m_names = names;
    describe();
    updateGeometry();
    update();
}

void BitStrip::setValue(std::uint64_t value)
{
    m_value = value;
    describe();
    update();
}

void BitStrip::addRows(ListedTable& table) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const std::uint64_t value = fieldOf(m_value, m_fields, i);
        table.add({accessibleName(), m_names.value(static_cast<qsizetype>(i)),
                   QString::number(value, 2).rightJustified(m_fields[i].bits, QLatin1Char('0')), QString::number(value)});
    }
}

void BitStrip::setEditable(bool on)
{
    m_editable = on;
    setFocusPolicy(on ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

BitLayout BitStrip::arranged() const
{
    return BitLayout(m_fields, digits(), sized(font(), -1), width());
}

int BitStrip::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(BitLayout(m_fields, digits(), sized(font(), -1), width).height));
}

QSize BitStrip::sizeHint() const
{
    const double cell = std::ceil(QFontMetricsF(digits()).horizontalAdvance(QLatin1Char('0'))) + 6;
    const int bits = std::max(8, countOf(m_fields));
    const int wide = static_cast<int>(bits * cell + (bits / 8) * byteGap);
    return {wide, heightForWidth(wide)};
}

QSize BitStrip::minimumSizeHint() const
{
    const double cell = std::ceil(QFontMetricsF(digits()).horizontalAdvance(QLatin1Char('0'))) + 6;
    return {static_cast<int>(8 * cell + 2), 20};
}

void BitStrip::describe()
{
    QStringList parts;
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        parts << m_names.value(static_cast<qsizetype>(i)) + QLatin1Char(' ') + QString::number(fieldOf(m_value, m_fields, i));
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

void BitStrip::flip(int bit)
{
    m_cursor = bit;
    setValue(m_value ^ (std::uint64_t {1} << (countOf(m_fields) - 1 - bit)));
    emit changed(m_value);
}

void BitStrip::mousePressEvent(QMouseEvent* event)
{
    const int bit = m_editable && event->button() == Qt::LeftButton ? arranged().bitAt(event->position()) : -1;
    if (bit >= 0)
        flip(bit);
    else
        QWidget::mousePressEvent(event);
}

void BitStrip::keyPressEvent(QKeyEvent* event)
{
    const int all = countOf(m_fields);
    switch (m_editable ? event->key() : 0) {
    case Qt::Key_Left:
        m_cursor = std::max(0, m_cursor - 1);
        break;
    case Qt::Key_Right:
        m_cursor = std::min(all - 1, m_cursor + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        flip(m_cursor);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

void BitStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void BitStrip::paintEvent(QPaintEvent*)
{
    constexpr std::array inks {Role::Call, Role::Held, Role::State, Role::Lost};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_context.theme;
    const BitLayout layout = arranged();
    const int all = countOf(m_fields);
    for (const BitLayout::Name& name : layout.names) {
        const QColor ink = theme.color(inks[(name.field + inks.size() - m_fields.size() % inks.size()) % inks.size()]);
        painter.fillRect(name.line, ink);
        drawLine(painter, name.rect, m_names.value(static_cast<qsizetype>(name.field)), boldFont(sized(font(), -1)), ink);
    }
    for (int bit = 0; bit < all; ++bit) {
        const QRectF cell = layout.bits[static_cast<std::size_t>(bit)].adjusted(1, 0, -1, 0);
        const bool set = ((m_value >> (all - 1 - bit)) & 1) != 0;
        drawSurface(painter, cell, theme.color(set ? Role::CodeLine : Role::Raised), theme.color(set ? Role::HeldMark : Role::CardBorder), 3);
        drawLine(painter, cell, set ? QStringLiteral("1") : QStringLiteral("0"), digits(), theme.color(Role::Text), Qt::AlignHCenter);
        if (m_editable && hasFocus() && bit == m_cursor)
            drawRing(painter, cell, theme, 3);
    }
}

} // namespace lab
