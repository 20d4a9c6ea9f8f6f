#pragma once
// StepRow: one step of the list: mark, text, and for a failure what was expected and what was found. Painted by itself:
// a list of labels with style sheets took most of the time between a step and its picture.

#include "model/lesson/LessonRunner.h"
#include "views/shared/Theme.h"

#include <QTextLayout>
#include <QWidget>

namespace lab {

class StepRow : public QWidget
{
    Q_OBJECT

public:
    explicit StepRow(QWidget* parent = nullptr);

    void showStep(const QString& text, const StepResult& result, bool current, const Theme& theme);

    bool failed() const { return m_failed; }

    QString text() const; ///< mark and text, and the failure

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// A text broken into lines for one width; shaping it is dear, so it is kept.
    struct Paragraph
    {
        void set(const QString& newText, const QColor& newColor, bool isBold);
        int heightFor(int width, const QFont& font); ///< px
        void draw(QPainter& painter, const QPointF& at, int width, const QFont& font);

        QString text;
        QColor color;
        bool bold = false;
        QTextLayout layout;
        int broken = -1; ///< the width that `layout` was broken for
        /// Height for the widths asked last: a scroll area asks for the width with and without a scroll bar in turns.
        std::array<std::pair<int, int>, 2> heights {{{-1, 0}, {-1, 0}}};

        void forget();
        void breakFor(int width, const QFont& font);
    };

    mutable Paragraph m_mark, m_text, m_failure; ///< broken anew when they are measured
    bool m_failed = false;
    QString m_key; ///< what is shown, to leave unchanged rows alone
};

} // namespace lab
