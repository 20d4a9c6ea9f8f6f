#pragma once
// StatesView: the state diagrams of TCP, of a listening socket and of UDP, with every socket where it is at the playhead.

#include "views/shared/View.h"
#include "views/states/StateGraph.h"

#include <array>

class QLabel;
class QToolButton;

namespace lab {

class StatesCanvas;

class StatesView : public View
{
    Q_OBJECT

public:
    StatesView(ViewContext& context, QWidget* parent);

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showChosen();

    StatesCanvas* m_canvas;
    std::array<QToolButton*, 3> m_kinds {};
    QLabel* m_shown;
};

} // namespace lab
