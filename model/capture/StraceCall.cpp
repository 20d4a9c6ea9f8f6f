#include "model/capture/StraceCall.h"

#include "model/base/Text.h"
#include "model/calls/CallMemory.h"
#include "model/capture/StraceValues.h"

#include <algorithm>

#include <poll.h>
#include <sys/ioctl.h>

namespace lab {

namespace {

class Reader
{
public:
    Reader(const CallRow& row, const StraceCallText& call, const StraceResult& result)
        : m_row(row)
        , m_texts(splitStrace(call.arguments))
        , m_result(result)
    {
        if (!m_texts.empty() && m_texts.back().starts_with("<unfinished"))
            m_texts.pop_back();
    }

    StraceArguments read()
    {
        m_read.given.resize(m_row.args.size());
        for (std::size_t i = 0; i < m_row.args.size() && i < m_texts.size(); ++i)
            argument(i, m_texts[i]);
        return std::move(m_read);
    }

private:
    std::uint64_t raw(std::size_t index) const { return index < m_read.given.size() ? m_read.given[index].raw : 0; }

    std::uint64_t numberAt(std::size_t index) const
    {
        return index < m_texts.size() ? straceNumber(m_texts[index]).value_or(0) : 0;
    }

    bool succeeded() const { return m_result.returned && m_result.value >= 0; }

    /// A plain number, or a pointer of which only the address was printed.
    bool plain(std::size_t i, std::string_view text)
    {
        const auto number = straceNumber(text);
        if (number)
            m_read.given[i].raw = *number;
        return number.has_value();
    }

    void give(std::size_t i, std::optional<Bytes> memory, std::uint64_t fullLength = 0)
    {
        m_read.given[i].raw = unprintedAddress;
        if (!memory)
            m_read.whole = false;
        m_read.given[i].memory = std::move(memory).value_or(Bytes());
        m_read.given[i].fullLength = std::max<std::uint64_t>(fullLength, m_read.given[i].memory.size());
    }

    void write(std::size_t i, std::optional<Bytes> memory, std::uint64_t fullLength = 0)
    {
        m_read.given[i].raw = unprintedAddress;
        if (!memory)
            m_read.whole = false;
        if (!succeeded() || !memory)
            return;
        m_read.written.resize(m_row.args.size());
        ArgumentValue& value = m_read.written[i];
        value.raw = unprintedAddress;
        value.memory = std::move(*memory);
        value.fullLength = std::max<std::uint64_t>(fullLength, value.memory.size());
    }

    static std::optional<Bytes> bytesIn(std::optional<StraceString> string)
    {
        return string ? std::optional(std::move(string->bytes)) : std::nullopt;
    }

    /// [128 => 16]
    void valueResult(std::size_t i, std::string_view text)
    {
        const auto inside = insideBrackets(text, '[');
        const std::size_t arrow = inside ? inside->find(" => ") : std::string_view::npos;
        const auto before = inside ? straceNumber(inside->substr(0, arrow)) : std::nullopt;
        const auto after = arrow == std::string_view::npos ? before : straceNumber(inside->substr(arrow + 4));
        if (!before || !after)
            return give(i, {});
        write(i, bytesOf(static_cast<std::int32_t>(*after)));
        give(i, bytesOf(static_cast<std::int32_t>(*before)));
    }

    /// [0] => [100]
    void offset(std::size_t i, std::string_view text)
    {
        const std::size_t arrow = text.find(" => ");
        const auto before = insideBrackets(text.substr(0, arrow), '[');
        const auto after = arrow == std::string_view::npos ? before : insideBrackets(text.substr(arrow + 4), '[');
        const auto first = before ? straceNumber(*before) : std::nullopt, last = after ? straceNumber(*after) : std::nullopt;
        if (!first || !last)
            return give(i, {});
        write(i, bytesOf(*last));
        give(i, bytesOf(*first));
    }

    /// What stands behind the result: "[{fd=3, revents=POLLIN}], left {tv_sec=0, …}", "in [4]"
    std::string_view found(std::string_view begins) const
    {
        for (const std::string_view part : splitStrace(m_result.detail))
            if (part.starts_with(begins))
                return begins == "[" ? part : part.substr(begins.size());
        return {};
    }

    void pollFds(std::size_t i, std::string_view text)
    {
        auto entries = stracePollFds(text);
        if (!entries)
            return give(i, {});
        Bytes after = *entries;
        const Bytes ready = stracePollFds(found("[")).value_or(Bytes());
        std::size_t place = 0;
        for (std::size_t at = 0; const auto one = valueIn<pollfd>(ready, at); at += sizeof(pollfd)) {
            // strace prints those with revents in the order of the array.
            for (auto entry = valueIn<pollfd>(after, place); entry && entry->fd != one->fd; entry = valueIn<pollfd>(after, place))
                place += sizeof(pollfd);
            if (place + sizeof(pollfd) > after.size())
                break;
            std::memcpy(after.data() + place + offsetof(pollfd, revents), &one->revents, sizeof one->revents);
            place += sizeof(pollfd);
        }
        write(i, std::move(after));
        give(i, std::move(entries));
    }

    void fdSet(std::size_t i, std::string_view text)
    {
        const int nfds = static_cast<int>(raw(0));
        const std::string_view ready = found(i == 1 ? "in " : i == 2 ? "out " : "except ");
        write(i, straceFdSet(ready.empty() ? "[]" : ready, nfds));
        give(i, straceFdSet(text, nfds));
    }

    void time(std::size_t i, std::string_view text)
    {
        if (const std::string_view left = found("left "); !left.empty())
            write(i, straceTime(left));
        give(i, straceTime(text));
    }

    void messages(std::size_t i, std::string_view text, bool many, bool kernelWrites)
    {
        std::vector<MessageValue> before, after;
        const auto inside = many ? insideBrackets(text, '[') : std::optional(text);
        const auto parts = many ? splitStrace(inside.value_or("")) : std::vector<std::string_view> {text};
        bool whole = inside.has_value();
        for (const std::string_view part : parts) {
            const std::string_view header = many ? straceField(part, "msg_hdr") : part;
            auto first = straceMessage(header, true, whole), last = straceMessage(header, false, whole);
            if (!first || !last)
                return give(i, {});
            if (many)
                last->moved = static_cast<std::uint32_t>(straceNumber(straceField(part, "msg_len")).value_or(0));
            if (kernelWrites)
                empty(*first);
            before.push_back(std::move(*first));
            after.push_back(std::move(*last));
        }
        if (kernelWrites || many) // of what was sent the kernel writes msg_len
            write(i, packMessages(after));
        give(i, packMessages(before));
        m_read.whole = m_read.whole && whole;
    }

    void vectors(std::size_t i, std::string_view text, bool kernelWrites)
    {
        auto pieces = stracePieces(text, m_read.whole);
        if (!pieces)
            return give(i, {});
        MessageValue message;
        message.piecesAt = unprintedAddress;
        message.pieceCount = numberAt(i + 1);
        message.pieces = std::move(*pieces);
        if (kernelWrites) {
            write(i, packMessages({message}));
            empty(message);
        }
        give(i, packMessages({message}));
    }

    /// What lies in a message before the kernel fills it has no meaning.
    static void empty(MessageValue& message)
    {
        message.name.clear();
        message.control.clear();
        for (MessagePiece& piece : message.pieces)
            piece.data.clear();
    }

    void epollEvents(std::size_t i, std::string_view text)
    {
        const auto inside = insideBrackets(text, '[');
        Bytes events;
        for (const std::string_view one : splitStrace(inside.value_or(""))) {
            const auto event = straceEpollEvent(one);
            if (!event)
                return give(i, {});
            events.insert(events.end(), event->begin(), event->end());
        }
        write(i, inside ? std::optional(std::move(events)) : std::nullopt);
    }

    void ioctl(std::size_t i, std::string_view text)
    {
        const auto inside = insideBrackets(text, '[');
        const auto value = inside ? straceNumber(*inside) : std::nullopt;
        if (!value)
            return give(i, {});
        const Bytes memory = bytesOf(static_cast<std::int32_t>(*value));
        if (raw(i - 1) == FIONBIO || raw(i - 1) == FIOASYNC)
            give(i, memory);
        else
            write(i, memory);
    }

    void flags(std::size_t i, std::string_view text)
    {
        const ArgKind kind = m_row.args[i].kind;
        auto value = straceFlags(kind, text, kind == ArgKind::OptName ? static_cast<int>(raw(i - 1)) : 0);
        if (text == "~0U") // close_range's last
            value = 0xffffffff;
        if (!value)
            m_read.whole = false;
        m_read.given[i].raw = value.value_or(0);
    }

    void signals(std::size_t i, std::string_view text)
    {
        const bool pair = m_row.args[i].kind == ArgKind::SignalSetPair; // {sigmask=[INT], sigsetsize=8}
        const std::string_view set = pair ? straceField(text, "sigmask") : text;
        give(i, set == "NULL" ? std::optional(Bytes()) : straceSignals(set));
    }

    void string(std::size_t i, std::string_view text)
    {
        auto read = straceString(text);
        const std::uint64_t length = read && read->cut ? numberAt(i + 1) : 0;
        if (m_row.args[i].kind == ArgKind::Buffer)
            give(i, bytesIn(std::move(read)), length);
        else
            write(i, bytesIn(std::move(read)), length == 0 ? 0 : std::min<std::uint64_t>(length, static_cast<std::uint64_t>(m_result.value)));
    }

    void option(std::size_t i, std::string_view text)
    {
        auto read = straceOptionValue(text);
        std::uint64_t length = read && read->cut ? numberAt(i + 1) : 0;
        if (m_row.args[i].kind == ArgKind::OptValue)
            return give(i, bytesIn(std::move(read)), length);
        if (read && read->cut && i + 1 < m_texts.size()) { // [104], [256 => 104]
            const std::string_view inside = insideBrackets(m_texts[i + 1], '[').value_or("");
            const std::size_t arrow = inside.find(" => ");
            length = straceNumber(arrow == std::string_view::npos ? inside : inside.substr(arrow + 4)).value_or(0);
        }
        write(i, bytesIn(std::move(read)), length);
    }

    void argument(std::size_t i, std::string_view text)
    {
        if (plain(i, text))
            return;
        switch (m_row.args[i].kind) {
        case ArgKind::Address:
            return give(i, straceAddress(text));
        case ArgKind::AddressOut:
            return write(i, straceAddress(text));
        case ArgKind::AddressLengthOut:
        case ArgKind::OptLengthOut:
            return valueResult(i, text);
        case ArgKind::Buffer:
        case ArgKind::BufferOut:
            return string(i, text);
        case ArgKind::OptValue:
        case ArgKind::OptValueOut:
            return option(i, text);
        case ArgKind::PollFds:
            return pollFds(i, text);
        case ArgKind::TimeSpec:
        case ArgKind::TimeVal:
            return time(i, text);
        case ArgKind::SignalSet:
        case ArgKind::SignalSetPair:
            return signals(i, text);
        case ArgKind::FdSet:
            return fdSet(i, text);
        case ArgKind::FdPairOut:
            return write(i, straceInts(text));
        case ArgKind::MessageIn:
        case ArgKind::MessageOut:
            return messages(i, text, false, m_row.args[i].kind == ArgKind::MessageOut);
        case ArgKind::MessagesIn:
        case ArgKind::MessagesOut:
            return messages(i, text, true, m_row.args[i].kind == ArgKind::MessagesOut);
        case ArgKind::VectorIn:
        case ArgKind::VectorOut:
            return vectors(i, text, m_row.args[i].kind == ArgKind::VectorOut);
        case ArgKind::EpollEvent:
            return give(i, straceEpollEvent(text));
        case ArgKind::EpollEventsOut:
            return epollEvents(i, text);
        case ArgKind::Offset:
            return offset(i, text);
        case ArgKind::IoctlArgument:
            return ioctl(i, text);
        default:
            return flags(i, text);
        }
    }

    const CallRow& m_row;
    std::vector<std::string_view> m_texts;
    const StraceResult& m_result;
    StraceArguments m_read;
};

} // namespace

StraceResult readStraceResult(std::string_view text)
{
    StraceResult result;
    const std::size_t open = text.find(" (");
    if (open != std::string_view::npos && text.ends_with(')'))
        result.detail = text.substr(open + 2, text.size() - open - 3);
    std::string_view words = trimmed(text.substr(0, open));
    if (words.starts_with('?')) {
        result.returned = false;
        result.restarts = trimmed(words.substr(1)).starts_with("ERESTART");
        return result;
    }
    // "-1 ECONNREFUSED"; the annotation of "3<TCP:[…]>" may have spaces of its own.
    const std::size_t space = words.find(' ');
    result.value = static_cast<std::int64_t>(straceNumber(words).value_or(straceNumber(words.substr(0, space)).value_or(0)));
    if (result.value == -1 && space != std::string_view::npos)
        result.errnum = errnoValue(trimmed(words.substr(space))).value_or(0);
    return result;
}

StraceArguments readStraceArguments(const CallRow& row, const StraceCallText& call, const StraceResult& result)
{
    return Reader(row, call, result).read();
}

} // namespace lab
