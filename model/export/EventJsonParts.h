#pragma once
// EventJsonParts: the groups of fields that several kinds of events share in docs/dump.md: who, which call, which packet,
// which socket. Written into one object; what is not known is left out.

#include "model/lab/LabState.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace lab {

class EventJsonParts
{
public:
    using Json = nlohmann::ordered_json;

    EventJsonParts(Json& json, const LabState& state)
        : m_json(json)
        , m_state(state)
    {
    }

    template<class Text>
    static void setUnlessEmpty(Json& json, const char* name, const Text& text)
    {
        if (!text.empty())
            json[name] = text;
    }

protected:
    void host(HostId id);
    void actor(ActorId id);
    void call(const CallEntered& e);
    const CallState* call(CallId id); ///< nullptr: the journal's beginning is missing
    static Json arguments(const CallEntered& call, const CallReturned* returned);
    void source(const SourcePlace& place);
    static Json framesOf(const CallStack& stack);

    void packet(PacketId id); ///< for what happened to a packet that was sent before: enough to see which one
    void decoded(const PacketState& known);

    void socket(const SocketRow& row);
    void queues(const SocketRow& row);
    void tcpInfo(const TcpInfo& info);

    Json& m_json;
    const LabState& m_state;

private:
    void segment(const TcpHeader& tcp, const std::optional<SequenceBase>& base);
    std::optional<std::size_t> synQueue(const SocketRow& row) const;
};

} // namespace lab
