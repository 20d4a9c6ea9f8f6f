#pragma once
// Journal: all events so far, in order, addressed by index. Appended to while a lab runs; read-only otherwise.
// Keeps a compact index and the raw bytes, of our own blocks or of the capture that it is made of; an event is decoded, or
// made, when somebody looks.

#include "model/base/PagedList.h"
#include "model/journal/BlockStore.h"
#include "model/journal/JournalCodec.h"

#include <functional>
#include <memory>
#include <string>

namespace lab {

/// What opening a damaged or torn file found beside the events.
struct JournalDamage
{
    std::string message; ///< empty: none. Else one sentence with file, byte offset, found, expected, events recovered
};

/// The sentence for a file that ends in the middle of a block: `tail` of it is there, behind `whole` bytes of whole blocks.
std::string tornTail(const std::string& name, std::uint64_t whole, ByteView tail, std::size_t events);

class Journal
{
public:
    /// Reads a whole recording. An error if nothing in it can be read; damage() if only the end is lost.
    /// Only what Socket Lab writes, and little-endian pcapng of Ethernet; model/capture/Recording.h opens every capture.
    static Result<std::unique_ptr<Journal>> open(const std::string& path);

    /// The same of bytes that are already read; `name` is what messages call them.
    static Result<std::unique_ptr<Journal>> read(Bytes bytes, const std::string& name);

    std::size_t size() const { return m_index.size(); }

    /// Decodes event `i` (0 … size()-1).
    Event at(std::size_t i) const;

    Timestamp timeOf(std::size_t i) const { return m_index[i].time; }

    /// Index into EventBody's alternatives.
    int kindOf(std::size_t i) const { return static_cast<int>(m_index[i].where >> kindShift); }

    /// Takes the engine's bytes as they come; returns how many events were completed, or an error (final).
    Result<std::size_t> feed(ByteView chunk);
    /// The same, and keeps a large chunk instead of a copy.
    Result<std::size_t> feed(Bytes&& chunk);

    /// Nothing follows. An error if nothing could be read; what is lost is in damage().
    Status finish(const std::string& name);

    // ---- of a capture of another program: frames are shown from where they lie, and their events made when somebody looks

    void begin(std::int64_t wallClockOfZero); ///< the header; first of all
    void append(Timestamp time, const EventBody& body);
    /// Sent, and delivered at the same time. `frame`: within what keep() is given before anything else is asked of the journal.
    void appendFrame(Timestamp time, HostId from, std::uint32_t linkType, ByteView frame, std::uint32_t fullLength);

    void keep(Bytes captured) { m_captured.push_back(std::move(captured)); }

    /// The whole recording so far, as it is in a file (whole blocks only): one piece after the other. Stops at the first that
    /// `take` refuses, which is then returned.
    Status write(const std::function<Status(ByteView)>& take) const;
    Bytes encoded() const; ///< the same at once

    std::uint64_t wholeBytes() const { return m_blocks.size(); } ///< of a recording of ours: its size, without a torn tail

    /// Writes the recording to a new file beside `path` and renames it into place; nothing half-written stays behind.
    Status save(const std::string& path) const;

    const JournalDamage& damage() const { return m_damage; }

    void setDamage(JournalDamage damage) { m_damage = std::move(damage); } ///< found in what the bytes were made from

private:
    /// What an event is made from, in the two bits below its kind; `place` is in the rest.
    enum class Source : std::uint8_t {
        Block, ///< at this address of m_blocks
        ForeignBlock, ///< in m_foreignBlocks: a frame without a number of ours
        Frame, ///< in m_frames
        Delivery, ///< of that frame
    };

    static constexpr int kindShift = 56, sourceShift = 54;

    struct Entry
    {
        Timestamp time;
        std::uint64_t where = 0;

        Source source() const { return static_cast<Source>(where >> sourceShift & 3); }

        std::uint64_t place() const { return where & ((std::uint64_t {1} << sourceShift) - 1); }
    };

    struct ForeignBlock
    {
        BlockStore::Address address = 0;
        PacketId packet = 0;
    };

    struct Frame
    {
        const std::uint8_t* bytes = nullptr; ///< in m_captured
        std::uint32_t length = 0, fullLength = 0;
        std::uint16_t link = 0;
        HostId from = HostId::Client;
    };

    void add(Timestamp time, std::size_t kind, Source source, std::uint64_t place);
    std::size_t scan(ByteView bytes, std::optional<BlockStore::Address> kept);
    void index(const BlockScanner::Block& block, BlockStore::Address address);
    ByteView blockAt(BlockStore::Address address) const;
    Event decode(const Entry& entry, BlockStore::Address address, PacketId packet) const;
    EventBody made(const Entry& entry) const;

    BlockStore m_blocks;
    Bytes m_tail; ///< the half block behind them
    PagedList<Entry> m_index;
    PagedList<ForeignBlock> m_foreignBlocks;
    PagedList<Frame> m_frames;
    std::vector<Bytes> m_captured;
    std::int64_t m_zero = 0;
    BlockScanner m_scanner;
    JournalDamage m_damage;
    std::optional<Error> m_error;
};

} // namespace lab
