#include "model/lab/Notes.h"

#include "model/export/TextExports.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace lab;
using namespace lab::tests;

namespace {

std::unique_ptr<Journal> journalOf(std::vector<Event> events, const std::vector<NoteWritten>& notes)
{
    for (const NoteWritten& note : notes)
        events.push_back({events.back().time, note});
    Bytes bytes = journalHeader(0);
    for (const Event& event : events)
        encodeEvent(event, 0, bytes);
    auto journal = std::make_unique<Journal>();
    if (!journal->feed(bytes))
        qFatal("the story can't be read");
    return journal;
}

Notes notesOf(const Journal& journal)
{
    Notes notes;
    notes.follow(journal);
    return notes;
}

/// The number (from 1) of the first event of this kind.
template<class Kind>
std::uint64_t first(const std::vector<Event>& events)
{
    for (std::size_t i = 0; i < events.size(); ++i)
        if (std::holds_alternative<Kind>(events[i].body))
            return i + 1;
    return 0;
}

} // namespace

class NotesTest : public QObject
{
    Q_OBJECT

private:
    static std::string exported(const Journal& journal, const char* format, const std::string& filter = {})
    {
        static const auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        std::string program;
        ExportRequest request;
        request.journal = &journal;
        request.words = &*words;
        request.filter = *EventFilter::parse(filter);
        const auto text = findTextExport(format, program)->write(request);
        return text ? *text : std::string("error: ") + text.error().message;
    }

private slots:
    void aNoteIsOnItsEventWhereverItWasWritten()
    {
        const auto journal = journalOf(handshakeStory(), {{5, 1000, "first"}, {2, 2000, "second"}});
        const Notes notes = notesOf(*journal);
        QCOMPARE(notes.all().size(), std::size_t {2});
        QVERIFY(notes.on(4) && notes.on(4)->text == "first" && notes.on(4)->wallClock == 1000);
        QVERIFY(notes.on(1) && notes.on(1)->text == "second");
        QVERIFY(!notes.on(0));
    }

    void aLaterNoteTakesItsPlaceAndAnEmptyOneTakesItBack()
    {
        const auto journal = journalOf(handshakeStory(), {{5, 1, "first"}, {5, 2, "better"}, {6, 3, "gone"}, {6, 4, ""}});
        const Notes notes = notesOf(*journal);
        QCOMPARE(notes.all().size(), std::size_t {1});
        QCOMPARE(notes.on(4)->text, std::string("better"));
    }

    void aNoteOnNothingIsNone()
    {
        const auto journal = journalOf(handshakeStory(), {{0, 1, "nothing"}, {1'000'000, 1, "beyond"}, {UINT64_MAX, 1, "far"}});
        QVERIFY(notesOf(*journal).all().empty());
    }

    void aNoteChangesNothingOfTheLab()
    {
        const auto story = handshakeStory();
        const auto with = journalOf(story, {{5, 1, "x"}}), without = journalOf(story, {});
        LabState a, b;
        for (std::size_t i = 0; i < with->size(); ++i)
            a.apply(with->at(i));
        for (std::size_t i = 0; i < without->size(); ++i)
            b.apply(without->at(i));
        QCOMPARE(a.now().ns, b.now().ns);
        QCOMPARE(a.packets().size(), b.packets().size());
    }

    void everyTextFormatForReadersHasTheNotes_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char* format : {"mermaid", "plantuml", "transcript", "csv", "jsonl", "capture"})
            QTest::newRow(format) << QByteArray(format);
    }

    void everyTextFormatForReadersHasTheNotes()
    {
        QFETCH(QByteArray, format);
        const auto story = handshakeStory();
        const auto journal = journalOf(story, {{first<PacketSent>(story), 1, "세 번째 hand"}});
        const std::string text = exported(*journal, format.constData());
        QVERIFY2(text.find("세 번째 hand") != std::string::npos, text.c_str());
    }

    void aNoteCannotBreakADiagram()
    {
        const auto story = handshakeStory();
        const auto journal = journalOf(story, {{first<PacketSent>(story), 1, "one\r\nend\n@enduml\n    k0->>k1: forged"}});
        const std::string mermaid = exported(*journal, "mermaid"), plantUml = exported(*journal, "plantuml");
        QVERIFY2(mermaid.find("\n    k0->>k1: forged") == std::string::npos, mermaid.c_str());
        QCOMPARE(plantUml.find("\n@enduml"), plantUml.size() - std::string("\n@enduml\n").size());
        QVERIFY(mermaid.find('\r') == std::string::npos);
    }

    void theDumpNamesTheEventByTheLineThatItIsOn()
    {
        const auto story = handshakeStory();
        const auto number = first<PacketSent>(story);
        const auto journal = journalOf(story, {{number, 1'000, "look"}});
        const std::string text = exported(*journal, "jsonl");
        std::vector<nlohmann::json> lines;
        for (const std::string& line : split(text, '\n'))
            if (!line.empty())
                lines.push_back(nlohmann::json::parse(line));
        const nlohmann::json& note = lines.back();
        QCOMPARE(note["kind"].get<std::string>(), std::string("note"));
        QCOMPARE(note["on"].get<std::uint64_t>(), number);
        QCOMPARE(note["text"].get<std::string>(), std::string("look"));
        QCOMPARE(lines[number - 1]["kind"].get<std::string>(), std::string("packet-sent"));
    }

    void aFilteredJournalKeepsTheNotesOfWhatItKeeps()
    {
        const auto story = handshakeStory();
        const auto journal = journalOf(story, {{first<PacketSent>(story), 1, "packet"}, {first<CallEntered>(story), 2, "call"}});
        const auto kept = keptEvents(*journal, *EventFilter::parse("packets"));
        const Notes notes = notesOf(*kept);
        QCOMPARE(notes.all().size(), std::size_t {1});
        QCOMPARE(notes.all().begin()->second.text, std::string("packet"));
        QVERIFY(std::holds_alternative<PacketSent>(kept->at(notes.all().begin()->first).body));
    }
};

QTEST_APPLESS_MAIN(NotesTest)
#include "NotesTest.moc"
