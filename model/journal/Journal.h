#pragma once
// Journal: all events so far, in order, addressed by index. Appended to while a lab runs; read-only otherwise.
// Keeps a compact index and the raw bytes; an event is decoded when somebody looks.

#include "model/journal/JournalCodec.h"

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
    int kindOf(std::size_t i) const { return m_index[i].kind; }

    /// Takes the engine's bytes as they come; returns how many events were completed, or an error (final).
    Result<std::size_t> feed(ByteView chunk);

    /// The whole capture so far, as it would be in a file (whole blocks only).
    ByteView bytes() const { return {m_bytes.data(), m_wholeBytes}; }

    /// Writes bytes() to a new file beside `path` and renames it into place; nothing half-written stays behind.
    Status save(const std::string& path) const;

    const JournalDamage& damage() const { return m_damage; }

    void setDamage(JournalDamage damage) { m_damage = std::move(damage); } ///< found in what the bytes were made from

private:
    struct Entry
    {
        std::uint64_t offset = 0; ///< the block tells its length
        Timestamp time;
        std::uint32_t packet = 0; ///< of a frame without a number of ours
        std::uint8_t kind = 0;
    };

    Status scan();

    Bytes m_bytes;
    std::size_t m_wholeBytes = 0;
    std::vector<Entry> m_index;
    BlockScanner m_scanner;
    JournalDamage m_damage;
    std::optional<Error> m_error;
};

} // namespace lab
