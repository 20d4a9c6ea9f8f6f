#pragma once
// ElidedLabel: one line that gives way: where there is no room for all of it, it ends with "…" and its tool tip has the whole.
// text() is always the whole, for screen readers and tests.

#include <QLabel>

namespace lab {

class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override; ///< a few letters
    bool elided() const; ///< at its present width

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace lab
