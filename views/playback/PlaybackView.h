#pragma once
// PlaybackView: goes back and forth through what happened. Only the view goes back: the kernel's lab stays where it is.

#include "views/shared/View.h"

class QLabel;
class QToolButton;

namespace lab {

class PlaybackSlider;

class PlaybackView : public View
{
    Q_OBJECT

public:
    explicit PlaybackView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(const char* name);
    void retranslate();
    void drawIcons();
    void showPosition();
    void journalChanged();
    void journalGrew();

    PlaybackSlider* m_slider = nullptr;
    QToolButton *m_first = nullptr, *m_back = nullptr, *m_forward = nullptr, *m_last = nullptr;
    QLabel *m_position = nullptr, *m_live = nullptr;
};

} // namespace lab
