#include "model/lesson/LearnerProgress.h"

#include "model/base/FileRead.h"
#include "model/base/FileReplace.h"

#include <algorithm>
#include <filesystem>

namespace lab {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largestFile = 1 << 20;

Result<LessonRecord> recordIn(const fs::directory_entry& entry)
{
    std::error_code problem;
    // A pipe of that name would be waited for, and a device has no end.
    if (!entry.is_regular_file(problem))
        return Error {"it is no ordinary file"};
    if (entry.file_size(problem) > largestFile || problem)
        return Error {problem ? problem.message() : "it is too large to be one"};
    const Result<Bytes> bytes = readFile(entry.path().string());
    if (!bytes)
        return bytes.error();
    Result<LessonRecord> record = readLessonRecord(std::string(bytes->begin(), bytes->end()));
    if (record && record->lesson + ".json" != entry.path().filename().string())
        return Error {"it is about the lesson \"" + record->lesson + "\""};
    return record;
}

/// Renames it to a name that is free; empty: that can't be done.
fs::path setAside(const fs::path& path)
{
    constexpr int mostNames = 1000;
    for (int i = 1; i <= mostNames; ++i) {
        fs::path aside = path;
        aside += ".set-aside-" + std::to_string(i);
        std::error_code problem;
        if (fs::symlink_status(aside, problem).type() != fs::file_type::not_found)
            continue;
        fs::rename(path, aside, problem);
        return problem ? fs::path() : aside;
    }
    return {};
}

BothText unusable(const fs::path& path, const std::string& why)
{
    const fs::path aside = setAside(path);
    const std::string file = path.string();
    if (aside.empty())
        return {file + " can't be read as a lesson's progress (" + why + "), nor renamed: the lesson counts as not begun.",
                file + "에서 실습 진행 상황을 읽을 수 없고(" + why + ") 이름을 바꿀 수도 없습니다. 이 실습은 시작하지 않은 것으로 봅니다."};
    const std::string name = aside.filename().string();
    return {file + " can't be read as a lesson's progress (" + why + "). It was renamed to " + name
                + ", and the lesson counts as not begun.",
            file + "에서 실습 진행 상황을 읽을 수 없습니다(" + why + "). 파일 이름을 " + name
                + "(으)로 바꾸었고, 이 실습은 시작하지 않은 것으로 봅니다."};
}

} // namespace

std::vector<BothText> LearnerProgress::read()
{
    m_records.clear();
    std::error_code problem;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator entry(m_folder, problem), end; !problem && entry != end; entry.increment(problem))
        if (entry->path().extension() == ".json")
            entries.push_back(*entry);
    std::vector<BothText> said;
    if (problem && problem != std::errc::no_such_file_or_directory)
        said.push_back({m_folder + ": the progress in lessons can't be read: " + problem.message() + ".",
                        m_folder + ": 실습 진행 상황을 읽을 수 없습니다: " + problem.message() + "."});
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
        Result<LessonRecord> record = recordIn(entry);
        if (record)
            m_records.insert_or_assign(record->lesson, std::move(*record));
        else
            said.push_back(unusable(entry.path(), record.error().message));
    }
    return said;
}

const LessonRecord* LearnerProgress::of(const std::string& lesson) const
{
    const auto found = m_records.find(lesson);
    return found == m_records.end() ? nullptr : &found->second;
}

Status LearnerProgress::keep(LessonRecord record)
{
    const std::string path = m_folder + "/" + record.lesson + ".json", json = toJson(record);
    const std::string id = record.lesson; // checked by the reader: small letters, digits, hyphens
    m_records.insert_or_assign(id, std::move(record));
    std::error_code problem;
    fs::create_directories(m_folder, problem);
    if (problem)
        return Error {m_folder + " can't be made: " + problem.message()};
    return replaceFile(path, asBytes(json));
}

} // namespace lab
