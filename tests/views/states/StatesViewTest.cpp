#include "views/states/StatesView.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/states/StatesCanvas.h"

#include <QApplication>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

using namespace lab;
using namespace lab::tests;

namespace {

class ShownStates : public ShownLab
{
public:
    explicit ShownStates(const std::vector<Event>& events)
        : ShownLab(events)
        , view(context, nullptr)
    {
        view.resize(900, 340);
        view.show();
        canvas = view.findChild<StatesCanvas*>();
    }

    StatesView view;
    StatesCanvas* canvas = nullptr;
};

} // namespace

class StatesViewTest : public QObject
{
    Q_OBJECT

private slots:

    void everySocketOfTheTableStandsSomewhere()
    {
        ShownStates lab(handshakeStory());
        for (std::size_t position = 0; position <= lab.journal.size(); ++position) {
            lab.playhead.moveTo(position);
            std::set<SocketId> there;
            const StatesLayout layout = lab.canvas->arranged();
            for (const StateChip& chip : layout.chips())
                there.insert(chip.socket);
            for (const HostId host : {HostId::Client, HostId::Server})
                for (const SocketRow& row : lab.playhead.state().host(host).sockets)
                    QVERIFY(there.contains(row.socket));
        }
    }

    void aClickOnASocketShowsItsWay()
    {
        ShownStates lab(handshakeStory());
        const auto chips = lab.canvas->arranged().chips();
        QVERIFY(!chips.empty());
        QTest::mouseClick(lab.canvas, Qt::LeftButton, {}, chips.front().rect.center().toPoint());
        QCOMPARE(lab.canvas->socket(), chips.front().socket);
        QCOMPARE(lab.selection.what().socket, std::optional(chips.front().socket));
        QVERIFY(!lab.canvas->path().empty());
        QVERIFY(!lab.canvas->accessibleDescription().isEmpty());
    }

    void aClickOnAnEdgeSelectsTheEventThatTookIt()
    {
        ShownStates lab(handshakeStory());
        lab.selection.select({{}, {}, SocketId {102}, {}});
        QCOMPARE(lab.canvas->socket(), SocketId {102});
        const auto steps = lab.canvas->path();
        QCOMPARE(steps.size(), std::size_t {5});
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const StatesLayout layout = lab.canvas->arranged();
            for (const StateLine& line : layout.lines()) {
                if (line.numbers == std::vector<int> {static_cast<int>(i) + 1})
                    QTest::mouseClick(lab.canvas, Qt::LeftButton, {}, line.badge.center().toPoint());
            }
            QCOMPARE(lab.selection.what().event, std::optional(steps[i].event));
        }
    }

    void keysWalkAlongTheWayAndFromSocketToSocket()
    {
        ShownStates lab(handshakeStory());
        lab.selection.select({{}, {}, SocketId {102}, {}});
        const auto steps = lab.canvas->path();
        QTest::keyClick(lab.canvas, Qt::Key_Home);
        QCOMPARE(lab.selection.what().event, std::optional(steps[0].event));
        QTest::keyClick(lab.canvas, Qt::Key_Right);
        QCOMPARE(lab.selection.what().event, std::optional(steps[1].event));
        QTest::keyClick(lab.canvas, Qt::Key_Left);
        QTest::keyClick(lab.canvas, Qt::Key_Left);
        QCOMPARE(lab.selection.what().event, std::optional(steps[0].event));
        QTest::keyClick(lab.canvas, Qt::Key_End);
        QCOMPARE(lab.selection.what().event, std::optional(steps.back().event));
        QTest::keyClick(lab.canvas, Qt::Key_Return);
        QCOMPARE(lab.playhead.position(), steps.back().event + 1);
        lab.playhead.moveTo(lab.after<SocketSampled>([](const SocketSampled& e) { return e.row.state == SocketState::Established; }));
        const SocketId before = lab.canvas->socket();
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(lab.canvas->socket() != before);
    }

    void withoutAChoiceTheNewestChangeIsShown()
    {
        ShownStates lab(queuesStory());
        std::set<SocketId> shown;
        for (std::size_t position = 1; position <= lab.journal.size(); ++position) {
            lab.playhead.moveTo(position);
            shown.insert(lab.canvas->socket());
        }
        QVERIFY(shown.size() >= 4);
        lab.playhead.moveTo(0);
        QCOMPARE(lab.canvas->socket(), SocketId {0}); // before the first one
    }

    void aUdpConversationOpensItsDiagram()
    {
        ShownStates lab(datagramStory());
        QVERIFY(lab.canvas->kind() == StateGraphKind::Datagram);
        QVERIFY(!lab.canvas->arranged().chips().empty());
        auto buttons = lab.view.findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), 3);
        QVERIFY(buttons[2]->isChecked());
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QVERIFY(lab.canvas->kind() == StateGraphKind::Connection);
        QVERIFY(lab.canvas->arranged().chips().empty());
        QVERIFY(!lab.view.grab().isNull());
    }

    void theQueuesDiagramShowsWhoWaitsWhere()
    {
        ShownStates lab(queuesStory());
        lab.canvas->setKind(StateGraphKind::Listening);
        std::set<int> nodes;
        for (std::size_t position = 1; position <= lab.journal.size(); ++position) {
            lab.playhead.moveTo(position);
            const StatesLayout layout = lab.canvas->arranged();
            for (const StateChip& chip : layout.chips())
                nodes.insert(chip.node);
        }
        QVERIFY(nodes.contains(1)); // LISTEN
        QVERIFY(nodes.contains(2)); // the SYN queue
        QVERIFY(nodes.contains(3)); // the accept queue
        QVERIFY(nodes.contains(4)); // accepted
    }

    void whatIsWrittenStaysInThePictureAtAnySize()
    {
        ShownStates lab(queuesStory());
        for (const QSize size : {QSize(420, 260), QSize(700, 400), QSize(1600, 900)}) {
            lab.view.resize(size);
            for (std::size_t position = 0; position <= lab.journal.size(); ++position) {
                lab.playhead.moveTo(position);
                const QRectF picture(QPointF(), QSizeF(lab.canvas->size()));
                const StatesLayout layout = lab.canvas->arranged();
                for (const StateChip& chip : layout.chips())
                    QVERIFY(picture.contains(chip.rect));
                for (const StateLine& line : layout.lines())
                    QVERIFY(line.label.isEmpty() || picture.contains(line.label));
            }
        }
    }

    void aCrowdAtOneStateIsACountWithinThePicture()
    {
        StatesShown shown {StateGraphKind::Connection, {}, std::vector<std::vector<SocketId>>(stateGraph(StateGraphKind::Connection).nodes.size()),
                           [](SocketId socket) { return QStringLiteral(":%1 →").arg(10000 + socket); }, [](SocketId) { return -1.0; }};
        for (auto& there : shown.sockets)
            for (SocketId socket = 1; socket <= 30000; ++socket)
                there.push_back(socket);
        for (const int width : {640, 700, 760, 900, 1200}) {
            const QSizeF size(width, 420);
            const StatesFonts fonts = StatesFonts::from(QApplication::font());
            const StatesLayout layout(shown, fonts, size);
            std::map<int, std::size_t> counted;
            for (const StateChip& chip : layout.chips()) {
                QVERIFY2(chip.rect.right() <= size.width() && chip.rect.left() >= 0, qPrintable(chip.text));
                counted[chip.node] += chip.socket != 0 ? 1 : chip.text.mid(1).toULong();
            }
            for (const auto& [node, count] : counted)
                QCOMPARE(count, std::size_t {30000});
        }
        QFont large = QApplication::font();
        for (const int points : {20, 28, 32}) {
            large.setPointSize(points);
            const StatesFonts fonts = StatesFonts::from(large);
            const StatesLayout layout(shown, fonts, StatesLayout::minimumSize(shown.kind, fonts));
            for (const StateChip& one : layout.chips())
                for (const StateChip& other : layout.chips())
                    QVERIFY2(&one == &other || one.node != other.node || !one.rect.intersects(other.rect), qPrintable(one.text + other.text));
        }
    }

    void whereThereIsRoomTheDiagramIsLargerWithItsLetters()
    {
        ShownStates lab(handshakeStory());
        const auto spread = [&] {
            QRectF all;
            const StatesLayout layout = lab.canvas->arranged();
            for (const QRectF& node : layout.nodes())
                all |= node;
            return all;
        };
        const double letters = lab.canvas->arranged().nodes().front().height();
        lab.view.resize(1900, 1000);
        QVERIFY(spread().width() > 0.85 * 1900);
        QVERIFY(lab.canvas->arranged().nodes().front().height() > 1.3 * letters);
        lab.view.resize(1900, 340); // as low as before
        QVERIFY(lab.canvas->height() <= 340);
        lab.view.resize(900, 340);
        QCOMPARE(lab.canvas->arranged().nodes().front().height(), letters);
    }

    void aDiagramLargerThanItsRoomShowsWhereTheSocketStands()
    {
        ShownStates lab(handshakeStory());
        lab.view.resize(300, 200);
        auto* area = lab.view.findChild<QScrollArea*>();
        QVERIFY(lab.canvas->width() > area->viewport()->width());
        std::set<int> seen;
        for (std::size_t position = 1; position <= lab.journal.size(); ++position) {
            lab.playhead.moveTo(position);
            const QRect place = lab.canvas->placeOfShown();
            if (!place.isValid())
                continue;
            const QRect room(-lab.canvas->pos(), area->viewport()->size());
            QVERIFY2(room.contains(place.center()), qPrintable(QString::number(position)));
            seen.insert(place.left());
        }
        QVERIFY(seen.size() > 3);
    }

    void timeWaitHasAClock()
    {
        auto events = handshakeStory();
        Event last = events.back();
        for (const Event& event : events) {
            if (const auto* sample = std::get_if<SocketSampled>(&event.body); sample && sample->row.state == SocketState::TimeWait)
                last.body = *sample;
        }
        auto& row = std::get<SocketSampled>(last.body).row;
        row.timer = 3;
        row.timerDue.ns = last.time.ns + 45'000'000'000;
        events.push_back(last);
        ShownStates lab(events);
        bool found = false;
        const StatesLayout layout = lab.canvas->arranged();
        for (const StateChip& chip : layout.chips()) {
            if (chip.clock >= 0) {
                QCOMPARE(chip.clock, 0.75);
                QVERIFY(chip.text.contains(QStringLiteral("45 s")));
                found = true;
            }
        }
        QVERIFY(found);
    }

    void anEmptyJournalIsShownAndAnotherOneReplacesIt()
    {
        ShownStates lab({});
        QVERIFY(!lab.view.grab().isNull());
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Left, Qt::Key_Home, Qt::Key_End, Qt::Key_Return})
            QTest::keyClick(lab.canvas, key);
        QVERIFY(!lab.selection.what().event);
        const ShownLab other(handshakeStory());
        lab.playhead.setJournal(&other.journal);
        QVERIFY(lab.canvas->socket() != 0);
        QVERIFY(!lab.view.grab().isNull());
    }
};

QTEST_MAIN(StatesViewTest)
#include "StatesViewTest.moc"
