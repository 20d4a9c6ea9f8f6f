#pragma once
// Banner: one sentence above the lab, with the buttons that answer it; a new one takes the place of the old. Never
// modal.

#include <QFrame>

#include <functional>
#include <vector>

class QLabel;
class QToolButton;

namespace lab {

class FlowLayout;

class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Tone { Info, Warning, Problem };

    struct Answer
    {
        QString text;
        std::function<void()> chosen; ///< the banner is hidden before it is called
    };

    explicit Banner(QWidget* parent = nullptr);

    void say(Tone tone, const QString& text, const std::vector<Answer>& answers = {});
    void dismiss();

    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_text = nullptr;
    FlowLayout* m_answers = nullptr;
    QToolButton* m_close = nullptr;
};

} // namespace lab
