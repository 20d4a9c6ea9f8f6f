// What a step to come will look at, without the answer.

#include "model/lesson/StepText.h"

namespace lab {

namespace {

std::string tableOf(HostId host, bool korean, const char* english, const char* hangul)
{
    const bool client = host == HostId::Client;
    if (korean)
        return std::string(client ? "클라이언트" : "서버") + "의 " + hangul;
    return std::string(english) + " of the " + (client ? "client" : "server");
}

} // namespace

std::string comingText(const Step& step, Language language)
{
    const bool korean = language == Language::Korean;
    if (std::holds_alternative<FlightStep>(step.body))
        return korean ? "전선 위의 패킷 확인" : "Check the packets on the wire";
    if (const auto* packets = std::get_if<PacketsStep>(&step.body))
        return packets->arrives ? (korean ? "패킷 기다리기" : "Wait for packets")
                                : (korean ? "지나간 패킷 확인" : "Check which packets crossed");
    if (const auto* see = std::get_if<SeeStep>(&step.body))
        return tableOf(see->host, korean, "Check the sockets", "소켓 확인");
    if (const auto* counter = std::get_if<CounterStep>(&step.body))
        return tableOf(counter->host, korean, "Check the counters", "카운터 확인");
    if (const auto* returns = std::get_if<ReturnsStep>(&step.body))
        return returns->at + ": " + returns->call + (korean ? " 반환 확인" : ": has it returned?");
    return stepText(step, language);
}

} // namespace lab
