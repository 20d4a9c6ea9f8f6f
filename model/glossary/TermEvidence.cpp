#include "model/glossary/TermEvidence.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"

#include <algorithm>

namespace lab {

namespace evidence {

bool isCall(const Witnessed& moment, std::initializer_list<std::string_view> names)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    return entered && std::find(names.begin(), names.end(), entered->name) != names.end();
}

bool hasFailed(const Witnessed& moment, std::initializer_list<int> errnos)
{
    const auto* returned = std::get_if<CallReturned>(&moment.event.body);
    return returned && returned->result < 0
        && std::find(errnos.begin(), errnos.end(), returned->errnum) != errnos.end();
}

bool hasWord(const Witnessed& moment, std::string_view word)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    if (!entered)
        return false;
    const auto isPart = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    for (std::size_t i = 0; i < entered->args.size(); ++i) {
        const CallRow* row = findCall(entered->name);
        // Bytes may say anything.
        if (!row || i >= row->args.size() || row->args[i].kind == ArgKind::Buffer)
            continue;
        const std::string text = argumentText(*entered, i);
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            if ((at == 0 || !isPart(text[at - 1]))
                && (at + word.size() == text.size() || !isPart(text[at + word.size()])))
                return true;
    }
    return false;
}

} // namespace evidence

namespace {

using namespace evidence;

/// Those that no event shows.
constexpr EvidenceRow unseenRows[] {
    {"answer", nullptr, Unseen::Learning},
    {"certificate", nullptr, Unseen::InTheBytes},
    {"chapter", nullptr, Unseen::Learning},
    {"close-notify", nullptr, Unseen::InTheBytes},
    {"delimiter", nullptr, Unseen::InTheBytes},
    {"finding", nullptr, Unseen::Learning},
    {"framing", nullptr, Unseen::InTheBytes},
    {"hand-in", nullptr, Unseen::Learning},
    {"handout", nullptr, Unseen::Learning},
    {"journal", nullptr, Unseen::Learning},
    {"level", nullptr, Unseen::Learning},
    {"myth-check", nullptr, Unseen::Learning},
    {"predict", nullptr, Unseen::Learning},
    {"presentation", nullptr, Unseen::Learning},
    {"progress", nullptr, Unseen::Learning},
    {"queue-view", nullptr, Unseen::Picture},
    {"reason", nullptr, Unseen::Learning},
    {"run", nullptr, Unseen::Learning},
    {"sequence-diagram", nullptr, Unseen::Picture},
    {"state-diagram", nullptr, Unseen::Picture},
    {"step", nullptr, Unseen::Learning},
    {"step-back", nullptr, Unseen::Learning},
    {"timeline", nullptr, Unseen::Picture},
};

std::vector<EvidenceRow> allRows()
{
    std::vector<EvidenceRow> rows(std::begin(unseenRows), std::end(unseenRows));
    for (const std::span<const EvidenceRow> some : {callRows(), packetRows(), socketRows()})
        rows.insert(rows.end(), some.begin(), some.end());
    std::sort(rows.begin(), rows.end(), [](const EvidenceRow& a, const EvidenceRow& b) { return a.term < b.term; });
    return rows;
}

const EvidenceRow* rowOf(std::string_view term)
{
    const auto rows = evidenceRows();
    const auto found = std::lower_bound(rows.begin(), rows.end(), term,
                                        [](const EvidenceRow& row, std::string_view key) { return row.term < key; });
    return found != rows.end() && found->term == term ? &*found : nullptr;
}

bool entersState(const Witnessed& moment, std::string_view state)
{
    const auto* sampled = std::get_if<SocketSampled>(&moment.event.body);
    return sampled && stateName(sampled->row.state) == state
        && (!moment.before || moment.before->state != sampled->row.state);
}

bool makesCall(const Witnessed& moment, std::string_view name)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    return entered && (entered->name == name || nameInC(*entered) == name);
}

bool hasFlag(const Witnessed& moment, std::string_view flag)
{
    if (!std::holds_alternative<PacketSent>(moment.event.body) || !moment.packet || !moment.packet->decoded.tcp)
        return false;
    const std::uint8_t flags = moment.packet->decoded.tcp->flags;
    if (flag == "ECE" || flag == "CWR") // flagsText() leaves them out
        return (flags & (flag == "ECE" ? TcpFlag::ece : TcpFlag::cwr)) != 0;
    const std::vector<std::string> names = split(flagsText(flags), '+');
    return std::find(names.begin(), names.end(), flag) != names.end();
}

bool countsUp(const Witnessed& moment, std::string_view counter)
{
    const auto* changed = std::get_if<CountersChanged>(&moment.event.body);
    return changed && std::any_of(changed->values.begin(), changed->values.end(), [counter](const auto& value) {
               return value.first == counter;
           });
}

bool getsSignal(const Witnessed& moment, std::string_view signal)
{
    if (const auto* exited = std::get_if<ActorExited>(&moment.event.body))
        return exited->signal != 0 && signalName(exited->signal) == signal;
    const auto* given = std::get_if<CommandGiven>(&moment.event.body);
    return given && given->line.ends_with(std::string(": signal ").append(signal));
}

} // namespace

std::span<const EvidenceRow> evidenceRows()
{
    static const std::vector<EvidenceRow> rows = allRows();
    return rows;
}

std::function<bool(const Witnessed&)> evidenceOf(std::string_view id)
{
    const std::size_t slash = id.find('/');
    if (slash == std::string_view::npos)
        return {};
    const std::string_view section = id.substr(0, slash);
    const std::string key(id.substr(slash + 1));
    if (section == "terms") {
        const EvidenceRow* row = rowOf(key);
        return row && row->shows ? std::function<bool(const Witnessed&)>(row->shows) : nullptr;
    }
    if (section == "states")
        return [key](const Witnessed& moment) { return entersState(moment, key); };
    if (section == "calls")
        return [key](const Witnessed& moment) { return makesCall(moment, key); };
    if (section == "errnos")
        return [number = errnoValue(key).value_or(0)](const Witnessed& moment) { return hasFailed(moment, {number}); };
    if (section == "options")
        // SO_RCVTIMEO is SO_RCVTIMEO_OLD in the kernel's numbers (asm-generic/socket.h).
        return [key](const Witnessed& moment) { return hasWord(moment, key) || hasWord(moment, key + "_OLD"); };
    if (section == "flags")
        return [key](const Witnessed& moment) { return hasFlag(moment, key); };
    if (section == "signals")
        return [key](const Witnessed& moment) { return getsSignal(moment, key); };
    if (section == "counters")
        return [key](const Witnessed& moment) { return countsUp(moment, key); };
    if (section == "settings")
        return [key](const Witnessed& moment) {
            const auto* written = std::get_if<SettingWritten>(&moment.event.body);
            return written && written->name == key;
        };
    return {};
}

Unseen whyUnseen(std::string_view id)
{
    constexpr std::string_view terms = "terms/";
    const EvidenceRow* row = id.starts_with(terms) ? rowOf(id.substr(terms.size())) : nullptr;
    return row ? row->unseen : Unseen::No;
}

EvidenceScan::EvidenceScan(std::string_view id)
    : m_shows(evidenceOf(id))
{
}

void EvidenceScan::read(const Journal& journal, std::size_t events)
{
    for (std::size_t i = 0; i < events && m_followed < journal.size() && !enough(); ++i, ++m_followed)
        judge(journal.at(m_followed), m_followed);
}

namespace {

std::optional<CallId> callOf(const EventBody& body)
{
    if (const auto* blocked = std::get_if<CallBlocked>(&body))
        return blocked->call;
    if (const auto* returned = std::get_if<CallReturned>(&body))
        return returned->call;
    if (const auto* stopped = std::get_if<CallStopped>(&body))
        return stopped->call;
    if (const auto* entered = std::get_if<CallEntered>(&body))
        return entered->call;
    return std::nullopt;
}

std::optional<PacketId> packetOf(const EventBody& body)
{
    if (const auto* sent = std::get_if<PacketSent>(&body))
        return sent->packet;
    if (const auto* delivered = std::get_if<PacketDelivered>(&body))
        return delivered->packet;
    return std::nullopt;
}

/// What later events may be judged by.
void remember(const Witnessed& moment)
{
    if (const auto* entered = std::get_if<CallEntered>(&moment.event.body);
        entered && entered->name == "bind" && moment.actor) {
        if (const auto address = addressOf(*entered); address && address->port != 0)
            moment.memory.bound.insert({moment.actor->started.host, address->port});
    }
    if (const auto* returned = std::get_if<CallReturned>(&moment.event.body);
        returned && moment.entered && moment.actor) {
        if (returned->result >= 0 && (moment.entered->name == "accept" || moment.entered->name == "accept4"))
            ++moment.memory.accepted[moment.actor->started.actor];
    }
    if (const auto* held = std::get_if<PacketHeld>(&moment.event.body))
        moment.memory.held.insert(held->packet);
    if (const auto* delivered = std::get_if<PacketDelivered>(&moment.event.body))
        moment.memory.held.erase(delivered->packet);
    if (const auto* dropped = std::get_if<PacketDropped>(&moment.event.body))
        moment.memory.held.erase(dropped->packet);
    if (const auto* sampled = std::get_if<SocketSampled>(&moment.event.body))
        moment.memory.rows[sampled->row.socket] = sampled->row;
    if (const auto* gone = std::get_if<SocketGone>(&moment.event.body))
        moment.memory.rows.erase(gone->socket);
}

} // namespace

void EvidenceScan::judge(const Event& event, std::size_t index)
{
    m_state.apply(event);
    Witnessed moment {event, m_state, m_memory};
    if (const auto* sampled = std::get_if<SocketSampled>(&event.body))
        if (const auto row = m_memory.rows.find(sampled->row.socket); row != m_memory.rows.end())
            moment.before = &row->second;
    if (const auto call = callOf(event.body)) {
        if (const CallState* state = m_state.call(*call)) {
            moment.entered = &state->entered;
            moment.actor = m_state.actor(state->entered.actor);
        }
    }
    if (const auto packet = packetOf(event.body))
        moment.packet = m_state.packet(*packet);
    if (m_shows(moment))
        m_hits.push_back(index);
    remember(moment);
}

} // namespace lab
