// Which programs are shown beside each other when one has forked thousands.

#include "model/lab/ActorsShown.h"

#include <QTest>

using namespace lab;

class ActorsShownTest : public QObject
{
    Q_OBJECT

private:
    static std::string names(const LabState& state)
    {
        std::string all;
        for (const ActorState* actor : actorsShown(state))
            all += (all.empty() ? "" : " ") + actor->started.name;
        return all;
    }

    static void start(LabState& state, ActorId id, const std::string& name, ActorId parent = 0)
    {
        state.apply({{0}, ActorStarted {id, HostId::Client, name, 100, "", parent}});
    }

private slots:
    void thoseThatRunAndThoseThatTheLabStartedAreAllShown()
    {
        LabState state;
        start(state, 1, "server");
        start(state, 2, "client");
        start(state, 3, "client.7", 2);
        state.apply({{0}, ActorExited {2, 0, 0}});
        QCOMPARE(names(state), std::string("server client client.7"));
    }

    void ofForkedOnesThatEndedOnlyTheLastAreShown()
    {
        LabState state;
        start(state, 1, "client");
        for (ActorId id = 2; id <= 1001; ++id) {
            start(state, id, "c" + std::to_string(id), 1);
            if (id != 500)
                state.apply({{0}, ActorExited {id, 0, 0}});
        }
        QCOMPARE(names(state), std::string("client c500 c994 c995 c996 c997 c998 c999 c1000 c1001"));
    }

    void everyProgramIsFoundByItsNumberInWhateverOrderTheyBegan()
    {
        LabState state;
        for (const ActorId id : {3, 1, 2, 900, 7, 8})
            start(state, id, "p" + std::to_string(id));
        for (const ActorId id : {1, 2, 3, 7, 8, 900}) {
            QVERIFY(state.actor(id));
            QCOMPARE(state.actor(id)->started.name, "p" + std::to_string(id));
        }
        for (const ActorId none : {0, 4, 6, 9, 899, 901})
            QVERIFY(!state.actor(none));
    }
};

QTEST_GUILESS_MAIN(ActorsShownTest)
#include "ActorsShownTest.moc"
