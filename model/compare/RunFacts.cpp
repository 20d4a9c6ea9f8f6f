#include "model/compare/RunFacts.h"

#include "model/base/Text.h"
#include "model/journal/EventKind.h"

#include <algorithm>
#include <charconv>

namespace lab {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A star for each decimal number that `isOther` (its place in the text, its value) in every run.
template<class IsOther>
std::string replaceNumbers(std::string_view text, IsOther isOther)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        std::uint64_t number = 0;
        if (end == i)
            out += text[i++];
        else if (std::from_chars(text.data() + i, text.data() + end, number).ec == std::errc() && isOther(i, number))
            out += '*';
        else
            out.append(text, i, end - i);
        i = std::max(i, end);
    }
    return out;
}

/// Said by chance, or of the machine: whether a host's own multicast was seen before or after a command.
bool isNoise(const Notice& notice)
{
    return notice.code == "multicast-filtered" || notice.code == "reader-too-slow" || notice.code == "disk-full";
}

} // namespace

bool RunFacts::follow(const Journal& journal, std::size_t most)
{
    if (m_followed == 0) { // to make room later would copy all of them at once
        m_facts.reserve(journal.size());
        m_packets.reserve(journal.size());
    }
    const std::size_t end = journal.size() - m_followed <= most ? journal.size() : m_followed + most;
    for (; m_followed < end; ++m_followed) {
        m_event = static_cast<std::uint32_t>(m_followed);
        take(journal.at(m_followed), journal);
    }
    return m_followed < journal.size();
}

RunFact& RunFacts::add(RunFact::Kind kind, std::uint64_t lane, std::uint32_t name)
{
    RunFact fact;
    fact.kind = kind;
    fact.lane = lane;
    fact.name = name;
    fact.place = fact.begin = fact.shown = m_event;
    m_facts.push_back(fact);
    return m_facts.back();
}

void RunFacts::take(const Event& event, const Journal& journal)
{
    using Kind = RunFact::Kind;
    const auto nothing = [](const auto&) {};
    std::visit(
        Overloaded {
            [&](const LabStarted& e) {
                add(Kind::Lab, Fingerprint().add("lab").value(), 1).parts[0] = Fingerprint().add(e.lesson).shortValue();
            },
            [&](const SettingWritten& e) {
                const std::uint64_t lane = Fingerprint().add("settings").number(hostIndex(e.host)).value();
                add(Kind::Lab, lane, Fingerprint().add(e.name).shortValue()).parts[0] =
                    Fingerprint().add(e.known ? e.value : std::string()).shortValue();
                std::uint16_t first = 0;
                if (e.name == "net.ipv4.ip_local_port_range"
                    && std::from_chars(e.value.data(), e.value.data() + e.value.size(), first).ec == std::errc())
                    m_firstChosen = first;
            },
            [&](const CommandGiven& e) { given(e); },
            [&](const Settled& e) { settled(e); },
            [&](const Notice& e) {
                if (!isNoise(e))
                    add(Kind::Lab, Fingerprint().add("notices").value(), Fingerprint().add(e.code).shortValue());
            },
            [&](const ActorStarted& e) { started(e); },
            [&](const ActorExited& e) {
                add(Kind::Program, Fingerprint().add("program").add(actorName(e.actor)).value(), 2).parts[1] =
                    static_cast<std::uint32_t>(e.signal != 0 ? 1000 + e.signal : e.exitStatus);
            },
            [&](const ActorOutput& e) { output(e); },
            [&](const CallEntered& e) { entered(e); },
            [&](const CallInjected& e) { injected(e); },
            [&](const CallReturned& e) { returned(e, journal); },
            [&](const PacketSent& e) { sent(e); },
            [&](const PacketHeld& e) { fate(e.packet, static_cast<std::uint32_t>(ComparedFate::Held)); },
            [&](const PacketDelivered& e) { fate(e.packet, static_cast<std::uint32_t>(ComparedFate::Delivered)); },
            [&](const PacketDropped& e) {
                std::size_t* fact = factOf(e.packet);
                if (fact && e.why == DropReason::Filtered) // multicast of the hosts' own
                    m_facts[*fact - 1].kind = Kind::Ignored;
                else
                    fate(e.packet, static_cast<std::uint32_t>(ComparedFate::Dropped) + static_cast<std::uint32_t>(e.why));
            },
            [&](const PacketCopied& e) { copied(e); },
            [&](const SocketSampled& e) { sampled(e.row); },
            [&](const SocketGone& e) { gone(e.socket); },
            // They follow from what is compared, or from how fast the machine is.
            [&](const CallStopped& e) { nothing(e); }, [&](const CallResumed& e) { nothing(e); },
            [&](const CallBlocked& e) { nothing(e); }, [&](const CallStack& e) { nothing(e); },
            [&](const DescriptorsChanged& e) { nothing(e); }, [&](const WireChanged& e) { nothing(e); },
            [&](const LinkChanged& e) { nothing(e); }, [&](const PacketRepeated& e) { nothing(e); },
            [&](const CountersChanged& e) { nothing(e); }, [&](const NoteWritten& e) { nothing(e); },
        },
        event.body);
}

void RunFacts::given(const CommandGiven& event)
{
    const bool ofWire = event.line.starts_with("wire: ");
    const std::string line = ofWire ? withoutPacketNumber(event.line) : withoutFolders(event.line), target = line.substr(0, line.find(' '));
    // What is done with a held packet may be one or the other; calls of different names are different things.
    const std::string name = ofWire ? target : line.substr(0, line.find(' ', target.size() + 1));
    m_section = m_facts.size();
    m_commands[event.command] = m_section;
    add(RunFact::Kind::Command, 0, Fingerprint().add(name).shortValue()).parts[0] = Fingerprint().add(line).shortValue();
}

void RunFacts::settled(const Settled& event)
{
    if (const auto command = m_commands.find(event.command); command != m_commands.end()) {
        RunFact& fact = m_facts[command->second];
        fact.parts[1] = event.refusal.empty() ? 0 : Fingerprint().add(withoutFolders(event.refusal)).shortValue();
        m_commands.erase(command);
    }
    for (const SocketId id : m_sampled) {
        KnownSocket& socket = m_sockets[id];
        socket.sampled = false;
        if (socket.recvQueue == socket.recvAtRest && socket.sendQueue == socket.sendAtRest)
            continue;
        RunFact& fact = add(RunFact::Kind::Queue, Fingerprint().number(socket.lane).add("queue").value(), 1);
        fact.place = fact.begin = fact.shown = socket.event;
        fact.parts = {socket.recvAtRest = socket.recvQueue, socket.sendAtRest = socket.sendQueue};
    }
    m_sampled.clear();
}

void RunFacts::started(const ActorStarted& event)
{
    m_pids.insert(static_cast<std::uint64_t>(event.pid));
    m_actors[event.actor] = {withoutFolders(event.name), {}};
    add(RunFact::Kind::Program, Fingerprint().add("program").add(actorName(event.actor)).value(), 1).parts[0] =
        Fingerprint().add(withoutFolders(event.commandLine)).number(hostIndex(event.host)).shortValue();
}

std::string RunFacts::actorName(ActorId actor) const
{
    const auto found = m_actors.find(actor);
    return found == m_actors.end() ? std::to_string(actor) : found->second.name;
}

/// How a program's output is cut into pieces is chance: it is one fact between two commands.
void RunFacts::output(const ActorOutput& event)
{
    const std::uint64_t lane = Fingerprint().add("output").add(actorName(event.actor)).number(event.stream).value();
    const auto last = m_outputs.find(lane);
    const bool goesOn = last != m_outputs.end() && sinceCommand(last->second);
    if (!goesOn) {
        m_outputs[lane] = m_facts.size();
        add(RunFact::Kind::Program, lane, 3);
    }
    RunFact& fact = m_facts[m_outputs[lane]];
    std::uint32_t& all = fact.parts[2];
    for (const char c : withoutChosen(asText(event.bytes)))
        all = (all ^ static_cast<std::uint8_t>(c)) * 16777619U;
}

std::string RunFacts::endText(const Endpoint& end) const
{
    return toText(end.address) + (isChosen(end.port) ? ":*" : ":" + std::to_string(end.port));
}

std::string RunFacts::withoutChosen(std::string_view output) const
{
    return replaceNumbers(output, [this](std::size_t, std::uint64_t number) { return m_pids.contains(number) || m_ports.contains(number); });
}

std::string RunFacts::withoutFolders(const std::string& line) const
{
    std::string out;
    for (std::size_t i = 0; i < line.size();) {
        const bool begins = i == 0 || line[i - 1] == ' ' || line[i - 1] == '=' || line[i - 1] == '"';
        if (line[i] == '/' && begins) { // where a program lies is not what it is
            const std::size_t end = std::min(line.find_first_of(" \"\n", i), line.size());
            i = line.rfind('/', end - 1) + 1;
            out += '/';
        } else {
            out += line[i++];
        }
    }
    // A number elsewhere is a length or an option that is equal by chance. "server.4711" is a process that server made.
    return replaceNumbers(out, [&](std::size_t at, std::uint64_t number) {
        return at > 0 && ((out[at - 1] == '.' && m_pids.contains(number)) || (out[at - 1] == ':' && m_ports.contains(number)));
    });
}

std::string RunFacts::withoutPacketNumber(const std::string& line)
{
    std::vector<std::string> words = split(line, ' ');
    const auto number = words.size() > 2 ? parseNumber(words[2]) : std::nullopt;
    const std::size_t* known = number && *number > 0 ? factOf(static_cast<PacketId>(*number)) : nullptr;
    if (!known || *known == 0)
        return line;
    const RunFact& packet = m_facts[*known - 1];
    Fingerprint what;
    what.number(packet.lane);
    for (std::size_t i = 0; i + 1 < packet.parts.size(); ++i) // all but its fate
        what.number(packet.parts[i]);
    words[2] = "#" + std::to_string(what.value());
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

} // namespace lab
