#pragma once
// BlackScreen: covers its window until any key is pressed or it is clicked: the audience shall look at the speaker.

#include <QPointer>
#include <QWidget>

namespace lab {

class BlackScreen : public QWidget
{
    Q_OBJECT

public:
    explicit BlackScreen(QWidget* window);

    void cover(); ///< nothing beneath has the keyboard from now on

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void uncover();

    QPointer<QWidget> m_focus; ///< what had the keyboard
};

} // namespace lab
