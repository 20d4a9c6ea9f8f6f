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

namespace {

bool isPart(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Is it there as a whole: "MSG_OOB" is not in "MSG_OOBX"?
bool standsIn(const std::string& text, std::string_view word)
{
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        if ((at == 0 || !isPart(text[at - 1])) && (at + word.size() == text.size() || !isPart(text[at + word.size()])))
            return true;
    return false;
}

} // namespace

bool hasWord(const Witnessed& moment, std::initializer_list<std::string_view> words)
{
    const auto* entered = std::get_if<CallEntered>(&moment.event.body);
    const CallRow* row = entered ? findCall(entered->name) : nullptr;
    for (std::size_t i = 0; row && i < std::min(entered->args.size(), row->args.size()); ++i) {
        if (row->args[i].kind == ArgKind::Buffer)
            continue; // bytes may say anything
        const std::string text = argumentText(*entered, i);
        if (std::any_of(words.begin(), words.end(), [&text](std::string_view word) { return standsIn(text, word); }))
            return true;
    }
    return false;
}

bool enters(const Witnessed& moment, SocketState state)
{
    const auto* sampled = std::get_if<SocketSampled>(&moment.event.body);
    return sampled && sampled->row.state == state && (!moment.before || moment.before->state != state);
}

bool counts(const Witnessed& moment, std::initializer_list<std::string_view> names)
{
    const auto* changed = std::get_if<CountersChanged>(&moment.event.body);
    return changed && std::any_of(changed->values.begin(), changed->values.end(), [&names](const auto& value) {
               return std::find(names.begin(), names.end(), value.first) != names.end();
           });
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
    const std::vector<std::string> names = split(flagsText(flags), '+');
    return std::find(names.begin(), names.end(), flag) != names.end();
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
        return [state = parseState(key)](const Witnessed& moment) { return state && enters(moment, *state); };
    if (section == "calls")
        return [key](const Witnessed& moment) { return makesCall(moment, key); };
    if (section == "errnos")
        return [number = errnoValue(key).value_or(0)](const Witnessed& moment) { return hasFailed(moment, {number}); };
    if (section == "options")
        // SO_RCVTIMEO is SO_RCVTIMEO_OLD in the kernel's numbers (asm-generic/socket.h).
        return [key, old = key + "_OLD"](const Witnessed& moment) { return hasWord(moment, {key, old}); };
    if (section == "flags")
        return [key](const Witnessed& moment) { return hasFlag(moment, key); };
    if (section == "signals")
        return [key](const Witnessed& moment) { return getsSignal(moment, key); };
    if (section == "counters")
        return [key](const Witnessed& moment) { return counts(moment, {key}); };
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
            moment.memory.accepted.insert(moment.actor->started.actor);
    }
    if (const auto* held = std::get_if<PacketHeld>(&moment.event.body))
        moment.memory.held.insert(held->packet);
    if (const auto* delivered = std::get_if<PacketDelivered>(&moment.event.body))
        moment.memory.held.erase(delivered->packet);
    if (const auto* dropped = std::get_if<PacketDropped>(&moment.event.body))
        moment.memory.held.erase(dropped->packet);
}

} // namespace

void EvidenceScan::judge(const Event& event, std::size_t index)
{
    std::optional<SocketRow> before;
    if (const auto* sampled = std::get_if<SocketSampled>(&event.body))
        if (const SocketRow* row = m_state.socket(sampled->row.socket))
            before = *row;
    m_state.apply(event);
    Witnessed moment {event, m_state, m_memory};
    moment.before = before ? &*before : nullptr;
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
