// Every fact of docs/facts.yaml is shown by a step of a lesson, and docs/coverage.md says by which.

#include "model/lesson/Lesson.h"
#include "model/lesson/StepText.h"
#include "tests/support/Opposites.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace lab;
using namespace lab::tests;

namespace {

const std::string root = SOCKETLAB_SOURCE_DIR;
const std::string coverageFile = root + "/docs/coverage.md";

struct Fact
{
    std::string id, text, holds;
};

std::vector<Fact> facts()
{
    std::vector<Fact> all;
    QFile file(QString::fromStdString(root + "/docs/facts.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        return all;
    static const QRegularExpression row(R"re(^([A-D]\d\d): \{fact: "(.*)", holds: "(.*)"\}$)re");
    for (const QByteArray& line : file.readAll().split('\n')) {
        const auto match = row.match(QString::fromUtf8(line));
        if (match.hasMatch())
            all.push_back({match.captured(1).toStdString(), match.captured(2).replace("\\\"", "\"").toStdString(),
                           match.captured(3).toStdString()});
    }
    return all;
}

const std::vector<Lesson>& lessons()
{
    static const std::vector<Lesson> all = [] {
        std::vector<Lesson> read;
        for (const LessonEntry& entry : readLessonCatalog(root + "/resources/lessons").lessons)
            read.push_back(*readLesson(entry.path));
        return read;
    }();
    return all;
}

/// How a step shows a fact.
std::string kindOf(const Step& step)
{
    if (std::holds_alternative<AskStep>(step.body))
        return "question";
    if (std::holds_alternative<SayStep>(step.body))
        return "text";
    return "expectation";
}

std::string wordsOf(const Step& step)
{
    std::string words = stepText(step, Language::English);
    if (const auto* ask = std::get_if<AskStep>(&step.body))
        words = ask->question.en;
    else if (const auto* say = std::get_if<SayStep>(&step.body))
        words = say->text.en;
    constexpr std::size_t most = 90;
    if (words.size() > most)
        words = words.substr(0, words.rfind(' ', most)) + " …";
    for (std::size_t at = 0; (at = words.find('|', at)) != std::string::npos; at += 2)
        words.insert(at, "\\");
    return words;
}

std::string coverage()
{
    std::ostringstream page;
    page << "# Where the lessons show what is said about sockets\n\n"
            "Written by CoverageTest from `docs/facts.yaml` and the `shows:` keys of the lessons' steps; do not edit "
            "it.\n"
            "`SOCKETLAB_WRITE_COVERAGE=1 build/release/tests/unit_tests CoverageTest` writes it anew.\n\n"
            "| fact | said | on Linux | shown by |\n|---|---|---|---|\n";
    for (const Fact& fact : facts()) {
        page << "| " << fact.id << " | " << fact.text << " | " << fact.holds << " | ";
        std::string places;
        for (const Lesson& lesson : lessons())
            for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
                const Step& step = lesson.steps[i];
                if (std::find(step.shows.begin(), step.shows.end(), fact.id) != step.shows.end())
                    places += (places.empty() ? "" : "<br>") + std::string("`") + lesson.id + "` step "
                        + std::to_string(i + 1) + ", " + kindOf(step) + ": " + wordsOf(step);
            }
        page << places << " |\n";
    }
    page << "\n## Expectations\n\n| lesson | steps | steps that expect something | single expectations | questions |\n"
            "|---|---|---|---|---|\n";
    for (const Lesson& lesson : lessons()) {
        const auto questions = std::count_if(lesson.steps.begin(), lesson.steps.end(), [](const Step& step) {
            return std::holds_alternative<AskStep>(step.body);
        });
        page << "| `" << lesson.id << "` | " << lesson.steps.size() << " | " << expectingSteps(lesson) << " | "
             << oppositesOf(lesson).size() << " | " << questions << " |\n";
    }
    return page.str();
}

} // namespace

class CoverageTest : public QObject
{
    Q_OBJECT

private slots:

    void everyFactIsShownByAStep()
    {
        std::map<std::string, int> shown;
        for (const Lesson& lesson : lessons())
            for (const Step& step : lesson.steps)
                for (const std::string& fact : step.shows)
                    ++shown[fact];
        QCOMPARE(facts().size(), std::size_t {115});
        for (const Fact& fact : facts())
            QVERIFY2(shown[fact.id] > 0, (fact.id + " is shown by no step: " + fact.text).c_str());
        QCOMPARE(shown.size(), facts().size()); // none that nobody said
    }

    void aStepShowsOnlyWhatItsLessonIsAbout()
    {
        for (const Lesson& lesson : lessons())
            for (const Step& step : lesson.steps)
                for (const std::string& fact : step.shows)
                    QVERIFY2(std::find(lesson.seeds.begin(), lesson.seeds.end(), fact) != lesson.seeds.end(),
                             (lesson.file + ":" + std::to_string(step.line) + ": " + fact + " is not among its seeds")
                                 .c_str());
    }

    void theCoveragePageIsWhatTheLessonsSay()
    {
        const std::string now = coverage();
        if (qEnvironmentVariableIsSet("SOCKETLAB_WRITE_COVERAGE"))
            std::ofstream(coverageFile) << now;
        std::ifstream file(coverageFile);
        std::ostringstream written;
        written << file.rdbuf();
        QVERIFY2(written.str() == now,
                 "docs/coverage.md is not what the lessons say: write it anew with SOCKETLAB_WRITE_COVERAGE=1 and this "
                 "test");
    }

    void noLessonExpectsLessThanItDid()
    {
        // Steps that expect something when the lessons were first written.
        const std::map<std::string, std::size_t> least {
            {"first-conversation", 21},
            {"socket-is-a-descriptor", 26},
            {"endpoint-address-port", 32},
            {"who-does-the-work", 15},
            {"rfc147-then-and-now", 5},
            {"three-way-handshake", 14},
            {"client-port", 18},
            {"listening-and-connected", 19},
            {"accept-is-not-the-handshake", 13},
            {"client-first", 7},
            {"refused-silent-unreachable", 11},
            {"two-queues", 20},
            {"full-backlog", 25},
            {"syn-flood-and-cookies", 8},
            {"blocking-calls", 11},
            {"two-buffers", 18},
            {"byte-stream", 17},
            {"lost-and-found", 12},
            {"two-way-threads", 21},
            {"nagle", 14},
            {"closing-handshake", 20},
            {"half-close", 14},
            {"address-in-use", 25},
            {"reset-and-broken-pipe", 18},
            {"after-close", 19},
            {"peer-vanished", 22},
            {"rare-states", 20},
            {"udp-first-datagram", 19},
            {"udp-unreliable", 25},
            {"udp-errors-and-connect", 18},
            {"one-at-a-time", 17},
            {"nonblocking-and-poll", 21},
            {"ipv6-dual-stack", 12},
            {"program-12345", 9},
            {"program-12345-split", 1},
            {"program-8080", 13},
        };
        std::size_t single = 0;
        for (const Lesson& lesson : lessons()) {
            single += oppositesOf(lesson).size();
            const auto before = least.find(lesson.id);
            const std::size_t expecting = expectingSteps(lesson);
            QVERIFY2(before == least.end() || expecting >= before->second,
                     (lesson.id + " has " + std::to_string(expecting) + " steps that expect something").c_str());
        }
        QVERIFY(single > 1000);
    }
};

QTEST_APPLESS_MAIN(CoverageTest)
#include "CoverageTest.moc"
