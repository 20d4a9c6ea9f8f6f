#pragma once
// WrapRadio: a radio button whose text wraps. QRadioButton's own text is one line, and an answer in a narrow lesson
// panel is often longer.

#include <QRadioButton>

namespace lab {

class WrapRadio : public QRadioButton
{
    Q_OBJECT

public:
    explicit WrapRadio(const QString& text, QWidget* parent = nullptr);

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

    bool hitButton(const QPoint& position) const override { return rect().contains(position); }

private:
    int textLeft() const;
};

} // namespace lab
