#include "app/LabLibrary.h"

#include <system_error>
#include <utility>

namespace lab {

namespace {

constexpr int laterMs = 100; ///< so often is looked whether the window is busy still

std::future<Result<Words>> comingWords(const std::string& folder)
try {
    return std::async(std::launch::async, Words::read, folder);
} catch (const std::system_error&) { // no thread is allowed here
    return std::async(std::launch::deferred, Words::read, folder);
}

} // namespace

LabLibrary::LabLibrary(const std::string& folder, std::function<bool()> busy, QObject* parent)
    : QObject(parent)
    , m_busy(std::move(busy))
    , m_words(comingWords(folder + "/words"))
    , m_lessons(folder + "/lessons")
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, &m_turn, &SliceTimer::start);
    connect(&m_turn, &SliceTimer::timeout, this, &LabLibrary::readOne);
}

Result<Words> LabLibrary::words()
{
    return m_words.get();
}

void LabLibrary::readLessons()
{
    m_turn.start();
}

void LabLibrary::readOne()
{
    if (m_busy())
        m_later.start(laterMs);
    else if (m_lessons.readNext())
        m_turn.start();
    else
        emit lessonsRead();
}

const LessonCatalog& LabLibrary::lessons()
{
    while (m_lessons.readNext()) { }
    return m_lessons.catalog;
}

} // namespace lab
