#include "model/journal/EntryList.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

// How an entry is packed: a byte that says what it is, then what differs from the entry before it in its group, as numbers of 7 bits a
// byte, the lowest first and the last byte below 128. The first of a group differs from `Before {}`.

namespace lab {

namespace {

constexpr std::uint8_t formMask = 3, sameTimeBit = 128;

struct Form
{
    /// Eight bytes of JournalEntry::packed().
    static constexpr std::uint8_t whole = 0;
    /// Bits 2 to 6: its kind. How far from the one before.
    static constexpr std::uint8_t block = 1;
    /// Bit 2: the side; bits 3 to 6: the state. How far from the conversation before.
    static constexpr std::uint8_t state = 2;
    /// Bit 2: from the server; bit 3: it loops; bit 4: as far from the end of the one before as that was. Else how far; its length.
    static constexpr std::uint8_t frame = 3;
};

constexpr std::uint8_t serverBit = 4, loopsBit = 8, sameGapBit = 16;
constexpr int kindShift = 2, stateShift = 3;
constexpr std::size_t mostKinds = 32, mostStates = 16;
constexpr std::size_t longest = 1 + 10 + 10 + 3; ///< bytes of an entry: of a frame far away
constexpr std::size_t beyond = 8; ///< bytes behind the last entry that are written or read with it

/// What an entry is told by: the last of each form. Differences wrap, and back.
struct Before
{
    std::int64_t time = 0; ///< ns
    std::uint64_t block = 0, conversation = 0;
    std::uint64_t frameEnd = 0, gap = 0; ///< pcapng fills up blocks to four bytes: then the gaps behind that are alike
};

std::uint64_t endOf(const CapturedPlace& frame)
{
    return frame.offset + (std::uint64_t {frame.length} + 3) / 4 * 4;
}

static_assert(std::endian::native == std::endian::little, "numbers are packed as they are in memory");

// Of 56 bits, seven a byte, all at once: how many bytes a number has is as good as chance, and a wrong guess of the processor's costs more
// than to write and read eight of them.

std::uint64_t spread(std::uint64_t value)
{
    value = (value & 0x00ff'ffff'f000'0000U) << 4 | (value & 0x0fff'ffffU);
    value = (value & 0x0fff'c000'0fff'c000U) << 2 | (value & 0x0000'3fff'0000'3fffU);
    return (value & 0x3f80'3f80'3f80'3f80U) << 1 | (value & 0x007f'007f'007f'007fU);
}

std::uint64_t gathered(std::uint64_t bytes)
{
    std::uint64_t value = (bytes & 0x7f00'7f00'7f00'7f00U) >> 1 | (bytes & 0x007f'007f'007f'007fU);
    value = (value & 0x3fff'0000'3fff'0000U) >> 2 | (value & 0x0000'3fff'0000'3fffU);
    return (value & 0x0fff'ffff'0000'0000U) >> 4 | (value & 0x0fff'ffffU);
}

/// Small, whichever way it goes.
std::uint64_t folded(std::uint64_t difference)
{
    return difference << 1 ^ (0 - (difference >> 63));
}

std::uint64_t unfolded(std::uint64_t value)
{
    return value >> 1 ^ (0 - (value & 1));
}

/// Times of damaged files may be anything: their difference wraps.
std::int64_t passed(std::int64_t from, std::int64_t to)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from));
}

class Packer
{
public:
    Packer(std::uint8_t* at, std::int64_t unit)
        : m_at(at)
        , m_unit(unit)
    {
    }

    std::uint8_t* at() const { return m_at; }

    void beginGroup(std::int64_t first)
    {
        m_before = Before {};
        m_before.time = first;
    }

    void put(const JournalEntry& entry)
    {
        std::uint8_t& what = *m_at++;
        what = 0;
        if (const std::int64_t time = entry.time.ns; time == m_before.time) {
            what = sameTimeBit;
        } else {
            number(folded(static_cast<std::uint64_t>(passed(m_before.time, time) / m_unit)));
            m_before.time = time;
        }
        what |= putPlace(entry);
    }

private:
    std::uint8_t putPlace(const JournalEntry& entry)
    {
        using Source = JournalEntry::Source;
        if (entry.source() == Source::Frame)
            return frame(entry.usualFrame());
        if (entry.source() == Source::State)
            if (const InferredState told = InferredState::of(entry.place()); told.kind() == entry.kind() && static_cast<std::size_t>(told.state) < mostStates)
                return state(told);
        if (entry.source() == Source::Block && entry.kind() < mostKinds) {
            number(folded(entry.place() - std::exchange(m_before.block, entry.place())));
            return static_cast<std::uint8_t>(Form::block | entry.kind() << kindShift);
        }
        const std::uint64_t all = entry.packed();
        std::memcpy(m_at, &all, sizeof all);
        m_at += sizeof all;
        return Form::whole;
    }

    std::uint8_t state(const InferredState& told)
    {
        number(folded(told.conversation - std::exchange(m_before.conversation, told.conversation)));
        return static_cast<std::uint8_t>(Form::state | (told.side == HostId::Server ? serverBit : 0U) | static_cast<unsigned>(told.state) << stateShift);
    }

    std::uint8_t frame(const CapturedPlace& one)
    {
        const std::uint64_t gap = one.offset - m_before.frameEnd;
        const bool same = gap == m_before.gap;
        if (!same)
            number(folded(gap));
        number(one.length);
        m_before.gap = gap;
        m_before.frameEnd = endOf(one);
        return static_cast<std::uint8_t>(Form::frame | (one.from == HostId::Server ? serverBit : 0U) | (one.loops ? loopsBit : 0U) | (same ? sameGapBit : 0U));
    }

    void number(std::uint64_t value)
    {
        if (value < std::uint64_t {1} << 56) {
            const int more = (63 - std::countl_zero(value | 1)) / 7; // bytes behind the first
            const std::uint64_t bytes = spread(value) | (0x8080'8080'8080'8080U & ((std::uint64_t {1} << more * 8) - 1));
            std::memcpy(m_at, &bytes, sizeof bytes);
            m_at += more + 1;
            return;
        }
        for (; value >= 128; value >>= 7)
            *m_at++ = static_cast<std::uint8_t>(value | 128);
        *m_at++ = static_cast<std::uint8_t>(value);
    }

    std::uint8_t* m_at;
    std::int64_t m_unit;
    Before m_before;
};

class Unpacker
{
public:
    Unpacker(const std::uint8_t* at, std::int64_t first, std::int64_t unit)
        : m_at(at)
        , m_unit(unit)
    {
        m_before.time = first;
    }

    JournalEntry next()
    {
        const std::uint8_t what = *m_at++;
        if ((what & sameTimeBit) == 0)
            m_before.time = static_cast<std::int64_t>(static_cast<std::uint64_t>(m_before.time) + unfolded(number()) * static_cast<std::uint64_t>(m_unit));
        const Timestamp time {m_before.time};
        switch (what & formMask) {
        case Form::frame:
            return JournalEntry::frame(time, frame(what));
        case Form::state:
            return state(time, what);
        case Form::block:
            m_before.block += unfolded(number());
            return {time, static_cast<std::size_t>(what >> kindShift) % mostKinds, JournalEntry::Source::Block, m_before.block};
        default:
            std::uint64_t all = 0;
            std::memcpy(&all, m_at, sizeof all);
            m_at += sizeof all;
            return JournalEntry::unpacked(time, all);
        }
    }

private:
    static HostId sideOf(std::uint8_t what) { return (what & serverBit) != 0 ? HostId::Server : HostId::Client; }

    JournalEntry state(Timestamp time, std::uint8_t what)
    {
        m_before.conversation += unfolded(number());
        const InferredState told {m_before.conversation, sideOf(what), static_cast<SocketState>((what >> stateShift) % mostStates)};
        return {time, told.kind(), JournalEntry::Source::State, told.packed()};
    }

    CapturedPlace frame(std::uint8_t what)
    {
        if ((what & sameGapBit) == 0)
            m_before.gap = unfolded(number());
        const auto offset = m_before.frameEnd + m_before.gap;
        const auto length = static_cast<std::uint32_t>(number());
        const CapturedPlace one {offset, pcapng::linkTypeEthernet, length, length, sideOf(what), (what & loopsBit) != 0};
        m_before.frameEnd = endOf(one);
        return one;
    }

    std::uint64_t number()
    {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, m_at, sizeof bytes);
        if (const std::uint64_t last = ~bytes & 0x8080'8080'8080'8080U; last != 0) { // the first byte below 128 is among these
            m_at += std::countr_zero(last) / 8 + 1;
            return gathered(bytes & (last ^ (last - 1)));
        }
        std::uint64_t value = *m_at & 127;
        for (int shift = 7; (*m_at++ & 128) != 0; shift += 7)
            value |= std::uint64_t {*m_at & 127U} << shift;
        return value;
    }

    const std::uint8_t* m_at;
    std::int64_t m_unit;
    Before m_before;
};

/// Many captures have their times in microseconds. Of each difference that is packed: from the entry before, and from the first of all.
std::int64_t unitOf(std::span<const JournalEntry> entries)
{
    constexpr std::int64_t microsecond = 1000;
    const std::int64_t first = entries.front().time.ns;
    std::int64_t before = first;
    for (const JournalEntry& entry : entries) {
        if (passed(before, entry.time.ns) % microsecond != 0 || passed(first, entry.time.ns) % microsecond != 0)
            return 1;
        before = entry.time.ns;
    }
    return microsecond;
}

} // namespace

void EntryList::append(std::span<const JournalEntry> entries)
{
    while (!entries.empty()) {
        const std::size_t more = std::min(perPage - m_open.size(), entries.size());
        if (m_open.empty() && more == perPage) { // as they are
            m_pages.push_back(packed(entries.first<perPage>()));
        } else {
            m_open.insert(m_open.end(), entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(more));
            if (m_open.size() == perPage) {
                m_pages.push_back(packed(std::span(m_open).first<perPage>()));
                m_open.clear();
            }
        }
        entries = entries.subspan(more);
    }
}

EntryList::Page EntryList::packed(std::span<const JournalEntry, perPage> entries)
{
    std::array<std::uint16_t, perPage / perGroup> begins;
    std::array<std::uint8_t, perPage * longest + beyond> bytes;
    static_assert(sizeof bytes < 1U << 16);
    Page page {entries.front().time.ns, unitOf(entries), nullptr};
    Packer packer(bytes.data(), page.unit);
    for (std::size_t i = 0; i < perPage; ++i) {
        if (i % perGroup == 0) {
            begins[i / perGroup] = static_cast<std::uint16_t>(packer.at() - bytes.data());
            packer.beginGroup(page.first);
        }
        packer.put(entries[i]);
    }
    const auto length = static_cast<std::size_t>(packer.at() - bytes.data());
    std::memset(packer.at(), 0, beyond);
    page.bytes = std::make_unique_for_overwrite<std::uint8_t[]>(sizeof begins + length + beyond);
    std::memcpy(page.bytes.get(), begins.data(), sizeof begins);
    std::memcpy(page.bytes.get() + sizeof begins, bytes.data(), length + beyond);
    return page;
}

const EntryList::Group& EntryList::unpack(std::size_t number) const
{
    constexpr std::size_t groups = perPage / perGroup;
    const Page& page = m_pages[number / groups];
    std::uint16_t begins = 0;
    std::memcpy(&begins, page.bytes.get() + number % groups * sizeof begins, sizeof begins);
    Unpacker unpacker(page.bytes.get() + groups * sizeof begins + begins, page.first, page.unit);
    Group& group = m_unpacked[number % m_unpacked.size()];
    group.number = number;
    for (JournalEntry& entry : group.entries)
        entry = unpacker.next();
    return group;
}

} // namespace lab
