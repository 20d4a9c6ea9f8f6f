#pragma once
// StatesView: the state diagrams of TCP, of a listening socket and of UDP, with every socket where it is at the playhead.

#include "views/shared/View.h"
#include "views/states/StateGraph.h"

#include <array>

class QLabel;
class QScrollArea;
class QToolButton;

namespace lab {

class StatesCanvas;

class StatesView : public View
{
    Q_OBJECT

public:
    StatesView(ViewContext& context, QWidget* parent);

    void contextChanged() override;
    QSize pictureSize(int width, std::size_t from = 0) const override; ///< it shows one moment: `from` says nothing here
    std::unique_ptr<DiagramTable> table() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showChosen();
    void bringInSight(); ///< where the shown socket stands, if the diagram is larger than its room

    StatesCanvas* m_canvas;
    std::array<QToolButton*, 3> m_kinds {};
    QLabel* m_shown;
    QScrollArea* m_area;
};

} // namespace lab
