#include "views/sequence/SequenceLayout.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sequence/SequenceGutter.h"

#include <QApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace lab;
using namespace lab::tests;

namespace {

using Kind = SequenceShape::Kind;

class Drawn
{
public:
    explicit Drawn(const std::vector<Event>& events)
        : lab(events)
        , texts(index, lab.playhead)
    {
        reading.finish(lab.journal);
    }

    std::vector<SequenceShape> at(std::size_t position, double width = 800, double scale = 1)
    {
        columns = SequenceColumns::of(index, width, scale, gutter);
        return SequenceLayout(reading, texts, columns, fonts).shapes(0, 1e7, position);
    }

    std::vector<SequenceShape> atEnd(double width = 800) { return at(lab.journal.size(), width); }

    ShownLab lab;
    SequenceReading reading;
    const SequenceIndex& index = reading.index();
    SequenceTexts texts;
    SequenceColumns columns;
    double gutter = 0;
    SequenceFonts fonts = SequenceFonts::from(QFont());
};

std::vector<SequenceShape> ofKind(const std::vector<SequenceShape>& shapes, Kind kind, Tone tone)
{
    std::vector<SequenceShape> found;
    for (const SequenceShape& shape : shapes) {
        if (shape.kind == kind && shape.tone == tone)
            found.push_back(shape);
    }
    return found;
}

bool says(const std::vector<SequenceShape>& shapes, const QString& text)
{
    for (const SequenceShape& shape : shapes) {
        if (shape.kind == Kind::Label && shape.text.contains(text))
            return true;
    }
    return false;
}

/// A held packet that is sent again, copied and dropped; another that is lost with the cable.
std::vector<Event> lossStory()
{
    std::vector<Event> events = queuesStory();
    const auto add = [&](EventBody body) {
        events.push_back({Timestamp {events.back().time.ns + 1000}, std::move(body)});
    };
    const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
    for (const PacketId packet : {PacketId {801}, PacketId {802}}) {
        add(PacketSent {packet, HostId::Client, PacketOrigin::Kernel, frame, 74});
        add(PacketHeld {packet});
    }
    add(PacketRepeated {801, 2});
    add(PacketCopied {803, 801});
    add(PacketHeld {803});
    add(PacketDropped {802, DropReason::ByCommand});
    add(PacketSent {804, HostId::Server, PacketOrigin::Kernel, frame, 74});
    add(PacketDropped {804, DropReason::WireCut});
    add(PacketDelivered {803});
    add(CountersChanged {HostId::Server, {{"TcpExtListenDrops", 1}}});
    add(ActorExited {1, 0, 9});
    return events;
}

} // namespace

class SequenceLayoutTest : public QObject
{
    Q_OBJECT

private slots:

    void aWatchedMachineHasOneKernelInSight()
    {
        std::vector<Event> events = handshakeStory();
        Drawn two(events);
        (void)two.atEnd();
        QVERIFY(two.columns.kernel[1] < two.columns.width);
        events.insert(events.begin() + 1, {{}, SettingWritten {HostId::Client, "network", "this machine", true}});
        Drawn one(events);
        (void)one.atEnd();
        QVERIFY(one.columns.kernel[0] > two.columns.kernel[0] && one.columns.kernel[0] < one.columns.width);
        QVERIFY(one.columns.kernel[1] > one.columns.width);
        QVERIFY(one.texts.kernel(HostId::Client) != two.texts.kernel(HostId::Client));
    }

    void noTwoTextsMeet()
    {
        for (const auto& story : {handshakeStory(), queuesStory(), datagramStory(), lossStory()}) {
            Drawn drawn(story);
            for (const double width : {300.0, 680.0, 1200.0}) {
                for (std::size_t position = 0; position <= drawn.lab.journal.size(); position += 7) {
                    std::vector<QRectF> rects;
                    for (const SequenceShape& shape : drawn.at(position, width)) {
                        if (shape.kind == Kind::Label)
                            rects.push_back(shape.rect);
                    }
                    for (std::size_t i = 0; i < rects.size(); ++i) {
                        QVERIFY(rects[i].left() >= 0 && rects[i].right() <= drawn.columns.width);
                        for (std::size_t k = i + 1; k < rects.size(); ++k)
                            QVERIFY2(!rects[i].intersects(rects[k]), qPrintable(QString::number(position)));
                    }
                }
            }
        }
    }

    void noTwoTextsMeetInTrueTimeAndNoneIsInTheGutter()
    {
        for (const auto& story : {handshakeStory(), queuesStory(), lossStory()}) {
            Drawn drawn(story);
            drawn.reading.setTimed(true);
            for (const char* words : {"", "client", "packets", "states server", "call=accept"}) {
                drawn.reading.setFilter(*EventFilter::parse(words));
                drawn.reading.finish(drawn.lab.journal);
                const SequenceGutter gutter(drawn.reading, drawn.lab.journal, drawn.fonts);
                drawn.gutter = gutter.width();
                QVERIFY(drawn.gutter > 40);
                std::vector<QRectF> rects;
                for (const SequenceShape& shape : drawn.atEnd(680)) {
                    if (shape.kind == Kind::Label) {
                        rects.push_back(shape.rect);
                        QVERIFY(shape.rect.left() >= drawn.gutter && shape.rect.right() <= drawn.columns.width);
                    }
                }
                const std::size_t count = drawn.reading.slotsAt(drawn.lab.journal.size());
                for (const SequenceTime& time : gutter.times(0, 1e7, count)) {
                    QVERIFY(time.rect.left() >= 0 && time.rect.right() <= gutter.lineX());
                    rects.push_back(time.rect);
                }
                for (const SequenceWait& wait : gutter.waits(0, 1e7, count)) {
                    QVERIFY(wait.rect.isNull() == (wait.distance != SequenceAxis::Distance::Broken));
                    if (!wait.rect.isNull())
                        rects.push_back(wait.rect);
                }
                for (std::size_t i = 0; i < rects.size(); ++i)
                    for (std::size_t k = i + 1; k < rects.size(); ++k)
                        QVERIFY2(!rects[i].intersects(rects[k]), words);
            }
        }
    }

    void theGutterTellsEachRowsTimeAndHowLongABrokenWaitWas()
    {
        std::vector<Event> story = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        const Timestamp late {story.back().time.ns + 1'200'000'000};
        story.push_back({late, PacketSent {900, HostId::Client, PacketOrigin::Kernel, frame, 74}});
        Drawn drawn(story);
        const SequenceGutter none(drawn.reading, drawn.lab.journal, drawn.fonts);
        QCOMPARE(none.width(), 0.0);
        QVERIFY(none.times(0, 1e7, 50).empty() && none.waits(0, 1e7, 50).empty());
        drawn.reading.setScale(1'000'000);
        drawn.reading.setTimed(true);
        drawn.reading.finish(drawn.lab.journal);
        const SequenceGutter gutter(drawn.reading, drawn.lab.journal, drawn.fonts);
        const std::size_t count = drawn.reading.slotsAt(drawn.lab.journal.size());
        const auto times = gutter.times(0, 1e7, count);
        const auto waits = gutter.waits(0, 1e7, count);
        QCOMPARE(times.size(), count);
        QCOMPARE(waits.size(), count - 1);
        QCOMPARE(times.back().text.toDouble(), std::floor(late.ns / 1e5) / 1e4);
        QVERIFY2(waits.back().text.endsWith(QStringLiteral("1.2 s")), qPrintable(waits.back().text));
        QCOMPARE(waits.back().to, times.back().y);
        QCOMPARE(waits.back().to - waits.back().from, SequenceAxis::broken * SequenceLayout::rowHeight(drawn.fonts));
        // In part of it the same is told as in the whole.
        const auto some = gutter.times(times[5].y, times[9].y, count);
        QCOMPARE(some.front().text, times[5].text);
        QCOMPARE(some.size(), std::size_t {5});
    }

    void waitsAreToldShortly()
    {
        const std::pair<std::int64_t, const char*> told[] {{900, "900 ns"},
                                                           {1'250, "1.3 µs"},
                                                           {20'000'000, "20 ms"},
                                                           {1'200'000'000, "1.2 s"},
                                                           {9'960'000'000, "10 s"},
                                                           {119'000'000'000, "119 s"},
                                                           {150'000'000'000, "2.5 min"},
                                                           {86'400'000'000'000, "24 h"}};
        for (const auto& [ns, text] : told)
            QCOMPARE(waitText(ns), QString::fromUtf8(text));
    }

    void whatAFilterHidesIsNotDrawnAndTheRestEndsBesideIt()
    {
        Drawn drawn(handshakeStory());
        drawn.reading.setFilter(*EventFilter::parse("call=accept states"));
        drawn.reading.finish(drawn.lab.journal);
        QVERIFY(drawn.atEnd().size() == ofKind(drawn.atEnd(), Kind::Lifeline, Tone::Muted).size()); // no event is both
        drawn.reading.setFilter(*EventFilter::parse("states"));
        drawn.reading.finish(drawn.lab.journal);
        const double bottom = drawn.reading.axis().end(drawn.reading.axis().size()) * SequenceLayout::rowHeight(drawn.fonts);
        std::size_t bars = 0;
        for (const SequenceShape& shape : drawn.atEnd()) {
            QVERIFY(shape.kind == Kind::Lifeline || shape.tone == Tone::State);
            if (shape.kind == Kind::Bar) {
                ++bars;
                QVERIFY(shape.rect.height() >= 4 && shape.rect.bottom() <= bottom + 4.1);
            }
        }
        QCOMPARE(bars, drawn.index.bars().size());
        QVERIFY(says(drawn.atEnd(), QStringLiteral(":8080 SYN-RECV")));
        drawn.reading.setFilter(*EventFilter::parse("flag=SYN"));
        drawn.reading.finish(drawn.lab.journal);
        const auto shapes = drawn.atEnd();
        QCOMPARE(ofKind(shapes, Kind::Arrow, Tone::Packet).size(), std::size_t {2});
        QVERIFY(ofKind(shapes, Kind::Bar, Tone::State).empty() && ofKind(shapes, Kind::Arrow, Tone::Accent).empty());
        QVERIFY(!says(shapes, QStringLiteral("SYN-RECV")));
    }

    void inTrueTimeAPacketSlantsForAsLongAsItTravelled()
    {
        std::vector<Event> story = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        std::int64_t now = story.back().time.ns;
        const auto add = [&](std::int64_t wait, EventBody body) {
            story.push_back({Timestamp {now += wait}, std::move(body)});
        };
        add(1000, PacketSent {901, HostId::Client, PacketOrigin::Kernel, frame, 74});
        add(6'000'000, PacketDelivered {901});
        add(1000, PacketSent {902, HostId::Client, PacketOrigin::Kernel, frame, 74});
        add(3'000'000, PacketDelivered {902});
        Drawn drawn(story);
        drawn.reading.setScale(1'000'000);
        drawn.reading.setTimed(true);
        drawn.reading.finish(drawn.lab.journal);
        const auto arrows = ofKind(drawn.atEnd(), Kind::Arrow, Tone::Packet);
        const auto fall = [](const SequenceShape& arrow) { return arrow.to.y() - arrow.from.y(); };
        QCOMPARE(fall(arrows[arrows.size() - 2]), 2 * fall(arrows.back()));
    }

    void lifelinesStandInTheOrderProgramKernelKernelProgram()
    {
        Drawn drawn(queuesStory());
        (void)drawn.atEnd();
        QCOMPARE(drawn.index.lanes()[0].name, std::string("server"));
        const double server = drawn.columns.lanes[0], c1 = drawn.columns.lanes[1], c2 = drawn.columns.lanes[2];
        QVERIFY(c1 < c2);
        QVERIFY(c2 < drawn.columns.outer[0]);
        QVERIFY(drawn.columns.inner[0] < drawn.columns.inner[1]);
        QVERIFY(drawn.columns.outer[1] < server);
        QVERIFY(server < drawn.columns.width);
    }

    void aProgramWithoutCallsHasNoLifelineBesideOthers()
    {
        std::vector<Event> events = queuesStory();
        events.insert(events.begin() + 1, Event {{}, ActorStarted {77, HostId::Client, "idle", 4711, {}, 0}});
        Drawn drawn(events);
        Drawn without(queuesStory());
        QCOMPARE(drawn.atEnd().size(), without.atEnd().size());
        QVERIFY(drawn.columns.lanes.front() < 0);
        Drawn early(events);
        const auto shapes = early.at(2);
        QVERIFY(ofKind(shapes, Kind::Lifeline, Tone::Muted).size() >= 4);
    }

    void manyProgramsStandCloser()
    {
        std::vector<Event> events = queuesStory();
        for (ActorId actor = 50; actor < 58; ++actor) {
            events.push_back({events.back().time, ActorStarted {actor, HostId::Client, "c", 1, {}, 0}});
            events.push_back({events.back().time, CallEntered {1000 + actor, actor, 1, {}, "socket", {number(2)}}});
        }
        Drawn drawn(events);
        (void)drawn.atEnd(680);
        for (std::size_t i = 2; i < drawn.columns.lanes.size(); ++i) {
            const double distance = drawn.columns.lanes[i] - drawn.columns.lanes[i - 1];
            QVERIFY(distance >= 50 && distance < 70);
        }
        QVERIFY(drawn.columns.width > 680);
    }

    void callsGoToTheKernelAndReturnsComeBackDashed()
    {
        Drawn drawn(handshakeStory());
        int calls = 0, returns = 0;
        for (const SequenceShape& arrow : ofKind(drawn.atEnd(), Kind::Arrow, Tone::Accent)) {
            QCOMPARE(arrow.from.y(), arrow.to.y());
            const bool client = arrow.from.x() < drawn.columns.wireMiddle();
            QCOMPARE(arrow.dashed, (arrow.to.x() < arrow.from.x()) == client);
            (arrow.dashed ? returns : calls) += 1;
        }
        QCOMPARE(calls, static_cast<int>(drawn.index.calls().size()));
        QCOMPARE(returns, calls);
    }

    void deliveredPacketsSlantDownToTheOtherKernel()
    {
        Drawn drawn(handshakeStory());
        const auto arrows = ofKind(drawn.atEnd(), Kind::Arrow, Tone::Packet);
        QCOMPARE(arrows.size(), drawn.index.flightCount());
        for (std::size_t i = 0; i < arrows.size(); ++i) {
            QVERIFY(arrows[i].to.y() > arrows[i].from.y());
            const bool client = drawn.index.flight(i).from == HostId::Client;
            QCOMPARE(arrows[i].to.x(), drawn.columns.inner[client ? 1 : 0]);
        }
    }

    void aHeldPacketEndsAtAPauseMarkOnTheWire()
    {
        Drawn drawn(handshakeStory());
        const std::size_t held = drawn.lab.afterFirst<PacketHeld>();
        const auto shapes = drawn.at(held);
        const auto pauses = ofKind(shapes, Kind::Pause, Tone::Held);
        QCOMPARE(pauses.size(), std::size_t {1});
        QCOMPARE(pauses.front().from.x(), drawn.columns.wireMiddle());
        QVERIFY(says(shapes, QStringLiteral("held on the wire")));
        QVERIFY(ofKind(shapes, Kind::Arrow, Tone::Packet).empty());
        for (const SequenceShape& line : ofKind(shapes, Kind::Line, Tone::Held))
            QVERIFY(line.dashed);
        QVERIFY(!says(drawn.at(held - 1), QStringLiteral("held on the wire")));
    }

    void packetsHeldTogetherStandApart()
    {
        Drawn drawn(lossStory());
        const std::size_t position =
            drawn.lab.after<PacketHeld>([](const PacketHeld& held) { return held.packet == 802; });
        const auto pauses = ofKind(drawn.at(position), Kind::Pause, Tone::Held);
        QVERIFY(pauses.size() >= 2);
        const double a = pauses[pauses.size() - 2].from.x(), b = pauses.back().from.x();
        QVERIFY(qAbs(a - b) >= 10);
    }

    void lostPacketsHaveACrossAndTheReason()
    {
        Drawn drawn(lossStory());
        const auto shapes = drawn.atEnd();
        QCOMPARE(ofKind(shapes, Kind::Cross, Tone::Lost).size(), std::size_t {2});
        QVERIFY(says(shapes, QStringLiteral("dropped")));
        QVERIFY(says(shapes, QStringLiteral("the cable is cut")));
        QVERIFY(says(shapes, QStringLiteral("ListenDrops 1")));
        QVERIFY(says(shapes, QStringLiteral("sent again")));
        QVERIFY(says(shapes, QStringLiteral("copy of SYN")));
        QVERIFY(says(shapes, QStringLiteral("SIGKILL")));
    }

    void aBlockedCallIsABarFromEntryToReturn()
    {
        Drawn drawn(handshakeStory());
        const double height = SequenceLayout::rowHeight(drawn.fonts);
        std::size_t blocked = 0;
        for (const SequenceCall& call : drawn.index.calls()) {
            if (call.blocked == noEvent)
                continue;
            ++blocked;
            bool found = false;
            for (const SequenceShape& bar : ofKind(drawn.atEnd(), Kind::Bar, Tone::Held))
                found = found
                    || (bar.row == call.enteredRow
                        && qAbs(bar.rect.height() - (call.returnedRow - call.enteredRow) * height) < 0.1
                        && qAbs(bar.rect.center().x() - drawn.columns.lanes[call.lane]) < 0.1);
            QVERIFY(found);
        }
        QCOMPARE(blocked, std::size_t {2});
        QVERIFY(says(drawn.atEnd(), SequenceTexts::blocked()));
        QVERIFY(ofKind(drawn.at(drawn.lab.afterFirst<CallBlocked>() - 1), Kind::Bar, Tone::Held).empty());
    }

    void statesAreNamedBesideTheirKernel()
    {
        Drawn drawn(handshakeStory());
        const auto shapes = drawn.atEnd();
        for (const char* state :
             {":8080 LISTEN", ":40001 SYN-SENT", ":8080 SYN-RECV", ":40001 ESTAB", ":40001 TIME-WAIT"})
            QVERIFY2(says(shapes, QLatin1String(state)), state);
        for (const SequenceShape& bar : ofKind(shapes, Kind::Bar, Tone::State)) {
            const bool client = qAbs(bar.rect.center().x() - drawn.columns.kernel[0]) < 40;
            const bool server = qAbs(bar.rect.center().x() - drawn.columns.kernel[1]) < 40;
            QVERIFY(client != server);
            QVERIFY(bar.rect.height() > 0);
        }
    }

    void whereThereIsLittleRoomTheStateIsSaidAndNotThePort()
    {
        Drawn drawn(handshakeStory());
        const double before = QApplication::font().pointSizeF();
        setFontSize(28);
        drawn.fonts = SequenceFonts::from(QApplication::font());
        setFontSize(before);
        const double scale = SequenceColumns::scaleFor(drawn.fonts);
        const QFontMetricsF words(drawn.fonts.text), letters(drawn.fonts.mono);
        const auto shapes = drawn.at(drawn.lab.journal.size(), 1280, scale);
        QVERIFY(!says(shapes, QStringLiteral("held on the wire")));
        QVERIFY(says(shapes, QStringLiteral("held")));
        int brief = 0;
        for (const SequenceShape& label : ofKind(shapes, Kind::Label, Tone::State)) {
            QVERIFY2(letters.horizontalAdvance(label.text) <= label.rect.width() + 1, qPrintable(label.text));
            brief += label.text.startsWith(QLatin1Char(':')) ? 0 : 1;
        }
        QVERIFY(brief > 0);
        for (const SequenceShape& label : ofKind(shapes, Kind::Label, Tone::Held))
            QVERIFY2(words.horizontalAdvance(label.text) <= label.rect.width(), qPrintable(label.text));
    }

    void thePastDoesNotKnowTheFuture()
    {
        Drawn drawn(handshakeStory());
        for (std::size_t position = 0; position < drawn.lab.journal.size(); ++position) {
            const double bottom =
                static_cast<double>(drawn.index.rowsAt(position)) * SequenceLayout::rowHeight(drawn.fonts);
            for (const SequenceShape& shape : drawn.at(position)) {
                if (shape.kind == Kind::Lifeline)
                    continue;
                QVERIFY(shape.rect.bottom() <= bottom + 4.1);
                QVERIFY(qMax(shape.from.y(), shape.to.y()) <= bottom + SequenceLayout::rowHeight(drawn.fonts) / 2);
            }
        }
    }

    void socketsThatOnlyPassThroughAreDrawnOncePerPlace()
    {
        std::vector<Event> events = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        for (SocketId id = 1000; id < 1500; ++id)
            events.push_back({Timestamp {9}, SocketSampled {socketRow(HostId::Client, id, SocketState::Established,
                                                                      clientEnd(static_cast<std::uint16_t>(id)), serverEnd(2))}});
        for (PacketId id = 2000; id < 2200; ++id)
            events.push_back({Timestamp {9}, PacketSent {id, HostId::Client, PacketOrigin::Kernel, frame, 74}});
        Drawn drawn(events);
        const double height = SequenceLayout::rowHeight(drawn.fonts), end = static_cast<double>(drawn.index.rows().size());
        const SequenceColumns columns = SequenceColumns::of(drawn.index, 800);
        const auto barsIn = [&](SequenceLit lit) {
            SequenceLayout layout(drawn.reading, drawn.texts, columns, drawn.fonts, lit);
            return ofKind(layout.shapes((end - 20) * height, end * height, drawn.lab.journal.size()), Kind::Bar, Tone::State).size();
        };
        QVERIFY(barsIn({}) > 1 && barsIn({}) <= std::size_t {hostCount} * SequenceIndex::mostPlaces);
        QCOMPARE(barsIn({0, 0, 1400}), barsIn({}) + 1); // what is selected is seen among them
    }

    void rowsTooLowForTextsHaveLinesAndNothingIsInvisible()
    {
        for (const auto& story : {handshakeStory(), queuesStory(), datagramStory(), lossStory()}) {
            Drawn drawn(story);
            const SequenceColumns columns = SequenceColumns::of(drawn.index, 800);
            const double usual = SequenceLayout::rowHeight(drawn.fonts);
            QVERIFY(SequenceLayout::detailOf(usual, drawn.fonts) == SequenceDetail::Texts);
            for (const double height : {usual - 5, 9.0, 4.0}) {
                QVERIFY(SequenceLayout::detailOf(height, drawn.fonts) == SequenceDetail::Lines);
                SequenceLayout layout(drawn.reading, drawn.texts, columns, drawn.fonts, {}, height);
                const auto shapes = layout.shapes(0, 1e7, drawn.lab.journal.size());
                QVERIFY(std::none_of(shapes.begin(), shapes.end(), [](const SequenceShape& shape) { return shape.kind == Kind::Label; }));
                for (std::size_t row = 0; row < drawn.index.rows().size(); ++row) {
                    const double top = static_cast<double>(row) * height;
                    const bool seen = std::any_of(shapes.begin(), shapes.end(), [&](const SequenceShape& shape) {
                        if (shape.kind == Kind::Lifeline)
                            return false;
                        if (shape.kind == Kind::Bar || shape.kind == Kind::Block)
                            return shape.rect.top() >= top && shape.rect.top() < top + height;
                        const auto within = [&](double y) { return y > top && y <= top + height; };
                        return within(shape.from.y()) || within(shape.to.y());
                    });
                    QVERIFY2(seen, qPrintable(QStringLiteral("row %1 at %2").arg(row).arg(height)));
                }
            }
        }
    }

    void whereRowsShareAPixelEachIsInABlock()
    {
        for (const auto& story : {handshakeStory(), queuesStory(), lossStory()}) {
            Drawn drawn(story);
            const SequenceColumns columns = SequenceColumns::of(drawn.index, 800);
            for (const double height : {2.5, 1.0, 0.3, 0.01}) {
                SequenceLayout layout(drawn.reading, drawn.texts, columns, drawn.fonts, {}, height);
                const auto shapes = layout.shapes(0, 700, drawn.lab.journal.size());
                QVERIFY(shapes.size() < 5000);
                for (std::size_t row = 0; row < drawn.index.rows().size(); ++row) {
                    const SequenceRow what = drawn.index.rows()[row];
                    const double y = static_cast<double>(row) * height;
                    const auto hasBlock = [&](Tone tone) {
                        return std::any_of(shapes.begin(), shapes.end(), [&](const SequenceShape& shape) {
                            return shape.kind == Kind::Block && shape.tone == tone && shape.strength > 0.2
                                && shape.rect.top() <= y + 0.001 && shape.rect.bottom() >= y - 0.001 && shape.rect.width() > 5;
                        });
                    };
                    const bool lost = what.kind == SequenceRow::Kind::Dropped || what.kind == SequenceRow::Kind::Counter;
                    if (what.kind != SequenceRow::Kind::State)
                        QVERIFY(hasBlock(lost ? Tone::Lost : (what.ofPacket() ? Tone::Packet : Tone::Accent)));
                    if (drawn.index.rows().barsIn(row) != std::array {noRow, noRow})
                        QVERIFY(hasBlock(Tone::State));
                }
            }
        }
    }

    void inHighRowsTextsStayAtTheirArrows()
    {
        Drawn drawn(handshakeStory());
        const SequenceColumns columns = SequenceColumns::of(drawn.index, 800);
        const double usual = SequenceLayout::rowHeight(drawn.fonts);
        SequenceLayout high(drawn.reading, drawn.texts, columns, drawn.fonts, {}, 3 * usual), plain(drawn.reading, drawn.texts, columns, drawn.fonts);
        const auto tall = high.shapes(0, 1e7, drawn.lab.journal.size()), low = plain.shapes(0, 1e7, drawn.lab.journal.size());
        QCOMPARE(tall.size(), low.size());
        for (std::size_t i = 0; i < tall.size(); ++i) {
            if (tall[i].kind != Kind::Label)
                continue;
            QCOMPARE(tall[i].rect.height(), low[i].rect.height());
            const double line = SequenceLayout::lineOf(tall[i].row * 3 * usual, 3 * usual);
            QCOMPARE(line - tall[i].rect.bottom(), SequenceLayout::lineOf(low[i].row * usual, usual) - low[i].rect.bottom());
        }
    }

    void timesAndWaitsOfLowRowsDoNotMeetAndCostOnlyWhatIsSeen()
    {
        std::vector<Event> events = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        for (PacketId id = 1000; id < 20'000; ++id)
            events.push_back({Timestamp {events.back().time.ns + 1000 + (id % 50 == 0 ? 500'000'000 : 0)},
                              PacketSent {id, HostId::Client, PacketOrigin::Kernel, frame, 74}});
        Drawn drawn(events);
        drawn.reading.setTimed(true);
        drawn.reading.finish(drawn.lab.journal);
        const std::size_t count = drawn.reading.slotsAt(events.size());
        for (const double height : {60.0, 20.0, 5.0, 0.02}) {
            const SequenceGutter gutter(drawn.reading, drawn.lab.journal, drawn.fonts, height);
            const auto times = gutter.times(0, 700, count);
            const auto waits = gutter.waits(0, 700, count);
            QVERIFY2(times.size() > 2 && times.size() < 60 && waits.size() < 400, qPrintable(QString::number(height)));
            std::vector<QRectF> rects;
            for (const SequenceTime& time : times)
                rects.push_back(time.rect);
            for (const SequenceWait& wait : waits)
                if (!wait.text.isEmpty())
                    rects.push_back(wait.rect);
            for (std::size_t i = 0; i < rects.size(); ++i)
                for (std::size_t k = i + 1; k < rects.size(); ++k)
                    QVERIFY(!rects[i].intersects(rects[k]));
        }
    }

    void whatIsDrawnDoesNotGrowWithTheJournal()
    {
        std::vector<Event> events = handshakeStory();
        const Bytes frame = tcpFrame({clientEnd(40900), serverEnd(8080), TcpFlag::syn, 1, 0});
        for (int i = 0; i < 30'000; ++i) {
            const auto id = static_cast<PacketId>(1000 + i);
            events.push_back({Timestamp {i}, PacketSent {id, HostId::Client, PacketOrigin::Kernel, frame, 74}});
            events.push_back({Timestamp {i}, PacketDelivered {id}});
        }
        Drawn drawn(events);
        const SequenceColumns columns = SequenceColumns::of(drawn.index, 800);
        SequenceLayout layout(drawn.reading, drawn.texts, columns, drawn.fonts);
        const double height = SequenceLayout::rowHeight(drawn.fonts);
        const auto shapes = layout.shapes(40'000 * height, 40'030 * height, drawn.lab.journal.size());
        QVERIFY(shapes.size() > 30);
        QVERIFY(shapes.size() < 200);
    }
};

QTEST_MAIN(SequenceLayoutTest)
#include "SequenceLayoutTest.moc"
