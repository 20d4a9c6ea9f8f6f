#include "model/capture/RecordingMerge.h"

#include "model/base/Text.h"
#include "model/capture/CaptureEnds.h"
#include "model/capture/ForeignJournal.h"
#include "model/capture/MachineMerge.h"
#include "model/capture/Recording.h"
#include "model/capture/StraceReader.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace lab {

namespace {

std::string count(std::size_t number, const char* what)
{
    return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

/// Several recordings of one time, event by event.
class Merge
{
public:
    explicit Merge(std::vector<RecordingFile>& files)
    {
        for (RecordingFile& file : files)
            (file.kind == RecordingFile::Kind::Strace ? m_straces : m_captures).push_back(&file);
    }

    Result<MergedRecordings> journal()
    {
        if (m_captures.size() > 1)
            return Error {m_captures[1]->name + " is a second capture beside " + m_captures[0]->name
                          + "; expected at most one, with any number of strace's files (mergecap(1) makes one of two)."};
        CaptureEnds ends;
        if (!m_captures.empty() && !m_straces.empty())
            ends = captureEnds(m_captures[0]->bytes);
        for (const RecordingFile* file : m_straces) {
            m_readers.push_back(std::make_unique<StraceReader>(asText(file->bytes), m_numbers, ends.servers));
            if (const Status timed = canBeMerged(*file, *m_readers.back()); !timed)
                return timed.error();
        }
        if (!m_readers.empty())
            begin(ends);
        if (!m_captures.empty()) {
            if (const Status frames = takeFrames(*m_captures[0]); !frames)
                return frames.error();
        }
        takeUntil(std::numeric_limits<std::int64_t>::max());
        for (std::size_t i = 0; i < m_readers.size(); ++i)
            finish(*m_straces[i], *m_readers[i]);
        const std::string name = (m_captures.empty() ? m_straces : m_captures)[0]->name;
        m_readers.clear();
        for (RecordingFile* file : m_straces)
            file->bytes = Bytes(); // the journal has its own bytes
        for (RecordingFile* file : m_captures)
            file->bytes = Bytes();
        return MergedRecordings {m_journal.written(), name, std::move(m_damage)};
    }

private:
    Status canBeMerged(const RecordingFile& file, const StraceReader& reader) const
    {
        if (reader.survey().timed == StraceTime::Absolute || m_straces.size() + m_captures.size() == 1)
            return Nothing {};
        return Error {file.name + " cannot be merged with another file: found lines without the time since 1970, expected "
                      "them as in 1700000000.123456 connect(3, …) = 0. Run strace again with -ttt: strace -f -ttt -T -yy -o FILE"};
    }

    void begin(const CaptureEnds& ends)
    {
        std::int64_t zero = ends.first;
        std::size_t room = 0;
        constexpr std::size_t journalPerText = 4; // seldom more; and untouched memory costs nothing
        for (const auto& reader : m_readers)
            if (const auto* event = reader->peek())
                zero = std::min(zero, event->time);
        std::size_t files = 0;
        for (const RecordingFile* file : m_straces)
            room += file->bytes.size() * journalPerText;
        for (const auto* list : {&m_straces, &m_captures})
            for (const RecordingFile* file : *list)
                files += file->bytes.size();
        m_room = 3 * files + alwaysRoom; // beside the files themselves
        m_roomOpened = 4 * files + alwaysRoom;
        m_journal.begin(zero, m_captures.empty() ? straceNotice : inferredNotice, room);
        m_last = zero;
        if (m_captures.empty()) {
            // One machine and no wire: as where a program of this machine is watched (model/lab/ThisMachine.h).
            m_journal.take(zero, SettingWritten {HostId::Client, "network", "traced by strace", true});
        } else {
            say(Notice::Severity::Info, straceNotice);
        }
        bool durations = true;
        StraceTime timed = StraceTime::Absolute;
        for (const auto& reader : m_readers) {
            durations = durations && reader->survey().durations;
            timed = std::min(timed, reader->survey().timed);
        }
        if (timed == StraceTime::None)
            say(Notice::Severity::Warning, "strace-without-times");
        else if (timed != StraceTime::Absolute)
            say(Notice::Severity::Info, "strace-without-dates");
        if (!durations)
            say(Notice::Severity::Info, "strace-without-durations");
    }

    void say(Notice::Severity severity, std::string_view code, std::string detail = {})
    {
        m_journal.take(m_last, Notice {severity, std::string(code), std::move(detail)});
    }

    /// A call of ten characters becomes two hundred bytes of events: what opens must open on a machine that has the file.
    void stop()
    {
        for (std::size_t i = 0; i < m_readers.size(); ++i) {
            finish(*m_straces[i], *m_readers[i]);
            tellDamage(m_straces[i]->name + " has more calls than fit into four times its size of memory: it is shown up to line "
                       + std::to_string(m_readers[i]->line()) + "; split it, or let strace trace fewer calls (-e trace=network).");
        }
        m_readers.clear();
    }

    /// Gives the journal everything that strace has up to `time`.
    void takeUntil(std::int64_t time)
    {
        for (;;) {
            StraceReader* earliest = nullptr;
            for (const auto& reader : m_readers)
                if (const auto* event = reader->peek())
                    if (event->time <= time && (earliest == nullptr || event->time < earliest->peek()->time))
                        earliest = reader.get();
            if (earliest == nullptr)
                return;
            if (m_journal.size() > m_room || m_journal.sizeOpened() > m_roomOpened) {
                stop();
                return;
            }
            m_last = earliest->peek()->time;
            m_journal.take(m_last, earliest->peek()->body);
            earliest->take();
        }
    }

    Status takeFrames(RecordingFile& file)
    {
        const Status whole = readCapture(file.bytes, [&](const CapturedFrame& frame) {
            takeUntil(frame.time);
            if (m_journal.frames() == m_journal.leftOut() && !m_straces.empty() && isKnownLink(frame.linkType)) {
                // Frames have absolute times and events do not: the first frame has that of the event before it (BlockScanner).
                m_last = frame.time;
                say(Notice::Severity::Info, "capture-begins");
            }
            m_journal.take(frame);
            m_last = std::max(m_last, frame.time);
        });
        const std::string damage = file.damage.empty() && !whole ? whole.error().message : file.damage;
        if (const std::string nothing = m_journal.unreadable(file.name, damage); !nothing.empty())
            return Error {nothing};
        if (const std::string lost = m_journal.loss(file.name, damage); !lost.empty())
            tellDamage(lost);
        return Nothing {};
    }

    /// What of a file is not in the journal is said, in it or beside it.
    void finish(const RecordingFile& file, const StraceReader& reader)
    {
        if (reader.leftOut() > 0)
            say(Notice::Severity::Info, "strace-left-out", std::to_string(reader.leftOut()));
        if (reader.partlyRead() > 0)
            say(Notice::Severity::Info, "strace-partly-read", std::to_string(reader.partlyRead()));
        if (reader.backwards() > 0)
            say(Notice::Severity::Warning, "strace-backwards", std::to_string(reader.backwards()));
        constexpr std::size_t shown = 80;
        const std::string found = "line " + std::to_string(reader.firstNotUnderstood()) + ": found \""
            + escaped(asBytes(reader.firstBadLine()), shown) + "\", expected a call as strace prints it, name(…) = result";
        if (!file.damage.empty())
            tellDamage(file.name + " is damaged " + file.damage + "; what came before it is shown.");
        else if (reader.cut() && reader.notUnderstood() == 1)
            tellDamage(file.name + " is cut off in " + found + "; what came before it is shown.");
        else if (reader.notUnderstood() > 0)
            tellDamage(file.name + ": " + count(reader.notUnderstood(), "line")
                       + (reader.notUnderstood() == 1 ? " was" : " were") + " not understood and left out, the first in " + found + ".");
    }

    void tellDamage(const std::string& sentence) { m_damage.message += (m_damage.message.empty() ? "" : " ") + sentence; }

    std::vector<RecordingFile*> m_straces, m_captures;
    StraceNumbers m_numbers;
    std::vector<std::unique_ptr<StraceReader>> m_readers;
    ForeignJournal m_journal;
    JournalDamage m_damage;
    std::int64_t m_last = 0; ///< time of the newest event
    static constexpr std::size_t alwaysRoom = 16 << 20;
    std::size_t m_room = 0, m_roomOpened = 0; ///< bytes that the journal may take while it is made, and then
};

} // namespace

Result<MergedRecordings> mergeRecordings(std::vector<RecordingFile> files)
{
    const auto ours = std::find_if(files.begin(), files.end(), [](const RecordingFile& file) { return file.kind == RecordingFile::Kind::Ours; });
    if (ours == files.end())
        return Merge(files).journal();
    const auto capture = std::find_if(files.begin(), files.end(), [](const RecordingFile& file) { return file.kind == RecordingFile::Kind::Capture; });
    if (files.size() == 2 && capture != files.end())
        return mergeWithMachine(*ours, std::move(*capture));
    return Error {ours->name + " is a recording of Socket Lab's; expected it with one capture and nothing else, if it is one of this "
                  "machine, or files of strace's with at most one capture."};
}

} // namespace lab
