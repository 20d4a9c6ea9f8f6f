#include "app/LabLibrary.h"

#include <system_error>
#include <utility>

namespace lab {

namespace {

constexpr int nowAndThenMs = 100;

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
    , m_comingWords(comingWords(folder + "/words"))
    , m_lessons(folder + "/lessons")
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, &m_turn, &SliceTimer::start);
    connect(&m_turn, &SliceTimer::timeout, this, &LabLibrary::readOne);
}

Result<Words>& LabLibrary::words()
{
    if (!m_words)
        m_words = m_comingWords.get();
    return *m_words;
}

void LabLibrary::readLessons()
{
    m_turn.start();
}

void LabLibrary::readOne()
{
    if (!m_lessons.readNext())
        emit lessonsRead();
    else if (m_busy())
        m_later.start(nowAndThenMs);
    else
        m_turn.start();
}

const LessonCatalog& LabLibrary::lessons()
{
    while (m_lessons.readNext()) { }
    return m_lessons.catalog;
}

} // namespace lab
