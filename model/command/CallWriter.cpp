#include "model/command/CallWriter.h"

#include "model/base/Text.h"
#include "model/command/ArgumentText.h"

#include <algorithm>

#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>

namespace lab {

namespace {

/// What one command may carry or ask for; more than any socket buffer takes at once.
constexpr std::size_t mostBytes = 16u << 20;

PreparedArg plain(std::int64_t value)
{
    return {static_cast<std::uint64_t>(value), {}, false};
}

PreparedArg pointerTo(Bytes bytes)
{
    return {0, std::move(bytes), true};
}

/// The kernel writes it; what it holds before has no meaning.
bool isScratch(ArgKind kind)
{
    return kind == ArgKind::BufferOut || kind == ArgKind::AddressOut || kind == ArgKind::OptValueOut;
}

} // namespace

Result<PreparedCall> CallWriter::write()
{
    auto sorted = sortWords(m_command, m_row);
    if (!sorted)
        return sorted.error();
    m_words = std::move(*sorted);
    m_call.number = m_row.number;
    m_call.name = m_row.name;
    m_call.as = m_words.as;
    m_call.nonblock = m_words.nonblock;
    for (std::size_t i = 0; i < m_row.args.size(); ++i) {
        auto written = argument(i);
        if (!written)
            return written.error();
        m_call.args.push_back(std::move(*written));
    }
    return std::move(m_call);
}

CallWriter::Written CallWriter::argument(std::size_t index)
{
    switch (m_row.args[index].kind) {
    case ArgKind::Fd: {
        if (!text(index))
            return missing(index);
        const auto fd = descriptor(*text(index), m_descriptorByName);
        if (!fd)
            return Error {m_words.slots[index].word + ": " + fd.error().message};
        return plain(*fd);
    }
    case ArgKind::Domain:
        return number(index, AF_INET);
    case ArgKind::SocketType:
    case ArgKind::AcceptFlags: {
        auto written = number(index, m_row.args[index].kind == ArgKind::SocketType ? SOCK_STREAM : 0);
        if (written && m_words.nonblock)
            written->raw |= SOCK_NONBLOCK;
        return written;
    }
    case ArgKind::Protocol:
    case ArgKind::MsgFlags:
    case ArgKind::OpenFlags:
    case ArgKind::FcntlArgument:
    case ArgKind::Int:
        return number(index, 0);
    case ArgKind::Milliseconds:
        return number(index, -1);
    case ArgKind::OptLevel: {
        const auto value = level();
        return value ? Written(plain(*value)) : Written(value.error());
    }
    case ArgKind::Backlog:
    case ArgKind::ShutHow:
    case ArgKind::OptName:
    case ArgKind::FcntlCommand:
    case ArgKind::Resource:
        return number(index, std::nullopt);
    case ArgKind::Size:
    case ArgKind::AddressLength:
    case ArgKind::OptLength:
    case ArgKind::PollCount:
        return lengthOfPrevious(index);
    default:
        return pointer(index);
    }
}

CallWriter::Written CallWriter::number(std::size_t index, std::optional<std::int64_t> otherwise) const
{
    if (!text(index))
        return otherwise ? Written(plain(*otherwise)) : Written(missing(index));
    if (const auto value = numberGiven(index))
        return plain(*value);
    const auto names = namedValues(m_row.args[index].kind, SOL_SOCKET);
    return unlike(index, "a number" + (names.empty() ? "" : " or a name such as " + std::string(names[1].name)));
}

std::optional<std::int64_t> CallWriter::numberGiven(std::size_t index) const
{
    return text(index) ? parseConstants(m_row.args[index].kind, *text(index)) : std::nullopt;
}

Error CallWriter::missing(std::size_t index) const
{
    return Error {m_command.verb + " needs " + std::string(m_row.args[index].name) + "="};
}

Error CallWriter::unlike(std::size_t index, const std::string& expected) const
{
    return Error {m_words.slots[index].word + ": expected " + expected + ", found \"" + *text(index) + "\""};
}

/// The forms that any pointer can have (NULL, ptr:0xADDRESS, and raw:HEX where the kernel reads), else what the kind
/// needs.
CallWriter::Written CallWriter::pointer(std::size_t index)
{
    if (!text(index))
        return memoryFor(index);
    if (*text(index) == "NULL")
        return PreparedArg {};
    if (text(index)->starts_with("ptr:")) {
        const auto value = parseNumber(std::string_view(*text(index)).substr(4));
        return value ? Written(plain(*value)) : Written(unlike(index, "a number after ptr:"));
    }
    if (text(index)->starts_with("raw:") && !isScratch(m_row.args[index].kind)) {
        auto bytes = parseRawBytes(*text(index));
        return bytes ? Written(pointerTo(std::move(*bytes)))
                     : Written(unlike(index, "pairs of hexadecimal digits after raw:"));
    }
    return memoryFor(index);
}

CallWriter::Written CallWriter::memoryFor(std::size_t index)
{
    switch (m_row.args[index].kind) {
    case ArgKind::Buffer:
        return buffer(index);
    case ArgKind::BufferOut:
        return text(index + 1) ? scratch(index, numberGiven(index + 1), 0) : Written(missing(index + 1));
    case ArgKind::Address:
        return address(index);
    case ArgKind::AddressOut:
        return scratch(index, numberGiven(index + 1), sizeof(sockaddr_storage));
    case ArgKind::OptValueOut:
        return optionScratch(index);
    case ArgKind::AddressLengthOut:
    case ArgKind::OptLengthOut:
        return lengthOut(index);
    case ArgKind::OptValue:
        return text(index) ? optionMemory(index) : Written(missing(index));
    default:
        return otherMemory(index);
    }
}

CallWriter::Written CallWriter::buffer(std::size_t index) const
{
    if (!text(index))
        return Error {m_command.verb + " needs buf=, data= or size="};
    if (m_words.slots[index].word != "size")
        return pointerTo(Bytes(text(index)->begin(), text(index)->end()));
    const auto size = parseNumber(*text(index));
    if (!size || *size < 0 || *size > static_cast<std::int64_t>(mostBytes))
        return unlike(index, "a number of bytes from 0 to " + std::to_string(mostBytes));
    Bytes bytes(static_cast<std::size_t>(*size));
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>('a' + i % 26);
    return pointerTo(std::move(bytes));
}

CallWriter::Written CallWriter::address(std::size_t index) const
{
    // sendto() on a connected socket needs none; connect() and bind() must be told.
    if (!text(index))
        return m_row.number == SYS_sendto ? Written(PreparedArg {}) : Written(missing(index));
    auto bytes = socketAddress(*text(index), m_words.forgetHtons);
    if (!bytes)
        return Error {m_words.slots[index].word + ": " + bytes.error().message};
    return pointerTo(std::move(*bytes));
}

/// Room for what the kernel writes: the length that the program claims, but no less than `least`, so that a small wrong
/// length can't hurt the actor itself. A length beyond mostBytes is claimed all the same.
CallWriter::Written CallWriter::scratch(std::size_t index, std::optional<std::int64_t> length, std::size_t least) const
{
    if (text(index))
        return unlike(index, "NULL or ptr:0xADDRESS, because the kernel writes here");
    const auto claimed = std::clamp<std::int64_t>(length.value_or(0), 0, static_cast<std::int64_t>(mostBytes));
    return pointerTo(Bytes(std::max(static_cast<std::size_t>(claimed), least)));
}

CallWriter::Written CallWriter::optionScratch(std::size_t index) const
{
    const auto family = level();
    const auto name = option();
    if (!family || !name)
        return !family ? family.error() : name.error();
    return scratch(index, numberGiven(index + 1), optionSize(*family, *name));
}

CallWriter::Written CallWriter::lengthOut(std::size_t index) const
{
    const PreparedArg& measured = m_call.args[index - 1];
    if (!text(index)) {
        return measured.isPointer ? pointerTo(bytesOf(static_cast<std::uint32_t>(measured.memory.size())))
                                  : PreparedArg {};
    }
    const auto value = numberGiven(index);
    return value ? Written(pointerTo(bytesOf(static_cast<std::uint32_t>(*value))))
                 : Written(unlike(index, "a number or NULL"));
}

/// A length that is not given is the right one. A wrong one is passed on; where it is too long, zeros lie behind the
/// data, so that the kernel reads the actor's own memory and nothing else.
CallWriter::Written CallWriter::lengthOfPrevious(std::size_t index)
{
    const ArgKind previous = m_row.args[index - 1].kind;
    if (previous == ArgKind::SignalSet)
        return number(index, 8); // ppoll's sigsetsize: the kernel's sigset_t
    PreparedArg& measured = m_call.args[index - 1];
    const std::size_t unit = m_row.args[index].kind == ArgKind::PollCount ? sizeof(pollfd) : 1;
    auto written = number(index, static_cast<std::int64_t>(measured.memory.size() / unit));
    if (written && measured.isPointer && !isScratch(previous) && written->raw <= mostBytes / unit
        && written->raw * unit > measured.memory.size())
        measured.memory.resize(written->raw * unit);
    return written;
}

CallWriter::Written CallWriter::optionMemory(std::size_t index) const
{
    const auto family = level();
    const auto name = option();
    if (!family || !name)
        return !family ? family.error() : name.error();
    auto bytes = optionValue(*family, *name, *text(index));
    return bytes ? Written(pointerTo(std::move(*bytes))) : Written(bytes.error());
}

CallWriter::Written CallWriter::otherMemory(std::size_t index) const
{
    const ArgKind kind = m_row.args[index].kind;
    if (kind == ArgKind::PollFds) {
        if (!text(index))
            return missing(index);
        auto bytes = pollEntries(*text(index), m_descriptorByName);
        return bytes ? Written(pointerTo(std::move(*bytes))) : Written(bytes.error());
    }
    if (!text(index))
        return PreparedArg {};
    const auto value = numberGiven(index);
    if (!value)
        return unlike(index, "NULL, ptr:0xADDRESS, raw:HEX or a number");
    if (kind == ArgKind::TimeSpec)
        return pointerTo(bytesOf(timespec {*value / 1000, (*value % 1000) * 1'000'000}));
    if (kind == ArgKind::Limits)
        return pointerTo(bytesOf(rlimit64 {static_cast<rlim64_t>(*value), static_cast<rlim64_t>(*value)}));
    return plain(*value);
}

Result<int> CallWriter::option() const
{
    for (std::size_t i = 0; i < m_words.slots.size(); ++i) {
        if (m_row.args[i].kind != ArgKind::OptName)
            continue;
        if (!text(i))
            return missing(i);
        if (const auto value = numberGiven(i))
            return static_cast<int>(*value);
        return unlike(i, "a socket option such as SO_REUSEADDR, or a number");
    }
    return Error {m_command.verb + " has no option"};
}

/// As given, else that of the (first) option's name, else SOL_SOCKET.
Result<int> CallWriter::level() const
{
    int found = SOL_SOCKET;
    for (std::size_t i = 0; i < m_words.slots.size(); ++i) {
        const ArgKind kind = m_row.args[i].kind;
        if (kind == ArgKind::OptLevel && text(i)) {
            if (const auto value = numberGiven(i))
                return static_cast<int>(*value);
            return unlike(i, "a level such as SOL_SOCKET or IPPROTO_TCP, or a number");
        }
        if (kind == ArgKind::OptName && text(i))
            found = levelOfOption(split(*text(i), '|').front()).value_or(SOL_SOCKET);
    }
    return found;
}

} // namespace lab
