#include "model/capture/MachineMerge.h"

#include "model/capture/MachineJoin.h"
#include "model/journal/EventKind.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace lab {

namespace {

/// Times of damaged files may be anything: they wrap.
std::int64_t plus(std::int64_t time, std::int64_t ns)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(time) + static_cast<std::uint64_t>(ns));
}

/// Both files are heard as a whole before any of it is written.
class MachineAndCapture
{
public:
    MachineAndCapture(const Journal& machine, const RecordingFile& capture)
        : m_machine(machine)
        , m_capture(capture)
        , m_machineZero(std::get<LabStarted>(machine.at(0).body).wallClock)
    {
        for (std::size_t i = 0; i < machine.size(); ++i)
            if (machine.kindOf(i) == kindIndexOf<CallEntered>())
                m_join.places().meetAll(); // of `attach`: one program, and its calls
        readCapture(capture.bytes, [this](const CapturedFrame& frame) { m_join.places().hear(frame); });
        for (std::size_t i = 0; i < machine.size(); ++i)
            m_join.places().hear(machine.at(i).body, timeOf(i));
        m_join.places().heardAll();
    }

    Result<MergedRecordings> journal(const std::string& machineName)
    {
        constexpr std::int64_t between = MachinePlaces::betweenLooks;
        const GrowingEnds& ends = m_join.places().ends();
        if (ends.first() <= ends.last() && (ends.first() > plus(timeOf(m_machine.size() - 1), between) || ends.last() < plus(m_machineZero, -between)))
            return Error {machineName + " and " + m_capture.name + " were not recorded at the same time; expected a recording of this "
                          "machine and a capture that was made meanwhile."};
        const std::int64_t zero = std::min(ends.first(), m_machineZero);
        m_join.journal().begin(zero, inferredNotice, m_machine.wholeBytes() + 2 * m_capture.bytes.size());
        m_join.tellHowFar(zero);
        m_join.tell(zero, SettingWritten {HostId::Client, "packets", "of a capture", true});
        if (const Status frames = takeFrames(); !frames)
            return frames.error();
        takeUntil(std::numeric_limits<std::int64_t>::max());
        return MergedRecordings {m_join.journal().written(), m_capture.name, std::move(m_damage)};
    }

private:
    std::int64_t timeOf(std::size_t event) const { return plus(m_machineZero, m_machine.timeOf(event).ns); }

    Status takeFrames()
    {
        const Status whole = readCapture(m_capture.bytes, [&](const CapturedFrame& frame) {
            takeUntil(frame.time);
            m_join.write(frame);
        });
        const std::string damage = m_capture.damage.empty() && !whole ? whole.error().message : m_capture.damage;
        if (const std::string nothing = m_join.journal().unreadable(m_capture.name, damage); !nothing.empty())
            return Error {nothing};
        m_damage.message = m_join.journal().loss(m_capture.name, damage);
        return Nothing {};
    }

    /// The machine's events up to `time`. A note stays with its event, whose number is another one here.
    void takeUntil(std::int64_t time)
    {
        for (; m_next < m_machine.size() && timeOf(m_next) <= time; ++m_next) {
            EventBody body = m_machine.at(m_next).body;
            if (auto* note = std::get_if<NoteWritten>(&body)) {
                const auto number = m_numbers.find(note->event);
                if (number == m_numbers.end())
                    continue;
                note->event = number->second;
            }
            if (const std::uint64_t number = m_join.write(std::move(body), timeOf(m_next)))
                m_numbers[m_next + 1] = number;
        }
    }

    const Journal& m_machine;
    const RecordingFile& m_capture;
    std::int64_t m_machineZero; ///< ns since 1970
    MachineJoin m_join;
    JournalDamage m_damage;
    std::size_t m_next = 0;
    std::unordered_map<std::uint64_t, std::uint64_t> m_numbers; ///< of the machine's events, there and here
};

/// Of a live one, where it was told at the end: notes may have come after it.
std::optional<Notice> lastJoinedNotice(const Journal& journal)
{
    constexpr std::size_t farFromTheEnd = 1000;
    for (std::size_t i = journal.size(); i-- > 0 && journal.size() - i < farFromTheEnd;) {
        if (journal.kindOf(i) != kindIndexOf<Notice>())
            continue;
        const Event event = journal.at(i);
        const auto& notice = std::get<Notice>(event.body);
        if (notice.code == JoinNotice::joined || notice.code == JoinNotice::notJoined)
            return notice;
    }
    return {};
}

} // namespace

bool isOfThisMachine(const Journal& journal)
{
    if (journal.size() < 2 || journal.kindOf(0) != kindIndexOf<LabStarted>() || journal.kindOf(1) != kindIndexOf<SettingWritten>())
        return false;
    const Event second = journal.at(1);
    return std::get<SettingWritten>(second.body).name == "network";
}

std::optional<Notice> joinedNotice(const Journal& journal)
{
    if (journal.size() < 2 || journal.kindOf(1) != kindIndexOf<Notice>())
        return {};
    const Event second = journal.at(1);
    const auto& notice = std::get<Notice>(second.body);
    if (notice.code == JoinNotice::joined || notice.code == JoinNotice::notJoined)
        return notice;
    if (notice.code != JoinNotice::live)
        return {};
    const auto told = lastJoinedNotice(journal);
    return told ? told : notice;
}

Result<MergedRecordings> mergeWithMachine(const RecordingFile& machine, RecordingFile capture)
{
    const auto journal = Journal::read(machine.bytes, machine.name);
    if (!journal)
        return journal.error();
    if (!isOfThisMachine(**journal))
        return Error {machine.name + " is a recording of the lab and has its packets in it; expected one of this machine "
                      "(socketlab sockets --journal FILE, or attach), files of strace's, and at most one capture."};
    auto merged = MachineAndCapture(**journal, capture).journal(machine.name);
    if (merged && !(*journal)->damage().message.empty())
        merged->damage.message += (merged->damage.message.empty() ? "" : " ") + (*journal)->damage().message;
    return merged;
}

} // namespace lab
