#pragma once
// Journal: all events so far, in order, addressed by index. Appended to while a lab runs; read-only otherwise.
// Keeps a compact index and the raw bytes of our own blocks, or of the capture that it is made of, which may also stay in its file;
// an event is decoded, or made, when somebody looks.

#include "model/base/PagedList.h"
#include "model/journal/BlockStore.h"
#include "model/journal/CapturedPart.h"
#include "model/journal/JournalCodec.h"
#include "model/journal/JournalIndex.h"

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

    /// Decodes event `i` (0 … size()-1). A packet whose file no longer has it (readAgainFrom()) is there without its frame.
    Event at(std::size_t i) const;

    Timestamp timeOf(std::size_t i) const { return m_index.at(i).entry.time; }

    /// Index into EventBody's alternatives.
    int kindOf(std::size_t i) const { return static_cast<int>(m_index.kindOf(i)); }

    /// Takes the engine's bytes as they come; returns how many events were completed, or an error (final).
    Result<std::size_t> feed(ByteView chunk);
    /// The same, and keeps a large chunk instead of a copy.
    Result<std::size_t> feed(Bytes&& chunk);

    /// Nothing follows. An error if nothing could be read; what is lost is in damage().
    Status finish(const std::string& name);

    /// What comes next of a capture of another program: its frames are shown from where they lie, and events made when somebody looks.
    void take(CapturedPart part);

    /// Of such a capture: the file that has what its parts have left in it, until nobody needs this journal.
    void readAgainFrom(UniqueFd file, std::string name) { m_captured.readAgainFrom(std::move(file), std::move(name)); }

    bool readsAgain() const { return m_captured.readsAgain(); }

    /// Why there is a packet without its frame among those that at() has given; else nothing.
    const std::optional<Error>& lost() const { return m_captured.lost(); }

    /// Does event `i` follow from a capture's packets, and is made when somebody looks? One that was saved has an id that says so.
    bool infers(std::size_t i) const { return m_index.at(i).entry.source() == Source::State; }

    /// Of what event `i` sent, if it is a frame of such a capture; else nothing is known so quickly.
    struct Glance
    {
        PacketId packet = 0;
        HostId from = HostId::Client;
        bool loops = false; ///< it returns to who sent it
    };

    std::optional<Glance> capturedFrame(std::size_t i) const;

    bool isCapture() const { return m_index.frames() > 0; } ///< has it such a frame?

    const FirstNumbers& firstNumbers() const { return m_firstNumbers; } ///< frame n is packet n + 1

    /// Such a frame where it lies, until another is asked for; without bytes: its file no longer has it.
    struct CapturedView
    {
        HostId from = HostId::Client;
        std::uint32_t link = 0; ///< LINKTYPE_
        ByteView bytes;
        std::uint32_t fullLength = 0;
    };

    /// Nothing: event `i` sends none.
    std::optional<CapturedView> capturedView(std::size_t i) const;

    /// Gives such frames from event `from` on to `take`, each once: the event that sends it, when, and its view. Until `end`, or the first
    /// event that is of no frame; returns the event behind the last frame, whose delivery may be at `end`.
    template<class Take>
    std::size_t viewFrames(std::size_t from, std::size_t end, Take take) const;

    /// Where such a packet was sent; nothing: it is none of a capture.
    std::optional<std::size_t> sentOfCapture(PacketId packet) const;

    /// What an event tells that follows from a capture's packets.
    struct StateGlance
    {
        SocketId socket = 0;
        HostId host = HostId::Client;
        SocketState state = SocketState::None; ///< as inferred; CLOSE: it has gone
        std::uint16_t port = 0; ///< local
    };

    /// Gives the events from `from` on, in their order, as far as so little is asked of them, to these two, with their number: frames of a
    /// capture, each once, and states that follow from them. Until `end`, or the first other event; returns what comes then.
    template<class TakeFrame, class TakeState>
    std::size_t glance(std::size_t from, std::size_t end, TakeFrame takeFrame, TakeState takeState) const;

    /// The first event from `i` on that is neither a frame of a capture nor follows from one; size(): none is. Who looks for what
    /// programs do, or people, passes over a million packets.
    std::size_t writtenFrom(std::size_t i) const { return m_index.blockFrom(i); }

    /// What there is among so many events, from a multiple of it on.
    static constexpr std::size_t stretch = JournalIndex::perWord;
    JournalIndex::Summary summary(std::size_t i) const { return m_index.summary(i); }

    /// The whole recording so far, as it is in a file (whole blocks only): one piece after the other. Stops at the first that
    /// `take` refuses, which is then returned, and at a frame that its file no longer has.
    Status write(const std::function<Status(ByteView)>& take) const;
    Bytes encoded() const; ///< the same at once

    std::uint64_t wholeBytes() const { return m_blocks.size(); } ///< of a recording of ours: its size, without a torn tail

    /// Writes the recording to a new file beside `path` and renames it into place; nothing half-written stays behind.
    Status save(const std::string& path) const;

    const JournalDamage& damage() const { return m_damage; }

    void setDamage(JournalDamage damage) { m_damage = std::move(damage); } ///< found in what the bytes were made from

private:
    using Source = JournalEntry::Source;

    struct ForeignBlock
    {
        BlockStore::Address address = 0;
        PacketId packet = 0;
    };

    std::size_t scan(ByteView bytes, std::optional<BlockStore::Address> kept);
    void index(const BlockScanner::Block& block, BlockStore::Address address);
    ByteView blockAt(BlockStore::Address address) const;
    Event decode(const JournalEntry& entry, BlockStore::Address address, PacketId packet) const;
    CapturedPlace placeOf(const JournalEntry& frame) const;
    CapturedView viewOf(const JournalEntry& entry, std::size_t frame) const;
    Result<PacketSent> sent(const JournalIndex::Found& frame) const; ///< the error: its file no longer has it
    static PacketSent withoutFrame(const JournalIndex::Found& frame, std::uint32_t fullLength);
    EventBody inferred(const JournalEntry& entry) const;

    static Glance glanceOf(const JournalEntry& frame, std::size_t number) { return {number + 1, frame.from(), frame.loops()}; }

    StateGlance stateOf(const JournalEntry& entry) const
    {
        const InferredState told = InferredState::of(entry.place());
        return {told.socket(), told.side, told.state, m_ends[told.conversation][static_cast<std::size_t>(told.side)].port};
    }

    BlockStore m_blocks;
    Bytes m_tail; ///< the half block behind them
    JournalIndex m_index;
    PagedList<ForeignBlock> m_foreignBlocks;
    PagedList<CapturedPlace, 1024> m_unusual; ///< frames of a capture
    PagedList<CapturedPart::Ends, 1024> m_ends; ///< of the conversations of a capture
    FirstNumbers m_firstNumbers;
    CapturedBytes m_captured;
    std::int64_t m_zero = 0;
    BlockScanner m_scanner;
    JournalDamage m_damage;
    std::optional<Error> m_error;
};

template<class Take>
std::size_t Journal::viewFrames(std::size_t from, std::size_t end, Take take) const
{
    return m_index.walk(from, end, [&](std::size_t event, const JournalEntry& entry, std::size_t frame) {
        if (entry.isFrame())
            take(event, entry.time, viewOf(entry, frame));
        return entry.isFrame();
    });
}

template<class TakeFrame, class TakeState>
std::size_t Journal::glance(std::size_t from, std::size_t end, TakeFrame takeFrame, TakeState takeState) const
{
    return m_index.walk(from, end, [&](std::size_t event, const JournalEntry& entry, std::size_t frame) {
        if (entry.isFrame())
            takeFrame(event, glanceOf(entry, frame));
        else if (entry.source() == Source::State)
            takeState(event, stateOf(entry));
        else
            return false;
        return true;
    });
}

} // namespace lab
