#include "model/capture/MachineMerge.h"

#include "model/capture/CaptureEnds.h"
#include "model/capture/ForeignJournal.h"
#include "model/journal/EventKind.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

namespace lab {

namespace {

/// A row is seen up to this much after its connection began, and up to this much after it has ended.
constexpr std::int64_t betweenLooks = 1'000'000'000;

constexpr const char *joined = "sockets-joined", *notJoined = "sockets-not-joined";

/// Times of damaged files may be anything: they wrap.
std::int64_t plus(std::int64_t time, std::int64_t ns)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(time) + static_cast<std::uint64_t>(ns));
}

/// A dual-stack socket's packets are IPv4 (RFC 4291 section 2.5.5.2).
std::string plain(Endpoint endpoint)
{
    if (endpoint.address.isMapped()) {
        IpAddress inside {4, {}};
        std::copy_n(endpoint.address.bytes.begin() + 12, 4, inside.bytes.begin());
        endpoint.address = inside;
    }
    return toText(endpoint);
}

std::string endsKey(const Endpoint& local, const Endpoint& remote)
{
    return plain(local) + " " + plain(remote);
}

/// What the whole recording of the machine says, before any of it is written: on which host each socket and program is, and
/// of which connections the kernel told the states.
class Places
{
public:
    Places(const Journal& machine, std::int64_t zero, const CaptureEnds& ends) : m_ends(ends)
    {
        for (const Conversation& one : ends.conversations) {
            m_sides.emplace(endsKey(one.ends[0], one.ends[1]), HostId::Client);
            m_sides.emplace(endsKey(one.ends[1], one.ends[0]), HostId::Server);
        }
        for (std::size_t i = 0; i < machine.size(); ++i)
            take(machine.at(i), plus(zero, machine.timeOf(i).ns));
        for (const auto& [socket, life] : m_open)
            m_lives[life.first][life.second].second = std::numeric_limits<std::int64_t>::max();
        for (const auto& [actor, sockets] : m_held)
            if (std::any_of(sockets.begin(), sockets.end(), [this](SocketId each) { return hostOf(each) == HostId::Server; }))
                m_servers.insert(actor);
        for (const auto& [child, parent] : m_parents) // they are numbered in the order in which they began
            if (m_servers.contains(parent))
                m_servers.insert(child);
        for (const auto& [actor, sockets] : m_held)
            if (m_servers.contains(actor) && std::any_of(sockets.begin(), sockets.end(), [this](SocketId each) { return isClients(each); }))
                m_both.insert(actor);
    }

    HostId hostOf(SocketId socket) const
    {
        const auto found = m_hosts.find(socket);
        return found == m_hosts.end() ? HostId::Client : found->second;
    }

    bool isClients(SocketId socket) const { return m_hosts.contains(socket) && hostOf(socket) == HostId::Client; }

    /// Server and client at once, as every proxy is: it stands on both hosts, the second time under this number. 0: it does not.
    ActorId twinOf(ActorId actor) const { return m_both.contains(actor) ? m_lastActor + actor : 0; }

    HostId hostOfProgram(ActorId actor) const { return m_servers.contains(actor) ? HostId::Server : HostId::Client; }

    /// Of each conversation: whose states are the kernel's own rows'?
    std::vector<std::array<bool, 2>> known() const
    {
        std::vector<std::array<bool, 2>> all;
        for (const Conversation& one : m_ends.conversations)
            all.push_back({lived(endsKey(one.ends[0], one.ends[1]), one), lived(endsKey(one.ends[1], one.ends[0]), one)});
        return all;
    }

private:
    void take(const Event& event, std::int64_t time)
    {
        if (const auto* sampled = std::get_if<SocketSampled>(&event.body)) {
            const SocketRow& row = sampled->row;
            m_hosts.emplace(row.socket, placeOf(row));
            if (row.protocol != 6 || row.remote.port == 0)
                return;
            if (m_open.contains(row.socket))
                return;
            const std::string key = endsKey(row.local, row.remote);
            auto& lives = m_lives[key];
            m_open[row.socket] = {key, lives.size()};
            lives.emplace_back(time, time);
        } else if (const auto* gone = std::get_if<SocketGone>(&event.body)) {
            if (const auto life = m_open.find(gone->socket); life != m_open.end()) {
                m_lives[life->second.first][life->second.second].second = time;
                m_open.erase(life);
            }
        } else if (const auto* changed = std::get_if<DescriptorsChanged>(&event.body)) {
            for (const Descriptor& each : changed->descriptors)
                if (each.socket != 0)
                    m_held[changed->actor].insert(each.socket);
        } else if (const auto* started = std::get_if<ActorStarted>(&event.body)) {
            m_lastActor = std::max(m_lastActor, started->actor);
            if (started->parent != 0)
                m_parents[started->actor] = started->parent;
        }
    }

    HostId placeOf(const SocketRow& row) const
    {
        if (const auto side = m_sides.find(endsKey(row.local, row.remote)); side != m_sides.end())
            return side->second;
        return m_ends.servers.contains(row.local.port) && !m_ends.servers.contains(row.remote.port) ? HostId::Server : HostId::Client;
    }

    bool lived(const std::string& key, const Conversation& one) const
    {
        const auto lives = m_lives.find(key);
        return lives != m_lives.end() && std::any_of(lives->second.begin(), lives->second.end(), [&](const auto& life) {
            return plus(life.first, -betweenLooks) <= one.last.ns && plus(one.first.ns, -betweenLooks) <= life.second;
        });
    }

    const CaptureEnds& m_ends;
    std::unordered_map<std::string, HostId> m_sides; ///< by both ends of a conversation
    std::unordered_map<SocketId, HostId> m_hosts;
    std::unordered_map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>> m_lives; ///< from and to, by both ends
    std::unordered_map<SocketId, std::pair<std::string, std::size_t>> m_open; ///< those that are in the table: which life
    std::map<ActorId, std::set<SocketId>> m_held;
    std::map<ActorId, ActorId> m_parents;
    std::set<ActorId> m_servers, m_both;
    ActorId m_lastActor = 0;
};

class MachineAndCapture
{
public:
    MachineAndCapture(const Journal& machine, const RecordingFile& capture)
        : m_machine(machine)
        , m_capture(capture)
        , m_machineZero(std::get<LabStarted>(machine.at(0).body).wallClock)
        , m_ends(captureEnds(capture.bytes))
        , m_places(machine, m_machineZero, m_ends)
    {
    }

    Result<MergedRecordings> journal(const std::string& machineName)
    {
        const std::int64_t last = plus(m_machineZero, m_machine.timeOf(m_machine.size() - 1).ns);
        if (m_ends.first <= m_ends.last && (m_ends.first > plus(last, betweenLooks) || m_ends.last < plus(m_machineZero, -betweenLooks)))
            return Error {machineName + " and " + m_capture.name + " were not recorded at the same time; expected a recording of this "
                          "machine and a capture that was made meanwhile."};
        m_last = std::min(m_ends.first, m_machineZero);
        m_journal.begin(m_last, inferredNotice, m_machine.wholeBytes() + 2 * m_capture.bytes.size());
        tellHowMany();
        if (const Status frames = takeFrames(); !frames)
            return frames.error();
        takeUntil(std::numeric_limits<std::int64_t>::max());
        return MergedRecordings {m_journal.written(), m_capture.name, std::move(m_damage)};
    }

private:
    void tell(std::int64_t time, const EventBody& body)
    {
        m_last = std::max(m_last, time);
        m_journal.take(time, body);
    }

    void tellHowMany()
    {
        auto known = m_places.known();
        const auto count = std::count_if(known.begin(), known.end(), [](const auto& one) { return one[0] || one[1]; });
        tell(m_last, Notice {count == 0 ? Notice::Severity::Warning : Notice::Severity::Info, count == 0 ? notJoined : joined,
                             std::to_string(count) + " / " + std::to_string(known.size())});
        tell(m_last, SettingWritten {HostId::Client, "packets", "of a capture", true});
        m_journal.leaveToKernel(std::move(known));
    }

    Status takeFrames()
    {
        const Status whole = readCapture(m_capture.bytes, [&](const CapturedFrame& frame) {
            takeUntil(frame.time);
            // Frames have absolute times and events do not: the first frame has that of the event before it (BlockScanner).
            if (m_journal.frames() == m_journal.leftOut() && isKnownLink(frame.linkType))
                tell(frame.time, Notice {Notice::Severity::Info, "capture-begins", ""});
            m_journal.take(frame);
        });
        const std::string damage = m_capture.damage.empty() && !whole ? whole.error().message : m_capture.damage;
        if (const std::string nothing = m_journal.unreadable(m_capture.name, damage); !nothing.empty())
            return Error {nothing};
        m_damage.message = m_journal.loss(m_capture.name, damage);
        return Nothing {};
    }

    /// The machine's events up to `time`. Its own first words are not the merged journal's: there are two hosts and packets.
    void takeUntil(std::int64_t time)
    {
        for (; m_next < m_machine.size() && plus(m_machineZero, m_machine.timeOf(m_next).ns) <= time; ++m_next) {
            const Event event = m_machine.at(m_next);
            const auto* setting = std::get_if<SettingWritten>(&event.body);
            if (std::holds_alternative<LabStarted>(event.body) || (setting != nullptr && setting->name == "network"))
                continue;
            EventBody body = event.body;
            const auto twin = twinsPart(body);
            if (place(body))
                tell(plus(m_machineZero, event.time.ns), body);
            m_numbers[m_next + 1] = m_journal.events();
            if (twin)
                tell(plus(m_machineZero, event.time.ns), *twin);
        }
    }

    /// Of an event of a program that stands on both hosts: what is the client's of it, taken away from `body`.
    std::optional<EventBody> twinsPart(EventBody& body) const
    {
        if (auto* started = std::get_if<ActorStarted>(&body)) {
            ActorStarted twin = *started;
            twin.actor = m_places.twinOf(started->actor);
            return twin.actor == 0 ? std::nullopt : std::optional<EventBody>(std::move(twin));
        }
        if (auto* exited = std::get_if<ActorExited>(&body)) {
            ActorExited twin = *exited;
            twin.actor = m_places.twinOf(exited->actor);
            return twin.actor == 0 ? std::nullopt : std::optional<EventBody>(twin);
        }
        auto* changed = std::get_if<DescriptorsChanged>(&body);
        const ActorId number = changed == nullptr ? 0 : m_places.twinOf(changed->actor);
        if (number == 0)
            return {};
        auto& all = changed->descriptors;
        const auto clients = std::stable_partition(all.begin(), all.end(), [this](const Descriptor& each) { return !m_places.isClients(each.socket); });
        DescriptorsChanged twin {number, {clients, all.end()}};
        all.erase(clients, all.end());
        return twin;
    }

    /// false: it makes no sense here.
    bool place(EventBody& body) const
    {
        if (auto* sampled = std::get_if<SocketSampled>(&body))
            sampled->row.host = m_places.hostOf(sampled->row.socket);
        else if (auto* gone = std::get_if<SocketGone>(&body))
            gone->host = m_places.hostOf(gone->socket);
        else if (auto* started = std::get_if<ActorStarted>(&body))
            started->host = m_places.hostOfProgram(started->actor);
        auto* note = std::get_if<NoteWritten>(&body);
        if (note == nullptr)
            return true;
        const auto number = m_numbers.find(note->event);
        note->event = number == m_numbers.end() ? 0 : number->second;
        return note->event != 0;
    }

    const Journal& m_machine;
    const RecordingFile& m_capture;
    std::int64_t m_machineZero; ///< ns since 1970
    CaptureEnds m_ends;
    Places m_places;
    ForeignJournal m_journal;
    JournalDamage m_damage;
    std::size_t m_next = 0;
    std::unordered_map<std::uint64_t, std::uint64_t> m_numbers; ///< of the machine's events, there and here
    std::int64_t m_last = 0;
};

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
    return notice.code == joined || notice.code == notJoined ? std::optional(notice) : std::nullopt;
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
