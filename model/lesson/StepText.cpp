// What a step does, in one line for a person, in both languages.

#include "model/lesson/StepText.h"

#include "model/command/LinkText.h"

namespace lab {

namespace {

struct Say
{
    bool korean;

    std::string operator()(const std::string& en, const std::string& ko) const { return korean ? ko : en; }
};

std::string host(HostId id, const Say& say)
{
    return id == HostId::Client ? say("client", "클라이언트") : say("server", "서버");
}

std::string list(const std::vector<std::string>& all, const Say& say)
{
    std::string text;
    for (const std::string& one : all)
        text += (text.empty() ? "" : ", ") + one;
    return text.empty() ? say("none", "없음") : text;
}

/// server: listen(L, 3); the descriptor's new name is shown as the variable it would be in C.
std::string callText(const CallStep& step, const Say& say)
{
    // Helpers of the lab are no calls that a person could look up.
    if (step.command.verb == "ls_fd")
        return step.at + ": " + say("list the open descriptors", "열린 디스크립터 목록 보기");
    if (step.command.verb == "dropcap")
        return step.at + ": " + say("give up all privileges", "특별한 권한을 모두 내려놓기");
    if (step.command.verb == "rlimit_nofile")
        return step.at + ": "
            + say("allow " + step.command.get("n") + " descriptors at most", "디스크립터를 " + step.command.get("n") + "개까지만 허용하기");
    std::string arguments, variable, wrongly;
    for (const auto& [name, value] : step.command.named) {
        if (name == "as") {
            variable = value + " = ";
            continue;
        }
        if (name == "forget_htons") {
            wrongly = say(" without htons()", ", htons() 없이");
            continue;
        }
        const bool data = name == "buf";
        const bool named = name == "nonblock" || name == "size" || name == "timeout";
        arguments += arguments.empty() ? "" : ", ";
        if (named)
            arguments += name + "=";
        arguments += data ? "\"" + value + "\"" : value;
    }
    return step.at + ": " + variable + step.command.verb + "(" + arguments + ")" + wrongly;
}

std::string which(const std::string& text, const Say& say)
{
    if (text == "next")
        return say("the next packet", "다음 패킷");
    if (text == "last")
        return say("the last packet", "마지막 패킷");
    if (text == "all")
        return say("all packets", "모든 패킷");
    if (parseNumber(text))
        return say("packet " + text + " of those held", "붙잡힌 패킷 중 " + text + "번째");
    return text;
}

std::string packetText(const PacketStep& step, const Say& say)
{
    const std::string packet = which(step.which, say);
    if (step.verb == "release")
        return say("Release " + packet, packet + " 통과시키기");
    if (step.verb == "drop")
        return say("Drop " + packet, packet + " 버리기");
    if (step.verb == "duplicate")
        return say("Duplicate " + packet, packet + " 복제");
    if (step.verb == "split") {
        const std::string bytes = std::to_string(step.splitAfter.value_or(0));
        return say("Split the segment after " + bytes + " bytes", "세그먼트를 " + bytes + "바이트 뒤에서 나누기");
    }
    const std::string kind = step.mtu ? step.icmpKind + " (MTU " + std::to_string(*step.mtu) + ")" : step.icmpKind;
    return say("Answer the packet with ICMP " + kind, "패킷에 ICMP " + kind + "로 답하기");
}

std::string wireText(WireMode mode, const Say& say)
{
    switch (mode) {
    case WireMode::Hold:
        return say("The wire holds packets", "전선이 패킷을 붙잡는다");
    case WireMode::Cut:
        return say("The cable is cut", "케이블이 끊긴다");
    case WireMode::Flow:
        break;
    }
    return say("The wire lets packets through", "전선이 패킷을 통과시킨다");
}

std::string linkText(const Link& link, const Say& say)
{
    if (link.isInstant())
        return say("Packets cross the wire at once", "패킷이 전선을 바로 건너간다");
    return say("Packets take their time on the wire: ", "전선을 건너는 데 시간이 걸린다: ") + linkWords(link);
}

std::string seeText(const SeeStep& step, const Say& say)
{
    std::vector<std::string> rows;
    for (const auto* table : {&step.tcp, &step.udp})
        if (*table)
            for (const ExpectedRow& row : **table) {
                std::string text = row.state.value_or("?");
                if (row.recvq)
                    text += " Recv-Q " + *row.recvq;
                if (row.sendq)
                    text += " Send-Q " + *row.sendq;
                rows.push_back(std::move(text));
            }
    const std::string port = step.port ? " :" + std::to_string(*step.port) : std::string();
    return say("Sockets of the " + host(step.host, say) + port + ": ", host(step.host, say) + "의 소켓" + port + ": ")
        + list(rows, say);
}

std::string pairs(const std::map<std::string, std::string>& values)
{
    std::string text;
    for (const auto& [name, value] : values)
        text += (text.empty() ? "" : ", ") + name + " = " + value;
    return text;
}

std::string packetsText(const PacketsStep& step, const Say& say)
{
    const std::string packets = list(step.patterns, say);
    if (step.arrives)
        return say("Wait for ", "기다리기: ") + packets;
    if (step.prefix && step.patterns.empty())
        return say("Count packets from here", "여기서부터 패킷을 센다");
    return say("Packets since the last check: ", "지난 확인 이후의 패킷: ") + packets;
}

std::string programText(const ProgramStep& step, const Say& say)
{
    if (step.verb == "run")
        return say("Run " + step.source.file + " on the " + host(step.host, say) + " as " + step.program,
                   host(step.host, say) + "에서 " + step.source.file + " 실행 (이름: " + step.program + ")");
    if (step.verb == "inside")
        return say("Where does " + step.program + " wait?", step.program + ": 어느 호출에서 기다리는가?");
    return say(step.program + " ends", step.program + " 종료");
}

} // namespace

std::string stepText(const Step& step, Language language)
{
    const Say say {language == Language::Korean};
    return std::visit(
        Overloaded {
            [&](const CallStep& s) { return callText(s, say); },
            [&](const ReturnsStep& s) {
                return s.expect.blocks.value_or(false)
                    ? say(s.at + ": " + s.call + " still waits", s.at + ": " + s.call + "은 아직 기다린다")
                    : say(s.at + ": " + s.call + " returns", s.at + ": " + s.call + " 반환");
            },
            [&](const PacketStep& s) { return packetText(s, say); },
            [&](const WireStep& s) { return wireText(s.mode, say); },
            [&](const LinkStep& s) { return linkText(s.link, say); },
            [&](const InjectStep& s) {
                const std::string what = s.command.get("kind") + " " + s.command.get("flags") + " "
                    + s.command.get("src") + " > " + s.command.get("dst");
                return say("The wire forges ", "전선이 꾸며 낸다: ") + what;
            },
            [&](const FlightStep& s) { return say("On the wire: ", "전선 위: ") + list(s.patterns, say); },
            [&](const PacketsStep& s) { return packetsText(s, say); },
            [&](const SeeStep& s) { return seeText(s, say); },
            [&](const CounterStep& s) {
                return say("Counters of the " + host(s.host, say), host(s.host, say) + "의 카운터") + ": "
                    + pairs(s.expect);
            },
            [&](const SysctlStep& s) {
                return say("Kernel setting of the " + host(s.host, say), host(s.host, say) + "의 커널 설정") + ": "
                    + pairs(s.values);
            },
            [&](const DissectStep& s) { return say("Take apart ", "패킷 해부: ") + s.which; },
            [&](const OverhearStep& s) { return say("Read along on the wire: ", "전선 엿보기: ") + s.which; },
            [&](const SayStep&) { return say("Read", "읽기"); },
            [&](const AskStep&) { return say("Predict", "예측하기"); },
            [&](const SignalStep& s) {
                return say("Send " + s.signal + " to " + s.actor, s.actor + "에 " + s.signal + " 보내기");
            },
            [&](const RestartStep& s) { return say("Start " + s.actor + " afresh", s.actor + " 새로 시작"); },
            [&](const ProgramStep& s) { return programText(s, say); },
        },
        step.body);
}

} // namespace lab
