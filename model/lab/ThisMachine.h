#pragma once
// ThisMachine: is what is shown a lab, or a program or the sockets of this machine, that are watched? Then there is one host, which
// stands where the client does; the setting "network" = "this machine" is the engine's first word about it. Its packets
// are not ours: there is no wire.

#include "model/lab/LabState.h"

namespace lab {

inline bool saysThisMachine(const EventBody& body)
{
    const auto* setting = std::get_if<SettingWritten>(&body);
    return setting != nullptr && setting->name == "network";
}

inline bool showsThisMachine(const LabState& state)
{
    return state.host(HostId::Client).settings.contains("network");
}

} // namespace lab
