#include "model/lesson/Lesson.h"
#include "model/lesson/LessonYaml.h"
#include "model/lesson/StepReader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace lab {

namespace {

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
    lesson.chapter = choice(required(root, "chapter", "a lesson"), "the chapter",
                            {"basics", "connect", "data", "closing", "udp", "many", "programs"});
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
    if (root["localhost"])
        lesson.localhost = choice(root["localhost"], "a host", {"client", "server"});
    if (root["wire"])
        lesson.wire = readWireMode(root["wire"]);
    if (root["retransmissions"])
        lesson.retransmissions = choice(root["retransmissions"], "retransmissions", {"merge", "quiet", "show"});
}

Command line(std::string verb, std::vector<std::string> words)
{
    return {"lab", std::move(verb), std::move(words), {}};
}

void readActors(const YAML::Node& root, Lesson& lesson)
{
    lesson.setup = {line("actor", {"server", "server"}), line("actor", {"client", "client"})};
    const YAML::Node actors = root["actors"];
    if (!actors)
        return;
    if (!actors.IsMap())
        fault(actors, describe(actors), "actors as a map, for example {c2: {host: client}}");
    std::set<std::string> seen {"server", "client"};
    for (const auto& pair : actors) {
        const std::string name = scalar(pair.first, "an actor's name");
        if (!seen.insert(name).second)
            fault(pair.first, "the actor \"" + name + "\" a second time", "each actor once");
        checkKeys(pair.second, "an actor", {"host"});
        const std::string host =
            choice(required(pair.second, "host", "an actor"), "a host", {"client", "server", "other"});
        lesson.setup.push_back(line("actor", {name, host}));
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
        checkKeys(pair.second, "a host", {"sysctl", "alias"});
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

Lesson readRoot(const YAML::Node& root)
{
    checkKeys(root, "a lesson",
              {"format", "id", "chapter", "level", "minutes", "kind", "optional", "myth", "ipv6", "localhost", "title",
               "goals", "seeds", "wire", "retransmissions", "hosts", "actors", "steps"});
    Lesson lesson;
    readHeader(root, lesson);
    readActors(root, lesson);
    readHosts(root, lesson);
    const YAML::Node steps = required(root, "steps", "a lesson");
    if (!steps.IsSequence() || steps.size() == 0)
        fault(keyNode(root, "steps"), "steps: " + describe(steps), "a list of steps");
    for (const auto& step : steps)
        lesson.steps.push_back(readStep(step));
    return lesson;
}

Result<std::string> readFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error {path + ": the lesson can't be opened; check the name and that you may read it"};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

Result<Lesson> readLessonText(std::string_view yaml, const std::string& nameForErrors)
{
    const auto at = [&](int lineNumber, int column, const std::string& message) {
        return Error {nameForErrors + ":" + std::to_string(lineNumber) + ":" + std::to_string(column) + ": " + message};
    };
    try {
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
    const Result<std::string> text = readFile(path);
    if (!text)
        return text.error();
    return readLessonText(*text, path);
}

LessonCatalog readLessonCatalog(const std::string& folder)
{
    LessonCatalog catalog;
    std::error_code problem;
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
        if (entry.path().extension() == ".yaml")
            paths.push_back(entry.path().string());
    if (problem)
        catalog.errors.push_back({folder + ": the lessons can't be listed: " + problem.message()});
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) {
        const Result<Lesson> lesson = readLesson(path);
        if (!lesson) {
            catalog.errors.push_back(lesson.error());
            continue;
        }
        catalog.lessons.push_back({path, lesson->id, lesson->chapter, lesson->level, lesson->minutes, lesson->optional,
                                   lesson->myth, lesson->reading, lesson->title});
    }
    return catalog;
}

} // namespace lab
