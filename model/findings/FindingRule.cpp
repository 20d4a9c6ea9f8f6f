#include "model/findings/FindingRule.h"

#include <algorithm>

namespace lab {

std::span<const FindingRule> findingRules()
{
    static constexpr FindingRule rules[] {
        {"port-byte-order", portByteOrder},
        {"address-byte-order", addressByteOrder},
        {"address-length", addressLength},
        {"unchecked-result", uncheckedResult},
        {"not-a-socket", notASocket},
        {"use-after-close", useAfterClose},
        {"accept-without-listen", acceptWithoutListen},
        {"listener-for-data", listenerForData},
        {"options-joined", optionsJoined},
        {"backlog-zero", backlogZero},
        {"backlog-negative", backlogNegative},
        {"end-of-file-ignored", endOfFileIgnored},
        {"rest-not-sent", restNotSent},
        {"read-past-end", readPastEnd},
        {"descriptor-leak", descriptorLeak},
        {"broken-pipe", brokenPipe},
        {"loopback-only", loopbackOnly},
        {"nobody-listens", nobodyListens},
        {"address-not-here", addressNotHere},
        {"address-in-use", addressInUse},
    };
    return rules;
}

bool Scene::is(std::initializer_list<std::string_view> names) const
{
    return returned != nullptr && std::find(names.begin(), names.end(), entered->name) != names.end();
}

bool Scene::failed(std::initializer_list<int> errnos) const
{
    return returned != nullptr && returned->result < 0
        && std::find(errnos.begin(), errnos.end(), returned->errnum) != errnos.end();
}

} // namespace lab
