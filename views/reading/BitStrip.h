#pragma once
// BitStrip: a number as a row of bits under the names of its fields. Clicked, or with Left, Right and Enter, a bit changes,
// where that is allowed. In a narrow place the row is broken between bytes.

#include "views/reading/SocketNumber.h"
#include "views/shared/View.h"

#include <QStringList>

namespace lab {

/// Where the bits and the names of the fields are. Pure geometry.
struct BitLayout
{
    std::vector<QRectF> bits; ///< the most significant first
    struct Name
    {
        std::size_t field = 0;
        QRectF rect, line; ///< of the text, and of the bracket over the field's bits in this row
    };
    std::vector<Name> names; ///< a field that is broken over rows has one in each
    double height = 0;

    BitLayout() = default;
    BitLayout(const std::vector<BitField>& fields, const QFont& digits, const QFont& names, double width);
    int bitAt(const QPointF& at) const; ///< -1: none
};

class BitStrip : public QWidget
{
    Q_OBJECT

public:
    BitStrip(ViewContext& context, QWidget* parent);

    void setFields(const std::vector<BitField>& fields, const QStringList& names);
    void setValue(std::uint64_t value);
    void setEditable(bool on);

    std::uint64_t value() const { return m_value; }

    BitLayout arranged() const;

    void addRows(ListedTable& table) const; ///< each field: of what, its name, its bits, their value

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void changed(quint64 value); ///< by a person

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QFont digits() const;
    void flip(int bit);
    void describe();

    ViewContext& m_context;
    std::vector<BitField> m_fields;
    QStringList m_names;
    std::uint64_t m_value = 0;
    int m_cursor = 0; ///< the bit that keys are about
    bool m_editable = false;
};

} // namespace lab
