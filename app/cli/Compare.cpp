// socketlab compare A B: two recordings side by side, aligned by command; what differs as diff(1) says it, with its statuses.

#include "app/Paths.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "model/capture/Recording.h"
#include "model/compare/Comparison.h"
#include "model/compare/FactText.h"
#include "model/compare/RunFacts.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <nlohmann/json.hpp>

namespace lab {

namespace {

constexpr int different = 1;

/// One of the two recordings.
struct ComparedSide
{
    const std::string& path;
    const Journal& journal;
    const std::vector<RunFact>& facts;
    const FactText& text;
};

/// Each function's answer says whether standard output still takes anything.
class ComparisonPrinter
{
public:
    ComparisonPrinter(const ComparedSide& left, const ComparedSide& right, const Comparison& comparison)
        : m_left(left)
        , m_right(right)
        , m_comparison(comparison)
    {
    }

    bool printText(bool all)
    {
        if (all || !m_comparison.differences.empty())
            write("--- " + m_left.path + "\n+++ " + m_right.path + '\n');
        for (std::size_t i = 0; i < m_comparison.rows.size() && m_open; ++i) {
            const ComparedRow& row = m_comparison.rows[i];
            if (isCommand(row))
                m_heading = i;
            if (row.verdict == RowVerdict::Same && !all)
                continue;
            sayHeading(i);
            if (row.verdict == RowVerdict::Same)
                line(' ', m_left, row.left, {});
            if (row.verdict == RowVerdict::OnlyLeft || row.verdict == RowVerdict::Different)
                line('-', m_left, row.left, m_left.text.parts(row.parts));
            if (row.verdict == RowVerdict::OnlyRight || row.verdict == RowVerdict::Different)
                line('+', m_right, row.right, row.verdict == RowVerdict::Different ? m_right.text.parts(row.parts) : std::string());
        }
        return m_open;
    }

    bool printJson(bool all)
    {
        for (const ComparedRow& row : m_comparison.rows) {
            if (isCommand(row))
                m_command = row;
            if (!m_open || (row.verdict == RowVerdict::Same && !all))
                continue;
            const RunFact& fact = row.left != ComparedRow::none ? m_left.facts[row.left] : m_right.facts[row.right];
            nlohmann::ordered_json object {{"verdict", verdictName(row.verdict)}, {"kind", kindName(fact.kind)}};
            for (int i = 1; i < factPartCount; ++i)
                if (row.parts & bitOf(static_cast<FactPart>(i)))
                    object["differs_in"].push_back(partName(static_cast<FactPart>(i)));
            put(object, "left", m_left, row.left, m_command.left);
            put(object, "right", m_right, row.right, m_command.right);
            write(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
        }
        return m_open;
    }

private:
    bool isCommand(const ComparedRow& row) const
    {
        return (row.left != ComparedRow::none ? m_left.facts[row.left] : m_right.facts[row.right]).kind == RunFact::Kind::Command;
    }

    /// The command that a row belongs to is said once, before the first of them.
    void sayHeading(std::size_t row)
    {
        if (m_heading == m_said && row != m_heading)
            return;
        m_said = m_heading;
        write("\n");
        if (row == m_heading)
            return; // the row is the command itself
        const ComparedRow& heading = m_comparison.rows[m_heading];
        if (!isCommand(heading)) {
            write("@@ " + m_left.text.word("no-command") + '\n');
        } else if (heading.verdict == RowVerdict::Same) {
            const FactWords words = m_left.text.of(m_left.facts[heading.left]);
            write("@@ " + words.who + "  " + words.what + '\n');
        }
    }

    void line(char sign, const ComparedSide& side, std::uint32_t which, const std::string& parts)
    {
        constexpr std::size_t timeWidth = 12, whoWidth = 10;
        const RunFact& fact = side.facts[which];
        const FactWords words = side.text.of(fact);
        const std::string time = secondsText(side.journal.timeOf(fact.shown).ns);
        std::string text(1, sign);
        if (fact.kind == RunFact::Kind::Command)
            text += "@ " + words.who + "  " + words.what;
        else
            text += std::string(time.size() < timeWidth ? timeWidth - time.size() : 1, ' ') + time + "  " + padded(words.who, whoWidth) + "  " + words.what;
        write(text + (parts.empty() ? "" : "  [" + parts + "]") + '\n');
    }

    static void put(nlohmann::ordered_json& object, const char* name, const ComparedSide& side, std::uint32_t which,
                    std::uint32_t command)
    {
        if (which == ComparedRow::none)
            return;
        const RunFact& fact = side.facts[which];
        const FactWords words = side.text.of(fact);
        object[name] = {{"event", fact.shown + 1}, {"t", side.journal.timeOf(fact.shown).ns}};
        if (command != ComparedRow::none)
            object[name]["command"] = side.text.of(side.facts[command]).what;
        if (fact.kind != RunFact::Kind::Command)
            object[name]["who"] = words.who;
        object[name]["text"] = words.what;
    }

    void write(const std::string& text)
    {
        m_open = m_open && std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    }

    const ComparedSide &m_left, &m_right;
    const Comparison& m_comparison;
    ComparedRow m_command;
    std::size_t m_heading = 0, m_said = SIZE_MAX;
    bool m_open = true;
};

void printCount(const Comparison& comparison, const Words& words, Language language)
{
    if (comparison.differences.empty()) {
        std::printf("%s\n", words.text("compare", "none", language).c_str());
        return;
    }
    const auto count = [&](RowVerdict verdict) { return std::to_string(comparison.count(verdict)); };
    std::printf("\n%s\n",
                words.text("compare", "different", language,
                           {{"count", std::to_string(comparison.differences.size())},
                            {"left", count(RowVerdict::OnlyLeft)},
                            {"right", count(RowVerdict::OnlyRight)},
                            {"changed", count(RowVerdict::Different)}})
                    .c_str());
}

} // namespace

int runCompare(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool asJson = std::erase(rest, "--json") > 0, all = std::erase(rest, "--all") > 0;
    const CommandWords arguments = readCommandWords(rest, {"lang"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.size() != 2 || !language) {
        std::fputs("usage: socketlab compare A B [--all] [--json] [--lang en|ko]\n"
                   "exit status: 0 no differences, 1 differences, 2 trouble\n",
                   stderr);
        return couldNotRun;
    }
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    std::unique_ptr<Journal> journals[2];
    RunFacts facts[2];
    for (std::size_t i = 0; i < 2; ++i) {
        auto journal = openRecording(arguments.words[i]);
        if (!journal)
            return complain(journal.error().message);
        journals[i] = std::move(*journal);
        if (const std::string& damage = journals[i]->damage().message; !damage.empty())
            complain(damage);
        if (journals[i]->size() == 0)
            return complain(arguments.words[i] + ": there is nothing in it to compare");
        facts[i].follow(*journals[i]);
    }
    const Comparison comparison = compareRuns(facts[0].all(), facts[1].all());
    const FactText leftText(*journals[0], *vocabulary, *language), rightText(*journals[1], *vocabulary, *language);
    const ComparedSide left {arguments.words[0], *journals[0], facts[0].all(), leftText};
    const ComparedSide right {arguments.words[1], *journals[1], facts[1].all(), rightText};
    std::signal(SIGPIPE, SIG_IGN); // `| head` ends quietly
    ComparisonPrinter printer(left, right, comparison);
    if (asJson ? printer.printJson(all) : printer.printText(all))
        if (!asJson)
            printCount(comparison, *vocabulary, *language);
    if (std::fflush(stdout) != 0 && errno != EPIPE)
        return complain(std::string("standard output: ") + std::strerror(errno));
    return comparison.differences.empty() ? inOrder : different;
}

} // namespace lab
