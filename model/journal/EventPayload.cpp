#include "model/journal/EventPayload.h"

#include "model/journal/EventFields.h"
#include "model/journal/EventKind.h"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace lab {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they are in memory");

namespace {

constexpr Notice::Severity lastOf(Notice::Severity)
{
    return Notice::Severity::Problem;
}

constexpr HostId lastOf(HostId)
{
    return HostId::Server;
}

constexpr WireMode lastOf(WireMode)
{
    return WireMode::Cut;
}

constexpr DropReason lastOf(DropReason)
{
    return DropReason::QueueFull;
}

constexpr SocketState lastOf(SocketState)
{
    return SocketState::NewSynRecv;
}

/// Gathers an event's many small fields: a vector that grows by four bytes at a time costs as much as all the rest.
class PayloadWriter
{
public:
    explicit PayloadWriter(Bytes& out)
        : m_out(out)
    {
    }

    ~PayloadWriter() { handOn(); }

    PayloadWriter(const PayloadWriter&) = delete;
    PayloadWriter& operator=(const PayloadWriter&) = delete;

    template<class T>
    void operator()(const T& value)
    {
        if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            put(&value, sizeof value);
        } else {
            std::apply([this](const auto&... members) { ((*this)(members), ...); }, eventFields::of(value));
        }
    }

    void operator()(const std::string& text) { bytes(asBytes(text)); }

    void operator()(const Bytes& value) { bytes(value); }

    void operator()(const std::array<std::uint8_t, 16>& value)
    {
        put(value.data(), value.size());
    }

    template<class T>
    void operator()(const std::vector<T>& list)
    {
        (*this)(static_cast<std::uint32_t>(list.size()));
        for (const T& element : list)
            (*this)(element);
    }

    template<class A, class B>
    void operator()(const std::pair<A, B>& value)
    {
        (*this)(value.first);
        (*this)(value.second);
    }

    template<class T>
    void operator()(const SharedValue<T>& value)
    {
        (*this)(value.has_value());
        if (value)
            (*this)(*value);
    }

private:
    void bytes(ByteView value)
    {
        (*this)(static_cast<std::uint32_t>(value.size()));
        put(value.data(), value.size());
    }

    void put(const void* data, std::size_t size)
    {
        const auto* bytes = static_cast<const std::uint8_t*>(data);
        if (size > m_gathered.size() - m_count)
            handOn();
        if (size > m_gathered.size()) {
            m_out.insert(m_out.end(), bytes, bytes + size);
        } else if (size > 0) {
            std::memcpy(m_gathered.data() + m_count, bytes, size);
            m_count += size;
        }
    }

    void handOn() { m_out.insert(m_out.end(), m_gathered.data(), m_gathered.data() + std::exchange(m_count, 0)); }

    Bytes& m_out;
    std::array<std::uint8_t, 512> m_gathered;
    std::size_t m_count = 0;
};

class PayloadReader
{
public:
    PayloadReader(ByteView payload, std::uint8_t version)
        : m_reader(payload)
        , m_version(version)
    {
    }

    /// Until version 2 it had no uid.
    void operator()(SocketRow& row)
    {
        const auto read = [this](auto&... members) { ((*this)(members), ...); };
        if (m_version < 2)
            std::apply(read, eventFields::ofVersion1(row));
        else
            std::apply(read, eventFields::of(row));
    }

    template<class T>
    void operator()(T& value)
    {
        if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(m_reader.number<std::underlying_type_t<T>>());
            if (value > lastOf(value))
                m_reader.fail();
        } else if constexpr (std::is_same_v<T, bool>) {
            const auto byte = m_reader.number<std::uint8_t>();
            value = byte == 1;
            if (byte > 1)
                m_reader.fail();
        } else if constexpr (std::is_integral_v<T>) {
            value = m_reader.number<T>();
        } else {
            std::apply([this](auto&... members) { ((*this)(members), ...); }, eventFields::of(value));
        }
    }

    void operator()(std::string& text) { text = asText(bytes()); }

    void operator()(Bytes& value)
    {
        const ByteView view = bytes();
        value.assign(view.begin(), view.end());
    }

    void operator()(std::array<std::uint8_t, 16>& value)
    {
        const ByteView view = m_reader.bytes(value.size());
        std::copy(view.begin(), view.end(), value.begin());
    }

    template<class T>
    void operator()(std::vector<T>& list)
    {
        const auto count = m_reader.number<std::uint32_t>();
        if (count > m_reader.remaining()) // an element is at least one byte: never allocate on a damaged count
            m_reader.fail();
        for (std::uint32_t i = 0; i < count && !m_reader.failed(); ++i)
            (*this)(list.emplace_back());
    }

    template<class A, class B>
    void operator()(std::pair<A, B>& value)
    {
        (*this)(value.first);
        (*this)(value.second);
    }

    template<class T>
    void operator()(SharedValue<T>& value)
    {
        bool present = false;
        (*this)(present);
        if (!present)
            return;
        T read;
        (*this)(read);
        value = std::move(read);
    }

    const ByteReader& reader() const { return m_reader; }

private:
    ByteView bytes() { return m_reader.bytes(m_reader.number<std::uint32_t>()); }

    ByteReader m_reader;
    std::uint8_t m_version;
};

template<class Kind>
Result<EventBody> readKind(ByteView payload, std::uint8_t version)
{
    if constexpr (std::is_same_v<Kind, PacketSent>) {
        return Error {"a packet in an event block; expected it in an Enhanced Packet Block"};
    } else {
        PayloadReader read(payload, version);
        Kind kind;
        read(kind);
        const std::string name(kindName(kind));
        if (read.reader().failed()) {
            return Error {"a field of " + name + " that is malformed or does not fit after "
                          + std::to_string(read.reader().position()) + " of " + std::to_string(payload.size())
                          + " bytes"};
        }
        if (read.reader().remaining() > 0) {
            return Error {std::to_string(read.reader().remaining()) + " bytes after the last field of " + name
                          + "; expected none"};
        }
        return EventBody {std::move(kind)};
    }
}

template<std::size_t... Index>
Result<EventBody> readNth(std::size_t kind, ByteView payload, std::uint8_t version, std::index_sequence<Index...>)
{
    using Read = Result<EventBody> (*)(ByteView, std::uint8_t);
    static constexpr Read readers[] = {&readKind<std::variant_alternative_t<Index, EventVariant>>...};
    return readers[kind](payload, version);
}

} // namespace

void appendPayload(const EventBody& body, Bytes& out)
{
    std::visit(
        [&]<class Kind>(const Kind& kind) {
            if constexpr (!std::is_same_v<Kind, PacketSent>)
                PayloadWriter {out}(kind);
        },
        body);
}

std::uint8_t payloadVersion(std::size_t kind)
{
    return kind == std::size_t {kindIndexOf<SocketSampled>()} ? 2 : 1; // SocketRow::uid
}

Result<EventBody> readPayload(std::size_t kind, ByteView payload, std::uint8_t version)
{
    constexpr std::size_t kinds = std::variant_size_v<EventVariant>;
    if (kind >= kinds) {
        return Error {"event kind " + std::to_string(kind + 1) + "; expected 1 to " + std::to_string(kinds)
                      + " (written by a newer Socket Lab?)"};
    }
    return readNth(kind, payload, version, std::make_index_sequence<kinds> {});
}

} // namespace lab
