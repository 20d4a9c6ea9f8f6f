#pragma once
// StopBar: what a person can let a stopped program do: a step, to the return, until it blocks, on; something else instead of
// its call; and where it stops from now on. It submits command lines (docs/commands.md).

#include "views/shared/View.h"

class QMenu;
class QPushButton;

namespace lab {

class StopBar : public View
{
    Q_OBJECT

public:
    explicit StopBar(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

    /// The program shown; nullptr: none.
    void setActor(const ActorState* actor);

    QMenu* insteadMenu() const { return m_instead; }
    QMenu* stopsMenu() const { return m_stops; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QPushButton* add(const char* name, const QString& line);
    void say(const QString& what); ///< to the thread that stands, or to the program
    void fillInstead();
    void fillStops();
    void askErrno();
    void askBytes();
    void askDelay();

    QString m_name, m_target; ///< "client", "client/t2"
    std::optional<CallState> m_standing; ///< the call it stands at longest
    bool m_any = false; ///< a program is shown and the lab runs
    QPushButton *m_step, *m_toReturn, *m_toBlock, *m_run, *m_insteadButton, *m_stopsButton;
    QMenu *m_instead, *m_stops;
};

} // namespace lab
