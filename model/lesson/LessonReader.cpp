#include "model/lesson/Lesson.h"

#include "model/base/FileRead.h"
#include "model/base/Utf8.h"
#include "model/lesson/LessonRecord.h"
#include "model/lesson/LessonYaml.h"
#include "model/lesson/StepReader.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

namespace lab {

namespace {

const std::vector<std::string>& headerKeys()
{
    static const std::vector<std::string> all {"format",  "id",       "chapter", "level", "minutes",
                                               "kind",    "optional", "myth",    "ipv6",  "localhost",
                                               "title",   "goals",    "seeds",   "wire",  "retransmissions",
                                               "hosts",   "actors",   "steps"};
    return all;
}

const std::vector<std::string>& chapters()
{
    static const std::vector<std::string> all {"basics", "connect", "data", "closing", "udp", "many", "programs"};
    return all;
}

const std::vector<std::string>& hostKeys()
{
    static const std::vector<std::string> all {"sysctl", "alias"};
    return all;
}

const std::vector<std::string>& actorKeys()
{
    static const std::vector<std::string> all {"host", "capabilities"};
    return all;
}

void checkId(const YAML::Node& node)
{
    const std::string id = scalar(node, "an id");
    const bool good = !id.empty() && id.front() != '-' && id.back() != '-'
        && std::all_of(id.begin(), id.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!good)
        fault(node, describe(node), "an id of small letters, digits and hyphens");
}

void readHeader(const YAML::Node& root, Lesson& lesson)
{
    choice(required(root, "format", "a lesson"), "the format", {"socketlab-lesson/1"});
    checkId(required(root, "id", "a lesson"));
    lesson.id = root["id"].Scalar();
    lesson.chapter = choice(required(root, "chapter", "a lesson"), "the chapter", chapters());
    lesson.level = integer(required(root, "level", "a lesson"), "the level", 1, 4);
    lesson.minutes = integer(required(root, "minutes", "a lesson"), "minutes", 1, 600);
    lesson.title = bothText(required(root, "title", "a lesson"), "the title");
    const YAML::Node goals = required(root, "goals", "a lesson");
    if (!goals.IsSequence())
        fault(goals, describe(goals), "a list of goals");
    for (const auto& goal : goals)
        lesson.goals.push_back(bothText(goal, "a goal"));
    if (root["seeds"])
        lesson.seeds = scalars(root["seeds"], "references");
    if (root["kind"])
        lesson.reading = choice(root["kind"], "the kind", {"reading"}) == "reading";
    for (const auto& [key, flag] :
         {std::pair {"optional", &lesson.optional}, {"myth", &lesson.myth}, {"ipv6", &lesson.ipv6}})
        if (root[key])
            *flag = truth(root[key], key);
    if (root["wire"])
        lesson.wire = readWireMode(root["wire"]);
    if (root["retransmissions"])
        lesson.retransmissions = choice(root["retransmissions"], "retransmissions", {"merge", "quiet", "show"});
}

Command line(std::string verb, std::vector<std::string> words)
{
    return {"lab", std::move(verb), std::move(words), {}};
}

/// What an actor may do beyond an ordinary program: raw sockets, TCP_REPAIR. Over the lab's own hosts only.
void readCapabilities(const YAML::Node& actor, Command& command)
{
    const YAML::Node capabilities = actor["capabilities"];
    if (!capabilities)
        return;
    if (!capabilities.IsSequence())
        fault(capabilities, describe(capabilities), "a list of capabilities");
    for (const auto& one : capabilities)
        command.named.emplace_back("capability", choice(one, "a capability", {"CAP_NET_RAW", "CAP_NET_ADMIN"}));
}

void readActors(const YAML::Node& root, Lesson& lesson)
{
    std::vector<Command>& setup = lesson.setup;
    setup = {line("actor", {"server", "server"}), line("actor", {"client", "client"})};
    const YAML::Node actors = root["actors"];
    if (!actors)
        return;
    if (!actors.IsMap())
        fault(actors, describe(actors), "actors as a map, for example {c2: {host: client}}");
    std::set<std::string> seen;
    for (const auto& pair : actors) {
        const std::string name = scalar(pair.first, "an actor's name");
        if (!seen.insert(name).second)
            fault(pair.first, "the actor \"" + name + "\" a second time", "each actor once");
        checkKeys(pair.second, "an actor", actorKeys());
        // The two that are always there have their host by their name.
        const auto present = std::find_if(setup.begin(), setup.end(), [&](const Command& c) { return c.words[0] == name; });
        if (present != setup.end()) {
            if (const YAML::Node host = pair.second["host"])
                choice(host, "the host of the actor " + name, {name});
            readCapabilities(pair.second, *present);
            continue;
        }
        setup.push_back(line("actor", {name, std::string(hostName(readHost(required(pair.second, "host", "an actor"))))}));
        readCapabilities(pair.second, setup.back());
    }
}

void readHosts(const YAML::Node& root, Lesson& lesson)
{
    const YAML::Node hosts = root["hosts"];
    if (!hosts)
        return;
    checkKeys(hosts, "hosts", {"client", "server"});
    for (const auto& pair : hosts) {
        const std::string host = pair.first.Scalar();
        checkKeys(pair.second, "a host", hostKeys());
        if (const YAML::Node settings = pair.second["sysctl"]) {
            if (!settings.IsMap())
                fault(settings, describe(settings), "settings and values");
            for (const auto& setting : settings) {
                std::vector<std::string> words {host, scalar(setting.first, "a setting's name")};
                for (std::string& word : split(scalar(setting.second, "a value"), ' '))
                    words.push_back(std::move(word));
                lesson.setup.push_back(line("sysctl", std::move(words)));
            }
        }
        if (const auto alias = optionalScalar(pair.second, "alias"))
            lesson.setup.push_back(line("alias", {host, *alias}));
    }
}

/// The key itself: where an empty value is, no person would look.
YAML::Node keyNode(const YAML::Node& map, const std::string& key)
{
    for (const auto& pair : map)
        if (pair.first.Scalar() == key)
            return pair.first;
    return map;
}

/// The actor or program that a step names; nothing for most verbs.
std::string nameIn(const Step& step)
{
    const auto actorOf = [](const std::string& at) { return at.substr(0, at.find('/')); };
    if (const auto* call = std::get_if<CallStep>(&step.body))
        return actorOf(call->at);
    if (const auto* returns = std::get_if<ReturnsStep>(&step.body))
        return actorOf(returns->at);
    if (const auto* signal = std::get_if<SignalStep>(&step.body))
        return signal->actor;
    if (const auto* restart = std::get_if<RestartStep>(&step.body))
        return restart->actor;
    const auto* program = std::get_if<ProgramStep>(&step.body);
    return program ? program->program : "";
}

/// Every actor that a step names is there: declared, or a program that was run before.
void checkNames(const Lesson& lesson)
{
    std::vector<std::string> known;
    for (const Command& command : lesson.setup)
        if (command.verb == "actor")
            known.push_back(command.words[0]);
    for (const Step& step : lesson.steps) {
        const std::string name = nameIn(step);
        const auto* program = std::get_if<ProgramStep>(&step.body);
        const bool there = std::find(known.begin(), known.end(), name) != known.end();
        if (program && program->verb == "run") {
            if (!there)
                known.push_back(name);
        } else if (!name.empty() && !there) {
            throw LessonFault {step.line, step.column,
                               "found \"" + name + "\", expected one of the lesson's actors: " + joined(known)};
        }
    }
}

/// yaml-cpp reads what is no UTF-8 as something else (a zero byte: as UTF-16), and counts other columns than the file has.
void checkEncoding(std::string_view yaml)
{
    const std::size_t at = std::min(validUtf8(yaml), yaml.find('\0'));
    if (at >= yaml.size())
        return;
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(yaml[at]);
    const std::string_view before = yaml.substr(0, at);
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    throw LessonFault {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1, static_cast<int>(at - lineStart) + 1,
                       std::string("found the byte 0x") + digits[byte >> 4] + digits[byte & 15]
                           + ", expected UTF-8; if it is Korean in CP949: iconv -f CP949 -t UTF-8 OLD > NEW"};
}

Lesson readRoot(const YAML::Node& root)
{
    checkKeys(root, "a lesson", headerKeys());
    Lesson lesson;
    readHeader(root, lesson);
    readActors(root, lesson);
    readHosts(root, lesson);
    if (root["localhost"]) { // the client's 127.0.0.1 is the server host, by way of the wire
        choice(root["localhost"], "localhost", {"server"});
        lesson.setup.push_back(line("localhost", {"wire"}));
    }
    const YAML::Node steps = required(root, "steps", "a lesson");
    if (!steps.IsSequence() || steps.size() == 0)
        fault(keyNode(root, "steps"), "steps: " + describe(steps), "a list of steps");
    for (const auto& step : steps)
        lesson.steps.push_back(readStep(step));
    checkNames(lesson);
    return lesson;
}

/// A folder, a device without an end or a file that nobody may read is said; the first bytes decide what is read at all.
Result<std::string> textOf(const std::string& path)
{
    const auto looksLikeText = [&](ByteView begins) -> Status {
        constexpr std::size_t cutCharacter = 3; // the last one may go on behind these bytes
        const std::string_view text = asText(begins);
        if (text.find('\0') == text.npos && validUtf8(text) + cutCharacter >= text.size())
            return Nothing {};
        return Error {path + ":1:1: found no text in UTF-8, expected a lesson"};
    };
    const Result<Bytes> bytes = readFile(path, looksLikeText);
    if (!bytes && bytes.error().message.starts_with(path + ":"))
        return bytes.error();
    if (!bytes)
        return Error {path + ": the lesson can't be opened; check the name and that you may read it (" + bytes.error().message + ")"};
    return std::string(asText(*bytes));
}

std::size_t questionsOf(const Lesson& lesson)
{
    return static_cast<std::size_t>(std::count_if(lesson.steps.begin(), lesson.steps.end(), [](const Step& step) {
        return std::holds_alternative<AskStep>(step.body);
    }));
}

} // namespace

std::vector<ProgramSource> Lesson::programs() const
{
    std::set<ProgramSource> all;
    for (const Step& step : steps)
        if (const auto* program = std::get_if<ProgramStep>(&step.body); program && program->verb == "run")
            all.insert(program->source);
    return {all.begin(), all.end()};
}

LessonVocabulary lessonVocabulary()
{
    LessonVocabulary words;
    words.header = headerKeys();
    words.chapters = chapters();
    words.actorKeys = actorKeys();
    words.hostKeys = hostKeys();
    addStepVocabulary(words);
    addCallVocabulary(words);
    return words;
}

Result<Lesson> readLessonText(std::string_view yaml, const std::string& nameForErrors)
{
    const auto at = [&](int lineNumber, int column, const std::string& message) {
        return Error {nameForErrors + ":" + std::to_string(lineNumber) + ":" + std::to_string(column) + ": " + message};
    };
    try {
        checkEncoding(yaml);
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap())
            return at(1, 1, "found " + describe(root) + ", expected a lesson: a map that begins with format");
        Lesson lesson = readRoot(root);
        lesson.file = nameForErrors;
        return lesson;
    } catch (const LessonFault& wrong) {
        return at(wrong.line, wrong.column, wrong.message);
    } catch (const YAML::Exception& wrong) {
        return at(wrong.mark.line + 1, wrong.mark.column + 1, "found " + wrong.msg + ", expected YAML");
    }
}

Result<Lesson> readLesson(const std::string& path)
{
    const Result<std::string> text = textOf(path);
    if (!text)
        return text.error();
    return readLessonText(*text, path);
}

LessonCatalogReader::LessonCatalogReader(const std::string& folder)
{
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
        if (entry.path().extension() == ".yaml")
            m_paths.push_back(entry.path().string());
    if (problem)
        catalog.errors.push_back({folder + ": the lessons can't be listed: " + problem.message()});
    std::sort(m_paths.begin(), m_paths.end(), std::greater());
}

bool LessonCatalogReader::readNext()
{
    if (over())
        return false;
    const std::string path = std::move(m_paths.back());
    m_paths.pop_back();
    if (const Result<Lesson> lesson = readLesson(path))
        catalog.lessons.push_back({path, lesson->id, lesson->chapter, lesson->level, lesson->minutes, lesson->optional,
                                   lesson->myth, lesson->reading, lesson->title, lesson->steps.size(),
                                   questionsOf(*lesson), shapeOf(*lesson)});
    else
        catalog.errors.push_back(lesson.error());
    return true;
}

LessonCatalog readLessonCatalog(const std::string& folder)
{
    LessonCatalogReader reader(folder);
    while (reader.readNext()) { }
    return std::move(reader.catalog);
}

} // namespace lab
