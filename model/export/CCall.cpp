#include "model/export/CCall.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/calls/ValueText.h"

#include <algorithm>
#include <optional>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace lab {

namespace {

/// Addresses below this are never mapped (vm.mmap_min_addr): such a pointer was meant to be wrong.
constexpr std::uint64_t lowestAddress = 65536;
constexpr std::size_t longestLiteral = 72, largestRoom = 1 << 20;

std::string withoutComment(std::string text)
{
    return text.substr(0, text.find(" /*"));
}

/// "A|B" as C style has it: "A | B".
std::string spaced(std::string text)
{
    std::string out;
    for (const char c : withoutComment(std::move(text)))
        out += c == '|' ? std::string(" | ") : std::string(1, c);
    return out;
}

std::string bytesInC(ByteView bytes)
{
    std::string out;
    for (const std::uint8_t byte : bytes)
        out += (out.empty() ? "" : ", ") + std::to_string(byte);
    return "{" + (out.empty() ? std::string("0") : out) + "}";
}

/// The length after which the bytes begin again; nothing if they never do within 64.
std::optional<std::size_t> periodOf(ByteView bytes)
{
    for (std::size_t period = 1; period <= 64 && period * 2 <= bytes.size(); ++period)
        if (std::equal(bytes.begin() + static_cast<std::ptrdiff_t>(period), bytes.end(), bytes.begin()))
            return period;
    return {};
}

class CallWriting
{
public:
    CallWriting(const CallEntered& call, const CallRow& row, const std::map<int, std::string>& names, CCall& out)
        : m_call(call)
        , m_row(row)
        , m_names(names)
        , m_out(out)
    {
    }

    Status write()
    {
        std::string_view name = nameInC(m_call);
        std::size_t count = std::min(m_row.args.size(), m_call.args.size());
        if (name == "send" || name == "recv" || m_call.name == "ppoll")
            count = std::min<std::size_t>(count, 4); // send and recv have no address, ppoll hides the kernel's sigsetsize
        if (m_call.name == "fcntl" && fcntlTakesNone(static_cast<int>(raw(1))))
            count = 2;
        if (m_call.name == "prlimit64")
            name = "prlimit"; // glibc's name without the kernel's width
        if (m_call.name == "capset")
            return capset();
        std::string arguments;
        for (std::size_t i = 0; i < count; ++i) {
            const auto one = argument(i);
            if (!one)
                return one.error();
            arguments += (i == 0 ? "" : ", ") + *one;
        }
        m_out.expression = std::string(name) + "(" + arguments + ")";
        return Nothing {};
    }

private:
    std::uint64_t raw(std::size_t index) const { return rawOf(m_call, index); }

    int asInt(std::size_t index) const { return static_cast<int>(raw(index)); }

    ByteView memory(std::size_t index) const { return memoryIn(m_call, index); }

    void declare(std::string line) { m_out.before.push_back(std::move(line)); }

    std::string fd(int number) const
    {
        const auto found = m_names.find(number);
        return found == m_names.end() ? std::to_string(number) : found->second;
    }

    /// The compiler must not know that the pointer is wrong: it would say so, and this program does it on purpose.
    static std::string wrongPointer(std::uint64_t address) { return "pointer(" + hexText(address) + ")"; }

    std::string length(std::size_t index) const
    {
        const std::uint64_t value = raw(index);
        return value <= largestRoom ? std::to_string(value) : "size(" + hexText(value) + ")";
    }

    /// socklen_t: its 32 bits, whatever stood above them in the register.
    std::string socketLength(std::size_t index) const
    {
        const auto value = static_cast<std::uint32_t>(raw(index));
        return std::to_string(value) + (value > 0x7fffffff ? "U" : "");
    }

    Result<std::string> argument(std::size_t index)
    {
        const ArgKind kind = m_row.args[index].kind;
        switch (kind) {
        case ArgKind::Fd:
            return fd(asInt(index));
        case ArgKind::Size:
            return length(index);
        case ArgKind::AddressLength:
        case ArgKind::OptLength:
            return socketLength(index);
        case ArgKind::PollCount:
        case ArgKind::UnsignedInt:
            return std::to_string(raw(index));
        case ArgKind::Int:
        case ArgKind::Backlog:
        case ArgKind::Milliseconds:
            return std::to_string(asInt(index));
        case ArgKind::FcntlArgument:
            return asInt(1) == F_SETFL ? spaced(argumentText(m_call, index)) : std::to_string(asInt(index));
        case ArgKind::Protocol: {
            const std::string text = withoutComment(argumentText(m_call, index));
            return text.starts_with("IPPROTO_") && text != "IPPROTO_IP" ? text : std::to_string(asInt(index));
        }
        case ArgKind::OptLevel:
        case ArgKind::OptName: {
            const std::string_view name = nameOf(kind, asInt(index), kind == ArgKind::OptName ? asInt(index - 1) : 0);
            return name.empty() ? std::to_string(asInt(index)) : std::string(name);
        }
        case ArgKind::Domain:
        case ArgKind::SocketType:
        case ArgKind::AcceptFlags:
        case ArgKind::OpenFlags:
        case ArgKind::MsgFlags:
        case ArgKind::ShutHow:
        case ArgKind::FcntlCommand:
        case ArgKind::Resource:
            return spaced(argumentText(m_call, index));
        default:
            return pointerArgument(kind, index);
        }
    }

    Result<std::string> pointerArgument(ArgKind kind, std::size_t index)
    {
        if (raw(index) < lowestAddress)
            return raw(index) == 0 && !isTransfer(kind) ? std::string("NULL") : wrongPointer(raw(index));
        switch (kind) {
        case ArgKind::Address:
            return address(index);
        case ArgKind::AddressOut:
            declare("struct sockaddr_storage peer;");
            return std::string("(struct sockaddr *)&peer");
        case ArgKind::AddressLengthOut:
        case ArgKind::OptLengthOut:
            return lengthOut(index);
        case ArgKind::Buffer:
            return buffer(index);
        case ArgKind::BufferOut: {
            const std::size_t room = std::clamp<std::uint64_t>(raw(index + 1), 1, largestRoom);
            declare("static char buffer[" + std::to_string(room) + "];");
            return std::string("buffer");
        }
        case ArgKind::OptValue:
            return optionValue(index);
        case ArgKind::OptValueOut:
            declare("char value[256];");
            return std::string("value");
        case ArgKind::PollFds:
            return pollFds(index);
        case ArgKind::Limits:
            return limits(index);
        case ArgKind::TimeSpec:
            if (const auto time = valueIn<timespec>(memory(index)))
                return "&(struct timespec){" + std::to_string(time->tv_sec) + ", " + std::to_string(time->tv_nsec) + "}";
            break;
        default:
            break;
        }
        return Error {"the argument " + std::string(m_row.args[index].name) + " of " + m_call.name
                      + "() can't be written as C here"};
    }

    /// read, write, recv and send: the compiler knows that these want memory.
    static bool isTransfer(ArgKind kind) { return kind == ArgKind::Buffer || kind == ArgKind::BufferOut; }

    std::string address(std::size_t index)
    {
        const ByteView bytes = memory(index);
        const auto end = endpointIn(bytes);
        const auto v6 = valueIn<sockaddr_in6>(bytes);
        if (const auto v4 = valueIn<sockaddr_in>(bytes); end && v4 && v4->sin_family == AF_INET && bytes.size() == sizeof *v4) {
            declare("struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(" + std::to_string(end->port) + ")};");
            declare("addr.sin_addr.s_addr = inet_addr(\"" + toText(end->address) + "\");");
        } else if (end && v6 && v6->sin6_family == AF_INET6 && bytes.size() == sizeof *v6) {
            declare("struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(" + std::to_string(end->port)
                    + "), .sin6_flowinfo = " + std::to_string(v6->sin6_flowinfo) + ", .sin6_scope_id = "
                    + std::to_string(v6->sin6_scope_id) + "};");
            declare("inet_pton(AF_INET6, \"" + toText(end->address) + "\", &addr.sin6_addr);");
        } else {
            declare("union { struct sockaddr head; unsigned char bytes[" + std::to_string(std::max<std::size_t>(bytes.size(), 1))
                    + "]; } addr = {.bytes = " + bytesInC(bytes) + "};");
        }
        return "(struct sockaddr *)&addr";
    }

    std::string lengthOut(std::size_t index)
    {
        const auto given = valueIn<std::uint32_t>(memory(index)).value_or(0);
        declare("socklen_t length = " + std::to_string(given) + (given > 0x7fffffff ? "U" : "") + ";");
        return "&length";
    }

    std::string buffer(std::size_t index)
    {
        const ByteView bytes = memory(index);
        const std::uint64_t wanted = raw(index + 1);
        if (bytes.empty() && wanted > 0)
            return wrongPointer(raw(index)); // the kernel could not read there either
        if (bytes.size() == wanted && bytes.size() <= longestLiteral)
            return cLiteral(bytes);
        const std::size_t room = std::clamp<std::uint64_t>(wanted, std::max<std::size_t>(bytes.size(), 1), 64u << 20);
        declare("static char data[" + std::to_string(room) + "];");
        if (const auto period = periodOf(bytes)) {
            declare("for (size_t i = 0; i < sizeof data; ++i)");
            declare("    data[i] = " + cLiteral(bytes.first(*period)) + "[i % " + std::to_string(*period) + "];");
        } else {
            declare("static const unsigned char begins[] = " + bytesInC(bytes) + ";");
            declare("memcpy(data, begins, sizeof begins);"
                    + std::string(bytes.size() < room ? " /* what followed was not recorded */" : ""));
        }
        return "data";
    }

    std::string optionValue(std::size_t index)
    {
        const ByteView bytes = memory(index);
        const int level = asInt(1), option = asInt(2);
        const auto pair = [](const char* type, std::int64_t first, std::int64_t second) {
            return "&(struct " + std::string(type) + "){" + std::to_string(first) + ", " + std::to_string(second) + "}";
        };
        if (const auto value = valueIn<linger>(bytes);
            value && level == SOL_SOCKET && option == SO_LINGER && bytes.size() == sizeof *value)
            return pair("linger", value->l_onoff, value->l_linger);
        if (const auto value = valueIn<timeval>(bytes); value && level == SOL_SOCKET && bytes.size() == sizeof *value
            && (option == SO_RCVTIMEO || option == SO_SNDTIMEO))
            return pair("timeval", value->tv_sec, value->tv_usec);
        if (const auto value = valueIn<std::int32_t>(bytes); value && bytes.size() == sizeof *value)
            return "&(int){" + std::to_string(*value) + "}";
        if (bytes.empty())
            return wrongPointer(raw(index));
        declare("static const unsigned char value[] = " + bytesInC(bytes) + ";");
        return "value";
    }

    std::string pollFds(std::size_t index)
    {
        std::string entries;
        for (std::size_t at = 0; const auto entry = valueIn<pollfd>(memory(index), at); at += sizeof(pollfd)) {
            const auto events = static_cast<unsigned short>(entry->events);
            entries += (entries.empty() ? "" : ", ") + std::string("{.fd = ") + fd(entry->fd) + ", .events = "
                + spaced(flagNames(ArgKind::PollFds, events, "")) + "}";
        }
        if (entries.empty())
            return wrongPointer(raw(index));
        declare("struct pollfd fds[] = {" + entries + "};");
        return "fds";
    }

    Result<std::string> limits(std::size_t index)
    {
        const auto value = valueIn<rlimit>(memory(index));
        if (!value) {
            declare("struct rlimit former;");
            return std::string("&former");
        }
        const auto number = [](rlim_t limit) {
            return limit == RLIM_INFINITY ? std::string("RLIM_INFINITY") : std::to_string(limit);
        };
        declare("const struct rlimit limit = {" + number(value->rlim_cur) + ", " + number(value->rlim_max) + "};");
        return std::string("&limit");
    }

    /// capset(2) has no function in the C library. The lab's actors only ever give up everything.
    Status capset()
    {
        declare("struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};");
        declare("struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};");
        m_out.expression = "syscall(SYS_capset, &head, none)";
        return Nothing {};
    }

    const CallEntered& m_call;
    const CallRow& m_row;
    const std::map<int, std::string>& m_names;
    CCall& m_out;
};

} // namespace

std::string cLiteral(ByteView bytes)
{
    // Text in UTF-8 stays readable; anything else is written in octal, which, with three digits, swallows none that follow.
    const bool isText = escaped(bytes).find("\\x") == std::string::npos;
    std::string out = "\"";
    for (const std::uint8_t byte : bytes) {
        const char c = static_cast<char>(byte);
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\' || c == '?') // "??(" would be a trigraph
            out += std::string("\\") + c;
        else if ((byte >= 0x20 && byte < 0x7f) || (byte >= 0x80 && isText))
            out += c;
        else
            out += std::string("\\") + char('0' + (byte >> 6)) + char('0' + ((byte >> 3) & 7)) + char('0' + (byte & 7));
    }
    return out + "\"";
}

Result<CCall> CCall::of(const CallEntered& call, const std::map<int, std::string>& names)
{
    const CallRow* row = findCall(call.name);
    if (!row)
        return Error {call.name + "() is a call that this Socket Lab doesn't know"};
    CCall made;
    if (const Status written = CallWriting(call, *row, names, made).write(); !written)
        return written.error();
    return made;
}

} // namespace lab
