#include "model/journal/Event.h"

#include <array>

namespace lab {

namespace {

/// ss(8)'s words, indexed by SocketState. NewSynRecv is the kernel's own name for a request that `ss` shows as
/// SYN-RECV.
constexpr std::array<std::string_view, 13> stateNames {
    "",       "ESTAB",      "SYN-SENT", "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
    "UNCONN", "CLOSE-WAIT", "LAST-ACK", "LISTEN",   "CLOSING",    "SYN-RECV",
};

} // namespace

std::string_view stateName(SocketState state)
{
    const auto index = static_cast<std::size_t>(state);
    return index < stateNames.size() ? stateNames[index] : std::string_view {};
}

std::optional<SocketState> parseState(std::string_view name)
{
    if (name.empty())
        return {};
    for (std::size_t i = 0; i < stateNames.size(); ++i) {
        if (stateNames[i] == name)
            return static_cast<SocketState>(i);
    }
    return {};
}

std::string_view hostName(HostId host)
{
    return host == HostId::Client ? "client" : "server";
}

std::string_view reasonName(DropReason why)
{
    switch (why) {
    case DropReason::ByCommand:
        return "by-command";
    case DropReason::WireCut:
        return "wire-cut";
    case DropReason::Filtered:
        return "filtered";
    case DropReason::Replaced:
        return "replaced";
    case DropReason::LostByLab:
        return "lost-by-lab";
    case DropReason::QueueFull:
        return "queue-full";
    }
    return {};
}

EventBody::EventBody() noexcept = default;
EventBody::EventBody(const EventBody& other) = default;
EventBody::EventBody(EventBody&& other) noexcept = default;
EventBody& EventBody::operator=(const EventBody& other) = default;
EventBody& EventBody::operator=(EventBody&& other) noexcept = default;
EventBody::~EventBody() = default;

std::string_view kindName(const EventBody& body)
{
    return std::visit(Overloaded {
                          [](const LabStarted&) -> std::string_view { return "lab-started"; },
                          [](const SettingWritten&) -> std::string_view { return "setting"; },
                          [](const CommandGiven&) -> std::string_view { return "command"; },
                          [](const Settled&) -> std::string_view { return "settled"; },
                          [](const Notice&) -> std::string_view { return "notice"; },
                          [](const ActorStarted&) -> std::string_view { return "actor-started"; },
                          [](const ActorExited&) -> std::string_view { return "actor-exited"; },
                          [](const ActorOutput&) -> std::string_view { return "actor-output"; },
                          [](const CallEntered&) -> std::string_view { return "call-entered"; },
                          [](const CallStopped&) -> std::string_view { return "call-stopped"; },
                          [](const CallResumed&) -> std::string_view { return "call-resumed"; },
                          [](const CallInjected&) -> std::string_view { return "call-injected"; },
                          [](const CallStack&) -> std::string_view { return "call-stack"; },
                          [](const CallBlocked&) -> std::string_view { return "call-blocked"; },
                          [](const CallReturned&) -> std::string_view { return "call-returned"; },
                          [](const DescriptorsChanged&) -> std::string_view { return "descriptors"; },
                          [](const PacketSent&) -> std::string_view { return "packet-sent"; },
                          [](const WireChanged&) -> std::string_view { return "wire"; },
                          [](const LinkChanged&) -> std::string_view { return "link"; },
                          [](const PacketHeld&) -> std::string_view { return "packet-held"; },
                          [](const PacketDelivered&) -> std::string_view { return "packet-delivered"; },
                          [](const PacketDropped&) -> std::string_view { return "packet-dropped"; },
                          [](const PacketCopied&) -> std::string_view { return "packet-copied"; },
                          [](const PacketRepeated&) -> std::string_view { return "packet-repeated"; },
                          [](const SocketSampled&) -> std::string_view { return "socket"; },
                          [](const SocketGone&) -> std::string_view { return "socket-gone"; },
                          [](const CountersChanged&) -> std::string_view { return "counters"; },
                          [](const NoteWritten&) -> std::string_view { return "note"; },
                      },
                      body);
}

} // namespace lab
