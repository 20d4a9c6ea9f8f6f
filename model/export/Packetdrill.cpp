// A script for packetdrill (Cardwell et al., USENIX ATC 2013): the calls that one program made and the segments that its kernel
// sent are expected, the segments that came are put in. So a kernel can be asked whether it does again what it did here. It
// plays one TCP connection, writes no data (a segment has so many zeros), and has addresses of its own.

#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/export/RecordedProgram.h"
#include "model/journal/EventKind.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <netinet/in.h>
#include <set>
#include <sys/socket.h>

namespace lab {

namespace {

constexpr std::uint64_t socketTypeMask = 0xf; ///< without SOCK_NONBLOCK and SOCK_CLOEXEC (socket(2))
constexpr std::size_t tcpLength = 20; ///< of a header without options

using Connection = std::pair<Endpoint, Endpoint>; ///< local, remote

struct EndpointLess
{
    bool operator()(const Connection& a, const Connection& b) const { return toText(a.first) + toText(a.second) < toText(b.first) + toText(b.second); }
};

/// How packetdrill has a call: numbers of arguments, 'd' for what it makes up itself (addresses, data).
struct CallShape
{
    std::string_view name; ///< in C
    std::string_view arguments;
};

constexpr CallShape shapes[] {
    {"accept", "0dd"},   {"bind", "0dd"},   {"close", "0"},       {"connect", "0dd"}, {"listen", "01"},  {"read", "0d2"},
    {"recv", "0d23"},    {"send", "0d23"},  {"sendto", "0d23dd"}, {"shutdown", "01"}, {"socket", "d12"}, {"write", "0d2"},
    {"recvfrom", "0d23dd"}, {"setsockopt", "01234"}, {"getsockopt", "01234"}, {"fcntl", "012"},
};

/// Which connections of its host's socket table are the program's: by its descriptors, and by the port that it listens at.
std::set<Connection, EndpointLess> connectionsOf(const ExportRequest& request, const RecordedProgram& program)
{
    std::map<SocketId, SocketRow> rows;
    std::set<SocketId> owned;
    std::set<std::uint16_t> listened;
    for (std::size_t i = 0; i < std::min(request.to, request.journal->size()); ++i) {
        const auto kind = request.journal->kindOf(i);
        if (kind != kindIndexOf<SocketSampled>() && kind != kindIndexOf<DescriptorsChanged>())
            continue;
        const Event event = request.journal->at(i);
        if (const auto* sampled = std::get_if<SocketSampled>(&event.body)) {
            if (sampled->row.host == program.started.host && sampled->row.protocol == IPPROTO_TCP)
                rows[sampled->row.socket] = sampled->row;
        } else if (const auto* changed = std::get_if<DescriptorsChanged>(&event.body); changed && changed->actor == program.started.actor) {
            for (const Descriptor& one : changed->descriptors)
                owned.insert(one.socket);
        }
    }
    for (const auto& [socket, row] : rows)
        if (owned.contains(socket) && row.remote.port == 0)
            listened.insert(row.local.port);
    std::set<Connection, EndpointLess> connections;
    for (const auto& [socket, row] : rows)
        if (row.remote.port != 0 && (owned.contains(socket) || listened.contains(row.local.port)))
            connections.insert({row.local, row.remote});
    return connections;
}

/// Only what can't be anything but a setting: the script is run by a shell, as root, and a recording may come from anybody.
bool isPlain(const std::string& text, std::string_view others)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [others](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
    });
}

class PacketdrillWriter
{
public:
    PacketdrillWriter(const ExportRequest& request, const RecordedProgram& program, const Connection& connection)
        : m_request(request)
        , m_program(program)
        , m_connection(connection)
    {
    }

    std::string write()
    {
        LabState state;
        for (std::size_t i = 0; i < std::min(m_request.to, m_request.journal->size()); ++i) {
            const Event event = m_request.journal->at(i);
            state.apply(event);
            take(event, i, state);
        }
        return head(state) + m_body;
    }

private:
    void take(const Event& event, std::size_t index, const LabState& state)
    {
        if (const auto* setting = std::get_if<SettingWritten>(&event.body)) {
            if (setting->host == m_program.started.host && setting->known)
                addSetting(*setting);
        } else if (std::holds_alternative<CallEntered>(event.body)) {
            for (const Performed& call : m_program.calls)
                if (call.enteredAt == index)
                    addCall(call, event.time);
        } else if (const auto* sent = std::get_if<PacketSent>(&event.body)) {
            const PacketState* packet = state.packet(sent->packet);
            if (packet && packet->from == m_program.started.host && packet->origin == PacketOrigin::Kernel)
                addSegment(*packet, event.time, '>');
        } else if (const auto* arrived = std::get_if<PacketDelivered>(&event.body)) {
            const PacketState* packet = state.packet(arrived->packet);
            if (packet && packet->to == m_program.started.host && packet->from != packet->to)
                addSegment(*packet, event.time, '<');
        } else if (const auto* exited = std::get_if<ActorExited>(&event.body); exited && exited->actor == m_program.started.actor) {
            addExit(event.time);
        }
    }

    /// "0.001234": seconds since the program's first call, which is when the script begins.
    std::string at(Timestamp time) const
    {
        char text[32];
        std::snprintf(text, sizeof text, "%.6f", static_cast<double>(std::max<std::int64_t>(time.ns - m_begin.ns, 0)) / 1e9);
        return text;
    }

    void addSetting(const SettingWritten& setting)
    {
        const bool route = setting.name == "route quickack" || setting.name == "route rto_min";
        if (route && isPlain(setting.value, "")) {
            m_route[setting.name.substr(6)] = setting.value;
            return;
        }
        const bool ours = setting.name.starts_with("net.ipv4.tcp_") || setting.name == "net.core.somaxconn";
        if (ours && isPlain(setting.name, "._") && isPlain(setting.value, " \t_"))
            m_settings[setting.name] = setting.value;
    }

    void addCall(const Performed& call, Timestamp time)
    {
        if (!m_begun) {
            m_begun = true;
            m_begin = time;
        }
        const std::string_view name = call.entered.name == "accept4" ? "accept" : nameInC(call.entered);
        const auto shape = std::find_if(std::begin(shapes), std::end(shapes), [&](const CallShape& one) { return one.name == name; });
        const auto arguments = shape == std::end(shapes) || !call.returned ? std::nullopt : argumentsOf(call, shape->arguments);
        if (!arguments) {
            m_body += "// " + at(time) + " " + commented(straceText(call.entered, call.returned ? &*call.returned : nullptr))
                + (call.returned ? ": not in packetdrill's language\n" : ": it did not return\n");
            return;
        }
        const Timestamp back = m_request.journal->timeOf(call.returnedAt);
        m_body += at(time) + (waits(call) ? "..." + at(back) : "") + " " + std::string(name) + "(" + *arguments + ") = "
            + resultOf(*call.returned) + "\n";
        noteDescriptors(call, name);
    }

    /// packetdrill makes such a call in a thread of its own, and plays on meanwhile.
    bool waits(const Performed& call) const
    {
        for (std::size_t i = call.enteredAt + 1; i < call.returnedAt; ++i) {
            const auto kind = m_request.journal->kindOf(i);
            if (kind == kindIndexOf<PacketDelivered>())
                return true;
            if (kind == kindIndexOf<CallBlocked>() && std::get<CallBlocked>(m_request.journal->at(i).body).call == call.entered.call)
                return true;
        }
        return false;
    }

    /// Nothing: one of them can't be said there.
    static std::optional<std::string> argumentsOf(const Performed& call, std::string_view places)
    {
        const bool option = call.entered.name == "setsockopt" || call.entered.name == "getsockopt";
        std::string text;
        for (const char place : places) {
            const auto index = static_cast<std::size_t>(place - '0');
            if (place != 'd' && index >= call.entered.args.size())
                break; // fcntl(3, F_GETFL)
            std::string one = place == 'd' ? "..." : argumentText(call.entered, index, &*call.returned);
            if (call.entered.name == "socket" && place == '2' && rawOf(call.entered, 2) == 0) // the same; packetdrill wants to know
                one = (rawOf(call.entered, 1) & socketTypeMask) == SOCK_DGRAM ? "IPPROTO_UDP" : "IPPROTO_TCP";
            if (option && place == '3' && !sayable(one))
                return {};
            text += (text.empty() ? "" : ", ") + one;
        }
        return text;
    }

    /// Of the values of options: whole numbers, and struct linger with its fields called otherwise.
    static bool sayable(std::string& value)
    {
        if (value.starts_with("{l_onoff=")) {
            value.erase(value.find("l_linger="), 2).erase(1, 2);
            return true;
        }
        return value.starts_with("[") && value.find_first_not_of("0123456789-[]") == std::string::npos;
    }

    static std::string resultOf(const CallReturned& back)
    {
        if (back.result >= 0)
            return std::to_string(back.result);
        return "-1 " + std::string(errnoName(back.errnum)) + " (" + std::strerror(back.errnum) + ")";
    }

    void noteDescriptors(const Performed& call, std::string_view name)
    {
        if (name == "close" && call.returned->result == 0)
            m_open.erase(fdOf(call.entered));
        else if ((name == "socket" || name == "accept") && call.returned->result >= 0)
            m_open.insert(static_cast<int>(call.returned->result));
    }

    /// The kernel closes what a program leaves open, and sends the same segments.
    void addExit(Timestamp time)
    {
        m_body += "// the program ended\n";
        for (const int fd : m_open)
            m_body += at(time) + " close(" + std::to_string(fd) + ") = 0\n";
        m_open.clear();
    }

    void addSegment(const PacketState& packet, Timestamp time, char direction)
    {
        const Packet& decoded = packet.decoded;
        const bool out = direction == '>';
        const Connection own {out ? decoded.source() : decoded.destination(), out ? decoded.destination() : decoded.source()};
        if (!m_begun || !decoded.tcp || !decoded.ip || own.first.port != m_connection.first.port || own.second.port != m_connection.second.port)
            return;
        if (!packet.base) {
            m_body += "// " + at(time) + " a segment of a connection whose beginning is not in the recording\n";
            return;
        }
        const TcpHeader& tcp = *decoded.tcp;
        const std::uint32_t seq = tcp.seq - packet.base->seq, end = seq + static_cast<std::uint32_t>(decoded.payloadLength);
        m_body += at(time) + " " + direction + " " + flagLetters(tcp.flags) + " " + std::to_string(seq) + ":" + std::to_string(end) + "("
            + std::to_string(decoded.payloadLength) + ")";
        if ((tcp.flags & TcpFlag::ack) != 0)
            m_body += " ack " + std::to_string(tcp.ack - packet.base->ack);
        m_body += " win " + std::to_string(tcp.window);
        if ((tcp.flags & TcpFlag::urg) != 0)
            m_body += " urg " + std::to_string(tcp.urgentPointer);
        if (const std::string options = optionsOf(packet, out); !options.empty())
            m_body += " <" + options + ">";
        m_body += "\n";
    }

    static std::string flagLetters(std::uint8_t flags)
    {
        constexpr std::pair<std::uint8_t, char> letters[] {{TcpFlag::fin, 'F'}, {TcpFlag::syn, 'S'}, {TcpFlag::rst, 'R'}, {TcpFlag::psh, 'P'},
                                                           {TcpFlag::ece, 'E'}, {TcpFlag::cwr, 'W'}, {TcpFlag::urg, 'U'}, {TcpFlag::ack, '.'}};
        std::string text;
        for (const auto& [flag, letter] : letters)
            if ((flags & flag) != 0)
                text += letter;
        return text.empty() ? "-" : text;
    }

    /// In their order, as they lie in the header (RFC 9293 section 3.2): a kernel is held to that, too.
    std::string optionsOf(const PacketState& packet, bool out)
    {
        const std::size_t header = packet.decoded.payloadOffset - packet.decoded.tcp->headerLength;
        const ByteView frame(packet.frame);
        if (packet.decoded.payloadOffset > frame.size() || header + tcpLength > packet.decoded.payloadOffset)
            return {};
        ByteView rest = frame.subspan(header + tcpLength, packet.decoded.payloadOffset - header - tcpLength);
        std::string text;
        while (!rest.empty() && rest[0] != 0) {
            const std::size_t length = rest[0] == 1 ? 1 : rest.size() > 1 ? rest[1] : 0;
            if (length < 1 || length > rest.size() || (rest[0] != 1 && length < 2))
                break;
            text += (text.empty() ? "" : ",") + optionText(rest.first(length), out, *packet.base);
            rest = rest.subspan(length);
        }
        return text;
    }

    std::string optionText(ByteView option, bool out, const SequenceBase& base)
    {
        switch (option[0]) {
        case 1:
            return "nop";
        case 2:
            return option.size() == 4 ? "mss " + std::to_string(be16(&option[2])) : "nop";
        case 3:
            return option.size() == 3 ? "wscale " + std::to_string(option[2]) : "nop";
        case 4:
            return "sackOK";
        case 5: {
            std::string text = "sack";
            for (std::size_t i = 2; i + 8 <= option.size(); i += 8)
                text += " " + std::to_string(be32(&option[i]) - base.ack) + ":" + std::to_string(be32(&option[i + 4]) - base.ack);
            return text;
        }
        case 8:
            if (option.size() == 10)
                return "TS val " + stamp(be32(&option[2]), out) + " ecr " + stamp(be32(&option[6]), !out);
            break;
        default:
            break;
        }
        return "nop";
    }

    /// Time stamps count from each side's first one, which is 1000; an echo of nothing is 0.
    std::string stamp(std::uint32_t value, bool own)
    {
        if (value == 0)
            return "0";
        auto& first = m_firstStamp[own ? 0 : 1];
        if (!first)
            first = value;
        return std::to_string(value - *first + 1000);
    }

    static std::string commented(std::string text)
    {
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    }

    std::string head(const LabState& state) const
    {
        const bool v6 = m_connection.second.address.version == 6 && !m_connection.second.address.isMapped();
        std::string name = m_program.started.name;
        std::erase_if(name, [](unsigned char c) { return c < 0x20; });
        std::string text = "// What the program \"" + name + "\" did";
        if (state.started() && !state.started()->version.empty())
            text += ", recorded by Socket Lab";
        text += ".\n// It is played as root, best in a network namespace of its own:  packetdrill " + name + ".pkt\n"
                "// Addresses are packetdrill's own, ports and data of no meaning; times may be late by a tenth of a second.\n"
                "--tolerance_usecs=100000\n";
        if (v6)
            text += "--ip_version=ipv6\n";
        text += "\n";
        // The lab's wire carries what it is sent: no segment larger than the MTU, as offloading to an interface would make them.
        std::string shell = "ip link set dev tun0 gso_max_segs 1";
        for (const auto& [setting, value] : m_settings)
            shell += (shell.empty() ? "" : "\n ") + ("sysctl -q " + setting + "=\"" + value + "\"");
        std::string route;
        for (const auto& [what, value] : m_route)
            if (value != "default")
                route += " " + what + " " + value;
        if (!route.empty() && !v6) // packetdrill's own route, with what the lab's has
            shell += (shell.empty() ? "" : "\n ") + ("ip route change 192.0.2.0/24 via 192.168.0.1 dev tun0" + route);
        return text + (shell.empty() ? "" : "`" + shell + "`\n\n");
    }

    const ExportRequest& m_request;
    const RecordedProgram& m_program;
    Connection m_connection;
    bool m_begun = false;
    Timestamp m_begin;
    std::map<std::string, std::string> m_settings, m_route;
    std::set<int> m_open; ///< sockets of the program
    std::array<std::optional<std::uint32_t>, 2> m_firstStamp; ///< own, peer's
    std::string m_body;
};

} // namespace

Result<std::string> writePacketdrill(const ExportRequest& request)
{
    const auto program = chosenProgram(request, "pkt");
    if (!program)
        return program.error();
    const std::string& name = program->started.name;
    const bool threads = std::any_of(program->calls.begin(), program->calls.end(),
                                     [&](const Performed& call) { return call.entered.tid != program->calls.front().entered.tid; });
    if (threads)
        return Error {"packetdrill plays one thread, and \"" + name + "\" has several"};
    const auto connections = connectionsOf(request, *program);
    if (connections.size() != 1)
        return Error {"packetdrill plays one TCP connection, and \"" + name + "\" has "
                      + (connections.empty() ? "none" : std::to_string(connections.size()))
                      + (connections.empty() ? "" : "; write the beginning only, with --to before the second one")};
    return PacketdrillWriter(request, *program, *connections.begin()).write();
}

} // namespace lab
