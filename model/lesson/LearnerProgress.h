#pragma once
// LearnerProgress: a folder with one file a lesson, ID.json, of what a learner has done of it. Each is replaced whole, so
// two windows at once lose nothing but each other's last word on the same lesson. A file that is damaged, or not the lab's,
// is renamed and said; it never keeps the lab from starting.

#include "model/lesson/LessonRecord.h"

#include <map>
#include <string>
#include <vector>

namespace lab {

class LearnerProgress
{
public:
    /// Nothing is read yet. `folder`: absolute; made when there is something to keep.
    explicit LearnerProgress(std::string folder)
        : m_folder(std::move(folder))
    {
    }

    /// Reads every file anew. One sentence in both languages for each that can't be used: what was done with it, and why.
    std::vector<BothText> read();

    const LessonRecord* of(const std::string& lesson) const; ///< nullptr: never begun

    /// Keeps it here in any case; the error says why not on the disk, too.
    Status keep(LessonRecord record);

private:
    std::string m_folder;
    std::map<std::string, LessonRecord> m_records; ///< by the lesson's id
};

} // namespace lab
