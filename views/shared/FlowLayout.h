#pragma once
// FlowLayout: widgets in a row, and in further rows where one is not wide enough: nothing is cut and nothing is out of
// reach in a narrow window. What is left of a row goes to the items that expand, by their stretch.

#include <QLayout>

#include <vector>

namespace lab {

class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addStretch(); ///< takes no room of its own
    /// For widgets without a border: what is between those of a row grows with the text, as in a TextRow.
    void growWithText() { m_growsWithText = true; }

    void addItem(QLayoutItem* item) override;

    int count() const override { return static_cast<int>(m_items.size()); }

    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;
    QSize sizeHint() const override; ///< of one row
    QSize minimumSize() const override; ///< as wide as the widest item
    void setGeometry(const QRect& rect) override;

private:
    using Row = std::vector<QLayoutItem*>;

    int apart() const; ///< pixels between widgets of a row
    std::vector<Row> rowsFor(int width) const;
    static int heightOf(const Row& row);
    void place(const Row& row, const QRect& where) const;

    std::vector<QLayoutItem*> m_items;
    bool m_growsWithText = false;
};

} // namespace lab
