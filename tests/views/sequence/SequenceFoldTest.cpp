#include "views/sequence/SequenceHeads.h"
#include "views/sequence/SequenceLayout.h"
#include "views/sequence/SequenceTable.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QFontMetricsF>
#include <QTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

using Kind = SequenceShape::Kind;

/// queuesStory() (server, c1, c2), and a server that forks two children which make calls, one of which forks again.
std::vector<Event> familyStory()
{
    std::vector<Event> events = queuesStory();
    const auto add = [&](EventBody body) { events.push_back({Timestamp {events.back().time.ns + 1000}, std::move(body)}); };
    ActorId server = 0;
    for (const Event& event : events)
        if (const auto* started = std::get_if<ActorStarted>(&event.body); started && started->name == "server")
            server = started->actor;
    for (const auto& [actor, parent] : {std::pair<ActorId, ActorId> {61, server}, {62, server}, {63, 61}}) {
        add(ActorStarted {actor, HostId::Server, "child" + std::to_string(actor), 4000 + static_cast<int>(actor), {}, parent});
        add(CallEntered {900 + actor, actor, 1, {}, "recv", {number(4)}});
        add(CallBlocked {900 + actor});
        add(CallReturned {900 + actor, 5});
    }
    return events;
}

class FoldedDiagram
{
public:
    explicit FoldedDiagram(const std::vector<Event>& events)
        : lab(events)
        , texts(index, lab.playhead)
    {
        reading.finish(lab.journal);
    }

    std::vector<SequenceShape> shapes(double width = 900)
    {
        columns = SequenceColumns::of(index, width, SequenceColumns::scaleFor(fonts), 0, folds);
        return SequenceLayout(reading, texts, columns, fonts).shapes(0, 1e7, lab.journal.size());
    }

    std::uint32_t lane(const std::string& name) const
    {
        for (std::uint32_t i = 0; i < index.lanes().size(); ++i)
            if (index.lanes()[i].name == name)
                return i;
        return noRow;
    }

    std::vector<SequenceHead> heads() const
    {
        return SequenceHeads(index, texts, columns, fonts).between(0, columns.width, lab.journal.size());
    }

    ShownLab lab;
    SequenceReading reading;
    const SequenceIndex& index = reading.index();
    SequenceTexts texts;
    SequenceFolds folds;
    SequenceColumns columns;
    SequenceFonts fonts = SequenceFonts::from(QFont());
};

std::size_t callArrows(const std::vector<SequenceShape>& shapes, double x)
{
    return static_cast<std::size_t>(std::count_if(shapes.begin(), shapes.end(), [x](const SequenceShape& shape) {
        return shape.kind == Kind::Arrow && shape.tone == Tone::Accent && (shape.from.x() == x || shape.to.x() == x);
    }));
}

std::size_t labels(const std::vector<SequenceShape>& shapes, Tone tone)
{
    return static_cast<std::size_t>(std::count_if(shapes.begin(), shapes.end(), [tone](const SequenceShape& shape) {
        return shape.kind == Kind::Label && shape.tone == tone;
    }));
}

} // namespace

class SequenceFoldTest : public QObject
{
    Q_OBJECT

private slots:

    void aFoldedProgramTakesANarrowColumnInWhichItsCallsEnd()
    {
        FoldedDiagram drawn(familyStory());
        const auto before = drawn.shapes();
        const std::uint32_t c1 = drawn.lane("c1"), c2 = drawn.lane("c2");
        const double distance = drawn.columns.lanes[c2] - drawn.columns.lanes[c1];
        const std::size_t calls = callArrows(before, drawn.columns.lanes[c1]);
        QVERIFY(calls > 2);
        drawn.folds.set(SequenceFold::program(c1), true);
        const auto after = drawn.shapes();
        QVERIFY(drawn.columns.folded(c1) && !drawn.columns.folded(c2));
        QVERIFY(drawn.columns.lanes[c2] - drawn.columns.lanes[c1] < distance * 0.9);
        QCOMPARE(callArrows(after, drawn.columns.lanes[c1]), calls);
        QCOMPARE(labels(after, Tone::Accent), labels(before, Tone::Accent)); // the other one needs the room of the words anyway
        QVERIFY(drawn.columns.width <= 900);
    }

    void whatAProgramForkedIsFoldedWithIt()
    {
        FoldedDiagram drawn(familyStory());
        const std::uint32_t server = drawn.lane("server"), child = drawn.lane("child61"), other = drawn.lane("child62"),
                            grandchild = drawn.lane("child63");
        QCOMPARE(drawn.index.lanes()[grandchild].parent, child);
        drawn.folds.set(SequenceFold::family(child), true);
        (void)drawn.shapes();
        QCOMPARE(drawn.columns.columnOf[child], drawn.columns.columnOf[grandchild]);
        QVERIFY(drawn.columns.lanes[other] != drawn.columns.lanes[child] && !drawn.columns.folded(other));
        drawn.folds.set(SequenceFold::family(server), true);
        (void)drawn.shapes();
        for (const std::uint32_t lane : {child, other, grandchild})
            QCOMPARE(drawn.columns.lanes[lane], drawn.columns.lanes[server]);
        QCOMPARE(drawn.texts.column(drawn.columns.programs[drawn.columns.columnOf[child]]), QStringLiteral("server +3"));
        drawn.folds.set(SequenceFold::family(server), false);
        (void)drawn.shapes();
        QVERIFY(drawn.columns.lanes[child] != drawn.columns.lanes[server]); // as it was before
        QCOMPARE(drawn.columns.columnOf[child], drawn.columns.columnOf[grandchild]);
    }

    void allProgramsOfAHostShareAColumnAndTheWireGetsTheRoom()
    {
        FoldedDiagram drawn(familyStory());
        (void)drawn.shapes();
        const double wire = drawn.columns.inner[1] - drawn.columns.inner[0];
        std::size_t calls = 0;
        for (const SequenceCall& call : drawn.index.calls())
            calls += drawn.index.lanes()[call.lane].host == HostId::Client ? 1 : 0;
        drawn.folds.set(SequenceFold::programs(HostId::Client), true);
        const auto shapes = drawn.shapes();
        QCOMPARE(drawn.columns.lanes[drawn.lane("c1")], drawn.columns.lanes[drawn.lane("c2")]);
        QVERIFY(drawn.columns.inner[1] - drawn.columns.inner[0] > wire + 20);
        QVERIFY(callArrows(shapes, drawn.columns.lanes[drawn.lane("c1")]) >= calls);
        for (const SequenceShape& shape : shapes) // its calls have no words, the states have
            if (shape.kind == Kind::Label && shape.rect.right() < drawn.columns.kernel[0])
                QVERIFY2(shape.tone == Tone::State, qPrintable(shape.text));
        QVERIFY(labels(shapes, Tone::State) > 4);
    }

    void aFoldedKernelHasNoStatesAndAWholeHostIsTwoLines()
    {
        FoldedDiagram drawn(familyStory());
        drawn.folds.set(SequenceFold::kernel(HostId::Server), true);
        drawn.folds.set(SequenceFold::programs(HostId::Server), true);
        const auto shapes = drawn.shapes();
        for (const SequenceShape& shape : shapes)
            if (shape.tone == Tone::State)
                QVERIFY((shape.kind == Kind::Bar ? shape.rect.center().x() : shape.rect.right()) < drawn.columns.kernel[0] + 1);
        const double program = drawn.columns.lanes[drawn.lane("server")];
        QVERIFY(program - drawn.columns.kernel[1] < 40);
        const auto packets = std::count_if(shapes.begin(), shapes.end(), [&](const SequenceShape& shape) {
            return shape.kind == Kind::Arrow && shape.tone == Tone::Packet && shape.to.x() == drawn.columns.inner[1];
        });
        QVERIFY(packets > 2);
    }

    void whateverIsFoldedNoTwoTextsAndNoTwoHeadsMeet()
    {
        FoldedDiagram drawn(familyStory());
        QFont large;
        large.setPointSize(24);
        const SequenceFonts sizes[] {drawn.fonts, SequenceFonts::from(large)};
        const std::vector<SequenceFold> all {SequenceFold::program(drawn.lane("c1")),   SequenceFold::program(drawn.lane("child62")),
                                             SequenceFold::family(drawn.lane("server")), SequenceFold::programs(HostId::Client),
                                             SequenceFold::kernel(HostId::Client),       SequenceFold::kernel(HostId::Server)};
        for (unsigned mask = 0; mask < 2U << all.size(); ++mask) {
            drawn.fonts = sizes[mask >> all.size()];
            drawn.folds.clear();
            for (std::size_t i = 0; i < all.size(); ++i)
                drawn.folds.set(all[i], (mask & (1U << i)) != 0);
            for (const double width : {300.0, 660.0, 1300.0}) {
                std::vector<QRectF> rects;
                for (const SequenceShape& shape : drawn.shapes(width))
                    if (shape.kind == Kind::Label)
                        rects.push_back(shape.rect);
                for (const SequenceHead& head : drawn.heads())
                    rects.push_back(head.rect.translated(0, -1000));
                for (std::size_t i = 0; i < rects.size(); ++i) {
                    QVERIFY(rects[i].left() >= 0 && rects[i].right() <= drawn.columns.width);
                    for (std::size_t k = i + 1; k < rects.size(); ++k)
                        QVERIFY2(!rects[i].intersects(rects[k]), qPrintable(QStringLiteral("%1 %2").arg(mask).arg(width)));
                }
            }
        }
    }

    void inLargeTextTheNamesOfTwoProgramsAndTheirKernelsAreWhole()
    {
        FoldedDiagram drawn(handshakeStory());
        QFont large;
        large.setPointSize(24);
        drawn.fonts = SequenceFonts::from(large);
        (void)drawn.shapes(1300);
        for (const SequenceHead& head : drawn.heads())
            QVERIFY2(QFontMetricsF(drawn.fonts.bold).horizontalAdvance(head.text) < head.rect.width(), qPrintable(head.text));
    }

    void everyHeadNamesItsColumnAndSaysWhatItFolds()
    {
        FoldedDiagram drawn(familyStory());
        drawn.folds.set(SequenceFold::programs(HostId::Client), true);
        (void)drawn.shapes();
        QStringList names;
        for (const SequenceHead& head : drawn.heads()) {
            QVERIFY(head.fold.has_value());
            QCOMPARE(head.folded, drawn.folds.has(*head.fold));
            names << head.whole;
        }
        QCOMPARE(names.size(), 1 + 4 + 2);
        QVERIFY(names.contains(QStringLiteral("child63")) && names.contains(QStringLiteral("server kernel")));
    }

    void theTableSaysIntoWhatAProgramIsFolded()
    {
        FoldedDiagram drawn(familyStory());
        const auto cells = [&](int column) {
            (void)drawn.shapes();
            const SequenceTable table(drawn.reading, drawn.texts, drawn.columns, drawn.lab.playhead);
            QStringList all;
            for (std::size_t row = 0; row < table.rows(); ++row)
                all << table.cell(row, column);
            return all;
        };
        QVERIFY(cells(1).contains(QStringLiteral("c1")));
        drawn.folds.set(SequenceFold::program(drawn.lane("c1")), true);
        QVERIFY(cells(1).contains(QStringLiteral("c1 (folded)")) && cells(1).contains(QStringLiteral("c2")));
        drawn.folds.set(SequenceFold::family(drawn.lane("server")), true);
        QVERIFY(cells(2).contains(QStringLiteral("child61 (folded: server +3)")));
        drawn.folds.set(SequenceFold::kernel(HostId::Server), true);
        QVERIFY(cells(2).contains(QStringLiteral("server kernel (folded)")));
    }
};

QTEST_MAIN(SequenceFoldTest)
#include "SequenceFoldTest.moc"
