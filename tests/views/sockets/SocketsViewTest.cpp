#include "views/sockets/SocketsView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace lab;
using namespace lab::tests;

class SocketsViewTest : public QObject
{
    Q_OBJECT

private:
    struct Shown
    {
        explicit Shown(ShownLab& lab)
            : view(lab.context)
        {
            view.resize(900, 400);
            view.show();
        }

        QTableView& table() { return *view.findChild<QTableView*>(); }

        const SocketTableModel& model() { return *static_cast<const SocketTableModel*>(table().model()); }

        QLineEdit& filter() { return *view.findChild<QLineEdit*>("socket-filter"); }

        QString count() { return view.findChild<QLabel*>("socket-count")->text(); }

        const QLabel& empty() { return *view.findChild<QLabel*>("socket-empty"); }

        SocketId socketOf(int row) { return model().entry(row).row.socket; }

        SocketsView view;
    };

private slots:

    void aRowLightsItsSocketEverywhereAndEnterGoesToItsNewestChange()
    {
        ShownLab lab(handshakeStory());
        Shown shown(lab);
        const int row = shown.model().rowOf(101);
        shown.table().selectRow(row);
        QCOMPARE(lab.selection.what().socket, std::optional<SocketId>(101));
        const std::size_t newest =
            lab.after<SocketSampled>([](const SocketSampled& sampled) { return sampled.row.socket == 101; }, true);
        QCOMPARE(lab.selection.what().event, std::optional(newest - 1));
        QTest::keyClick(&shown.table(), Qt::Key_Return);
        QCOMPARE(lab.playhead.position(), newest);
    }

    void whatIsSelectedElsewhereIsLitHere()
    {
        ShownLab lab(handshakeStory());
        Shown shown(lab);
        lab.selection.select({.socket = 102});
        QCOMPARE(shown.table().selectionModel()->selectedRows().value(0).row(), shown.model().rowOf(102));
        lab.selection.select({.packet = 1});
        QVERIFY(!shown.table().selectionModel()->hasSelection());
        lab.selection.select({.socket = 102});
        shown.filter().setText(QStringLiteral("listen"));
        QVERIFY(!shown.table().selectionModel()->hasSelection());
        QCOMPARE(lab.selection.what().socket, std::optional<SocketId>(102)); // left out here, chosen still
        shown.filter().clear();
        QCOMPARE(shown.table().selectionModel()->selectedRows().value(0).row(), shown.model().rowOf(102));
    }

    void theSelectionStaysWithItsSocketWhenThePlayheadMoves()
    {
        ShownLab lab(handshakeStory());
        Shown shown(lab);
        lab.selection.select({.socket = 101});
        const Selection::What chosen = lab.selection.what();
        lab.playhead.moveTo(0);
        QTRY_COMPARE(shown.model().rowCount(), 0);
        QCOMPARE(lab.selection.what(), chosen);
        lab.playhead.goLive();
        QTRY_VERIFY(shown.model().rowOf(101) >= 0);
        QTRY_COMPARE(shown.table().selectionModel()->selectedRows().value(0).row(), shown.model().rowOf(101));
        QCOMPARE(lab.selection.what(), chosen);
    }

    void theFocusAloneSelectsNothing()
    {
        ShownLab lab(handshakeStory());
        Shown shown(lab);
        shown.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&shown.view));
        shown.table().setFocus();
        QCOMPARE(lab.selection.what(), Selection::What {});
    }

    void theCountSaysHowManyAreLeftOut()
    {
        ShownLab lab(queuesStory());
        Shown shown(lab);
        const int all = shown.model().rowCount();
        QVERIFY(shown.count().startsWith(QString::number(all)));
        shown.filter().setText(QStringLiteral("listen 8080"));
        QCOMPARE(shown.count(), QStringLiteral("1 of %1").arg(all));
        QVERIFY(!shown.empty().isVisible());
        shown.filter().setText(QStringLiteral("listen 8081"));
        QCOMPARE(shown.count(), QStringLiteral("0 of %1").arg(all));
        QCOMPARE(shown.empty().text(), QStringLiteral("No socket's row has all these words."));
        QVERIFY(shown.empty().isVisible());
    }

    void anEmptyTableSaysWhy()
    {
        ShownLab nothing({});
        Shown before(nothing);
        QCOMPARE(before.empty().text(), QStringLiteral("Nothing has happened yet."));
        ShownLab lab(handshakeStory());
        lab.playhead.moveTo(1);
        Shown shown(lab);
        QVERIFY(shown.empty().text().contains(QStringLiteral("at the playhead")));
        lab.playhead.goLive();
        QTRY_VERIFY(!shown.empty().isVisible());
        ShownLab strace({{{}, Notice {Notice::Severity::Info, "calls-by-strace", ""}}});
        Shown calls(strace);
        QVERIFY(calls.empty().text().contains(QStringLiteral("strace")));
    }

    void theOrderIsChosenByAHeaderAndByTheKeyboard()
    {
        ShownLab lab(queuesStory());
        Shown shown(lab);
        const SocketId usual = shown.socketOf(0);
        QHeaderView* header = shown.table().horizontalHeader();
        const int peer = static_cast<int>(SocketColumn::Peer);
        const auto click = [&](int column) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              {header->sectionViewportPosition(column) + 5, header->height() / 2});
        };
        click(peer);
        auto* chosen = shown.view.findChild<QComboBox*>("socket-order");
        QCOMPARE(chosen->currentData().toInt(), peer);
        const SocketId first = shown.socketOf(0);
        click(peer);
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
        QVERIFY(shown.socketOf(0) != first);
        click(peer); // a third time
        QCOMPARE(chosen->currentData().toInt(), -1);
        QCOMPARE(shown.socketOf(0), usual);
        click(static_cast<int>(SocketColumn::History));
        QCOMPARE(chosen->currentData().toInt(), -1);

        chosen->setFocus();
        QTest::keyClick(chosen, Qt::Key_End);
        QCOMPARE(header->sortIndicatorSection(), chosen->currentData().toInt());
        QVERIFY(header->sortIndicatorSection() > 0);
        auto* way = shown.view.findChild<QToolButton*>("socket-way");
        QVERIFY(way->isEnabled());
        QTest::keyClick(way, Qt::Key_Space);
        QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void closedOnesComeOnRequest()
    {
        ShownLab lab(handshakeStory());
        Shown shown(lab);
        const int open = shown.model().rowCount();
        shown.view.findChild<QCheckBox*>("socket-closed-too")->click();
        QTRY_COMPARE(shown.model().rowCount(), open + 1);
        shown.view.findChild<QCheckBox*>("socket-closed-too")->click();
        QCOMPARE(shown.model().rowCount(), open);
    }

    void theChosenRowsAreCopiedWithTabs()
    {
        ShownLab lab(queuesStory());
        Shown shown(lab);
        shown.table().selectAll();
        QTest::keyClick(&shown.table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), shown.model().rowCount());
        QVERIFY2(lines[0].startsWith(QStringLiteral("server\tTCP\tLISTEN\t")), qPrintable(lines[0]));
        QCOMPARE(lines[0].count(QLatin1Char('\t')), socketColumns - 2); // all but the drawing
    }

    void ofThisMachineThereIsNoColumnOfHosts()
    {
        std::vector<Event> events {{{}, LabStarted {}},
                                   {{}, SettingWritten {HostId::Client, "network", "this machine", true}}};
        events.push_back(
            {{}, SocketSampled {socketRow(HostId::Client, 5, SocketState::Listen, clientEnd(22), anyEnd())}});
        ShownLab machine(events);
        Shown shown(machine);
        QVERIFY(shown.table().isColumnHidden(static_cast<int>(SocketColumn::Host)));
        QCOMPARE(shown.view.findChild<QComboBox*>("socket-order")->findData(static_cast<int>(SocketColumn::Host)), -1);
        ShownLab lab(handshakeStory());
        machine.playhead.setJournal(&lab.journal);
        QVERIFY(!shown.table().isColumnHidden(static_cast<int>(SocketColumn::Host)));
        QTRY_VERIFY(shown.model().rowOf(101) >= 0);
    }

    void aJournalThatGrowsSaysLaterThatItIsOfThisMachine()
    {
        ShownLab lab(std::vector<Event> {{{}, LabStarted {}}});
        Shown shown(lab);
        QVERIFY(!shown.table().isColumnHidden(static_cast<int>(SocketColumn::Host)));
        lab.append({{{}, SettingWritten {HostId::Client, "network", "this machine", true}},
                    {{}, SocketSampled {socketRow(HostId::Client, 5, SocketState::Listen, clientEnd(22), anyEnd())}}});
        lab.playhead.journalGrew();
        QTRY_VERIFY(shown.table().isColumnHidden(static_cast<int>(SocketColumn::Host)));
    }

    void manyEventsInOneFrameAreOneRefresh()
    {
        ShownLab lab(handshakeStory());
        Shown shown(lab);
        QSignalSpy changed(&shown.model(), &QAbstractItemModel::dataChanged);
        for (std::uint32_t i = 1; i <= 200; ++i) {
            SocketRow row = *lab.playhead.state().socket(101);
            row.recvQueue = i;
            lab.append({{lab.playhead.state().now(), SocketSampled {row}}});
            lab.playhead.journalGrew();
        }
        QVERIFY(changed.count() < 20);
        QTRY_COMPARE(shown.model().entry(shown.model().rowOf(101)).row.recvQueue, 200U);
    }

    void nothingIsReadWhileItIsHidden()
    {
        ShownLab lab(handshakeStory());
        SocketsView view(lab.context);
        QCOMPARE(view.findChild<QTableView*>()->model()->rowCount(), 0);
        view.show();
        QVERIFY(view.findChild<QTableView*>()->model()->rowCount() > 0);
    }

    void inKoreanAndAtTwentyEightPointsEverythingHasItsRoom()
    {
        ShownLab lab(queuesStory());
        Shown shown(lab);
        QTranslator korean;
        QVERIFY(korean.load(QStringLiteral(":/i18n/socketlab_ko.qm")));
        QCoreApplication::installTranslator(&korean);
        lab.context.language = Language::Korean;
        setFontSize(28);
        QFont large = shown.view.font();
        large.setPointSizeF(28);
        shown.view.setFont(large);
        shown.view.contextChanged();
        QCoreApplication::processEvents();
        const auto name = [&](SocketColumn column) {
            return shown.model().headerData(static_cast<int>(column), Qt::Horizontal, Qt::DisplayRole).toString();
        };
        QCOMPARE(name(SocketColumn::State), QStringLiteral("상태"));
        QVERIFY(shown.count().contains(QStringLiteral("소켓")));
        const QFontMetrics text(shown.view.font());
        for (int column = 0; column < socketColumns; ++column)
            QVERIFY(shown.table().columnWidth(column)
                    >= text.horizontalAdvance(name(static_cast<SocketColumn>(column))));
        QVERIFY(shown.table().rowHeight(0) >= text.height());
        for (const QWidget* each : {static_cast<QWidget*>(&shown.filter()),
                                    static_cast<QWidget*>(shown.view.findChild<QComboBox*>("socket-order")),
                                    static_cast<QWidget*>(shown.view.findChild<QCheckBox*>("socket-closed-too"))})
            QVERIFY(shown.view.rect().contains(each->geometry()));
        QCoreApplication::removeTranslator(&korean);
        setFontSize(10);
    }
};

QTEST_MAIN(SocketsViewTest)
#include "SocketsViewTest.moc"
