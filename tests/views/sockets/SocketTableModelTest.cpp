#include "views/sockets/SocketTableModel.h"

#include "model/capture/Recording.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lab;
using namespace lab::tests;

/// The table of sockets at the playhead: its rows, and that it says of them what has changed and no more.
class SocketTableModelTest : public QObject
{
    Q_OBJECT

private:
    static QString cell(const SocketTableModel& model, int row, SocketColumn column)
    {
        return model.index(row, static_cast<int>(column)).data().toString();
    }

    static QStringList rows(const SocketTableModel& model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < socketColumns; ++column)
                cells << model.index(row, column).data().toString()
                      << model.index(row, column).data(Qt::AccessibleTextRole).toString();
            all << cells.join(QLatin1Char('|'));
        }
        return all;
    }

    static SocketRow numbered(SocketId id, SocketState state = SocketState::Established)
    {
        Endpoint local = serverEnd(static_cast<std::uint16_t>(id % 50000 + 1000));
        local.address.bytes[2] = static_cast<std::uint8_t>(id / 50000);
        return socketRow(HostId::Client, id, state, local, clientEnd(9));
    }

    static std::vector<Event> many(int count)
    {
        JournalBuilder journal;
        for (int i = 1; i <= count; ++i)
            journal.socket(numbered(static_cast<SocketId>(i)));
        return journal.events();
    }

    /// How often the table heard of anything.
    struct Heard
    {
        explicit Heard(const SocketTableModel& model)
            : changed(&model, &QAbstractItemModel::dataChanged)
            , inserted(&model, &QAbstractItemModel::rowsInserted)
            , removed(&model, &QAbstractItemModel::rowsRemoved)
            , arranged(&model, &QAbstractItemModel::layoutChanged)
            , reset(&model, &QAbstractItemModel::modelReset)
        {
        }

        QList<qsizetype> counts() const
        {
            return {changed.count(), inserted.count(), removed.count(), arranged.count(), reset.count()};
        }

        QSignalSpy changed, inserted, removed, arranged, reset;
    };

private slots:

    void theRowsAreThoseOfSsListenersFirst()
    {
        ShownLab lab(queuesStory());
        SocketTableModel model(lab.context);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh();
        QVERIFY(model.rowCount() >= 5);
        QCOMPARE(cell(model, 0, SocketColumn::State), QStringLiteral("LISTEN"));
        QCOMPARE(cell(model, 0, SocketColumn::Host), QStringLiteral("server"));
        QCOMPARE(cell(model, 0, SocketColumn::Protocol), QStringLiteral("TCP"));
        QVERIFY(cell(model, 0, SocketColumn::Local).endsWith(QStringLiteral(":8080")));
        QVERIFY(cell(model, 0, SocketColumn::Peer).endsWith(QStringLiteral(":*")));
        QCOMPARE(cell(model, 1, SocketColumn::State), QStringLiteral("ESTAB"));
        QCOMPARE(cell(model, 1, SocketColumn::Local), QStringLiteral("10.9.0.1:40064"));
    }

    void aListenersQueuesAreAcceptQueueAndBacklog()
    {
        ShownLab lab(queuesStory());
        lab.playhead.moveTo(lab.after<SocketSampled>([](const SocketSampled& sampled) {
            return sampled.row.state == SocketState::Listen && sampled.row.recvQueue == 2;
        }));
        SocketTableModel model(lab.context);
        model.refresh();
        QCOMPARE(cell(model, 0, SocketColumn::Received), QStringLiteral("2"));
        QCOMPARE(cell(model, 0, SocketColumn::Sent), QStringLiteral("1"));
        const QString tip = model.index(0, static_cast<int>(SocketColumn::Received)).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("accept queue: 2 waiting, backlog 1"))
                     && tip.contains(QStringLiteral("full")),
                 qPrintable(tip));
        QVERIFY(model.headerData(static_cast<int>(SocketColumn::Sent), Qt::Horizontal, Qt::WhatsThisRole)
                    .toString()
                    .contains("backlog"));
    }

    void everyOwnerAfterAForkIsNamedWithItsDescriptors()
    {
        JournalBuilder journal;
        const ActorId parent = journal.actor(HostId::Server, "server"), child = journal.actor(HostId::Server, "worker");
        SocketRow row = socketRow(HostId::Server, 7, SocketState::Listen, serverEnd(80), anyEnd());
        journal.socket(row);
        journal.opened(parent, {socketDescriptor(3, 7), socketDescriptor(5, 7)});
        journal.opened(child, {socketDescriptor(3, 7)});
        ShownLab lab(journal.events());
        SocketTableModel model(lab.context);
        model.refresh();
        const auto pid = [&](ActorId actor) { return lab.playhead.state().actor(actor)->started.pid; };
        QCOMPARE(cell(model, 0, SocketColumn::Owner),
                 QStringLiteral("server (%1) fd 3, 5 · worker (%2) fd 3").arg(pid(parent)).arg(pid(child)));
        lab.append({{{}, DescriptorsChanged {parent, {}}}, {{}, ActorExited {child}}});
        lab.playhead.journalGrew();
        Heard heard(model);
        model.refresh();
        QVERIFY(!cell(model, 0, SocketColumn::Owner).contains(QStringLiteral("fd")));
        QCOMPARE(heard.counts(), (QList<qsizetype> {1, 0, 0, 0, 0}));
    }

    void ownersAreThoseOfTheStateAlsoWhenItComesAfterThePosition()
    {
        const std::vector<Event> story = handshakeStory();
        ShownLab lab({story.begin(), story.begin() + 2});
        lab.append({story.begin() + 2, story.end()});
        SocketHolders holders;
        lab.playhead.journalGrew(Playhead::Fold::Later);
        holders.follow(lab.playhead);
        lab.playhead.journalGrew();
        QVERIFY(holders.follow(lab.playhead));
        QVERIFY(!holders.follow(lab.playhead));
    }

    void whatIsInferredSaysSo()
    {
        JournalBuilder journal;
        SocketRow row =
            socketRow(HostId::Client, inferredSockets + 1, SocketState::SynSent, clientEnd(40000), serverEnd(80));
        row.inode = 0;
        journal.socket(row);
        ShownLab lab(journal.events());
        SocketTableModel model(lab.context);
        model.refresh();
        QCOMPARE(cell(model, 0, SocketColumn::State), QStringLiteral("SYN-SENT (inferred)"));
        QCOMPARE(cell(model, 0, SocketColumn::Owner), QString());
        QCOMPARE(cell(model, 0, SocketColumn::Received), QStringLiteral("–")); // packets tell nothing of queues
        model.readOn(SIZE_MAX);
        const QString said =
            model.index(0, static_cast<int>(SocketColumn::History)).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.endsWith(QStringLiteral(": SYN-SENT")), qPrintable(said));
    }

    void everyWordOfTheFilterHasToBeInARow()
    {
        ShownLab lab(queuesStory());
        SocketTableModel model(lab.context);
        model.refresh();
        const int all = model.rowCount();
        model.setFilter(QStringLiteral("listen 8080"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.all(), all);
        model.setFilter(QStringLiteral("c2"));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(cell(model, 0, SocketColumn::Owner).startsWith(QStringLiteral("c2")));
        model.setFilter(QStringLiteral("estab nobody"));
        QCOMPARE(model.rowCount(), 0);
        model.setFilter(QStringLiteral("  "));
        QCOMPARE(model.rowCount(), all);
    }

    void aSocketThatFitsTheFilterOnlyLaterComesThen()
    {
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(
            lab.after<SocketSampled>([](const SocketSampled& one) { return one.row.state == SocketState::SynSent; }));
        SocketTableModel model(lab.context);
        model.setFilter(QStringLiteral("client ESTAB"));
        model.refresh();
        QCOMPARE(model.rowCount(), 0);
        lab.playhead.moveTo(lab.after<SocketSampled>([](const SocketSampled& one) {
            return one.row.host == HostId::Client && one.row.state == SocketState::Established;
        }));
        model.refresh();
        QCOMPARE(model.rowCount(), 1);
    }

    void numbersAreOrderedAsNumbersAndEqualOnesAsUsual()
    {
        JournalBuilder journal;
        const std::uint32_t queues[] = {9, 10, 9, 100};
        for (SocketId id = 1; id <= 4; ++id) {
            SocketRow row = numbered(5 - id);
            row.recvQueue = queues[id - 1];
            journal.socket(row);
        }
        ShownLab lab(journal.events());
        SocketTableModel model(lab.context);
        model.refresh();
        const auto received = [&] {
            QStringList all;
            for (int row = 0; row < model.rowCount(); ++row)
                all << cell(model, row, SocketColumn::Received) + QLatin1Char('@')
                        + QString::number(model.entry(row).row.socket);
            return all.join(QLatin1Char(' '));
        };
        QCOMPARE(received(), QStringLiteral("100@1 9@2 10@3 9@4"));
        model.setOrder(SocketOrder(SocketColumn::Received, false));
        QCOMPARE(received(), QStringLiteral("9@2 9@4 10@3 100@1"));
        model.setOrder(SocketOrder(SocketColumn::Received, true));
        QCOMPARE(received(), QStringLiteral("100@1 10@3 9@2 9@4"));
        model.setOrder(SocketOrder());
        QCOMPARE(received(), QStringLiteral("100@1 9@2 10@3 9@4"));
    }

    void whereverThePlayheadCameFromTheRowsAreThoseFromScratch_data()
    {
        QTest::addColumn<bool>("closedToo");
        QTest::addColumn<bool>("byState");
        QTest::newRow("open, usual") << false << false;
        QTest::newRow("closed too, by state") << true << true;
    }

    void whereverThePlayheadCameFromTheRowsAreThoseFromScratch()
    {
        QFETCH(bool, closedToo);
        QFETCH(bool, byState);
        ShownLab lab(handshakeStory());
        const auto prepare = [&](SocketTableModel& model) {
            model.readOn(SIZE_MAX);
            model.setClosedToo(closedToo);
            model.setOrder(byState ? SocketOrder(SocketColumn::State, true) : SocketOrder());
            model.refresh();
        };
        SocketTableModel travelled(lab.context);
        const QAbstractItemModelTester tester(&travelled, QAbstractItemModelTester::FailureReportingMode::QtTest);
        prepare(travelled);
        const std::size_t whole = lab.journal.size();
        for (std::size_t i = 0; i <= 2 * whole; ++i) {
            lab.playhead.moveTo(i * 37 % (whole + 1)); // back and forth
            travelled.readOn(SIZE_MAX);
            travelled.refresh();
            SocketTableModel fresh(lab.context);
            prepare(fresh);
            QCOMPARE(rows(travelled), rows(fresh));
        }
    }

    void aClosedSocketStandsWithItsLastRowUntilThePlayheadIsBeforeItsEnd()
    {
        ShownLab lab(handshakeStory());
        SocketTableModel model(lab.context);
        model.readOn(SIZE_MAX);
        model.refresh();
        const int open = model.rowCount();
        model.setClosedToo(true);
        QCOMPARE(model.rowCount(), open + 1);
        const int row = model.rowOf(103);
        QCOMPARE(row, open); // behind the others
        QCOMPARE(cell(model, row, SocketColumn::State), QStringLiteral("closed (LAST-ACK)"));
        QVERIFY(model.index(row, 0).data(Qt::FontRole).value<QFont>().italic());
        const QString tip = model.index(row, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("first seen at"))
                     && tip.contains(QStringLiteral("left the kernel's table")),
                 qPrintable(tip));
        const auto gone = model.newestChange(row);
        QVERIFY(gone && lab.journal.kindOf(*gone) == kindIndexOf<SocketGone>());
        lab.playhead.moveTo(*gone);
        model.refresh();
        QCOMPARE(cell(model, model.rowOf(103), SocketColumn::State), QStringLiteral("LAST-ACK"));
        model.setClosedToo(false);
        lab.playhead.goLive();
        model.refresh();
        QCOMPARE(model.rowOf(103), -1);
    }

    void amongTenThousandAChangeIsOneSignal()
    {
        ShownLab lab(many(10'000));
        SocketTableModel model(lab.context);
        model.refresh();
        QCOMPARE(model.rowCount(), 10'000);
        Heard heard(model);
        SocketRow row = numbered(5000);
        row.recvQueue = 4;
        lab.append({{{}, SocketSampled {row}}});
        lab.playhead.journalGrew();
        model.refresh();
        QCOMPARE(heard.counts(), (QList<qsizetype> {1, 0, 0, 0, 0}));
        QCOMPARE(heard.changed.first()[0].toModelIndex().row(), model.rowOf(5000));
        lab.append({{{}, SocketGone {HostId::Client, 77}}, {{}, SocketSampled {numbered(10'001)}}});
        lab.playhead.journalGrew();
        model.refresh();
        QCOMPARE(heard.counts(), (QList<qsizetype> {2, 1, 1, 0, 0})); // the new row is told as changed, too
        model.refresh();
        QCOMPARE(heard.counts(), (QList<qsizetype> {2, 1, 1, 0, 0}));
    }

    void aThousandChangesAmongTenThousandAreFewSignalsAndNoReset()
    {
        ShownLab lab(many(10'000));
        SocketTableModel model(lab.context);
        model.refresh();
        QPersistentModelIndex held(model.index(model.rowOf(4321), 0));
        Heard heard(model);
        std::vector<Event> events;
        for (SocketId id = 1; id <= 10'000; id += 10) {
            SocketRow row = numbered(id);
            row.sendQueue = static_cast<std::uint32_t>(id);
            events.push_back({{}, SocketSampled {row}});
        }
        lab.append(events);
        lab.playhead.journalGrew();
        model.refresh();
        QVERIFY(heard.changed.count() <= 66);
        QCOMPARE(heard.inserted.count() + heard.removed.count() + heard.reset.count(), 0);
        model.setOrder(SocketOrder(SocketColumn::Sent, true));
        QCOMPARE(heard.arranged.count(), 1);
        QCOMPARE(held.row(), model.rowOf(4321)); // what is selected stays selected
        QCOMPARE(model.entry(0).row.sendQueue, 9991U);
    }

    void theHistoryIsReadAloud()
    {
        ShownLab lab(handshakeStory());
        SocketTableModel model(lab.context);
        model.readOn(SIZE_MAX);
        model.refresh();
        const QString said = model.index(model.rowOf(102), static_cast<int>(SocketColumn::History))
                                 .data(Qt::AccessibleTextRole)
                                 .toString();
        QVERIFY2(said.contains(QStringLiteral("SYN-SENT, Recv-Q 0"))
                     && said.contains(QStringLiteral("ESTAB, Recv-Q 0, Send-Q 5")),
                 qPrintable(said));
        QVERIFY(said.indexOf(QStringLiteral("SYN-SENT")) < said.indexOf(QStringLiteral("TIME-WAIT")));
    }
};

QTEST_MAIN(SocketTableModelTest)
#include "SocketTableModelTest.moc"
