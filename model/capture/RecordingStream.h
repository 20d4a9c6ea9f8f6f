#pragma once
// RecordingStream: the bytes of any capture, as they come, as the events of a journal: a recording of this program as it is,
// a capture of another program through ForeignJournal, strace's output through RecordingMerge. A half record waits for its rest.
// What is packed waits for its end.

#include "model/capture/ForeignJournal.h"
#include "model/journal/Journal.h"

namespace lab {

class RecordingStream
{
public:
    /// `name` is what messages call it.
    explicit RecordingStream(std::string name) : m_name(std::move(name)) { }

    /// Adds to `journal`, always the same one, what follows from these bytes: whole events, or nothing yet. The error is the
    /// journal's, about a block of a recording of ours.
    Status take(Bytes chunk, Journal& journal);

    bool ofAnotherProgram() const { return m_kind == Kind::Foreign; } ///< a capture; known once its beginning was taken

    /// Of such a capture the same without the journal, which may be elsewhere: what follows from these bytes, to be taken over by it.
    /// They begin with half().
    CapturedPart read(Bytes chunk);
    ByteView half() const { return m_pending; } ///< of what was read, the last bytes, which are no whole block yet

    /// Nothing follows: what was still kept back.
    Status finish(Journal& journal);

    /// Not empty: nothing can be read; a sentence.
    const std::string& unreadable() const { return m_unreadable; }

    /// What is lost if nothing follows; no message: nothing. `events`: of the journal so far.
    JournalDamage damage(std::size_t events) const;

    /// What is packed, and what strace wrote, is read when all of it is there.
    bool waitsForEnd() const { return m_kind == Kind::Packed || m_kind == Kind::Strace; }

    /// A record that could not be read, for good: nothing comes after it.
    bool broken() const { return !m_broken.empty() || !m_unreadable.empty(); }

    std::size_t frames() const { return m_foreign.frames(); } ///< of a capture of another program

private:
    enum class Kind { Unknown, Packed, Ours, Foreign, Strace };

    void decide(bool whole);
    Status advance(Journal& journal);
    Bytes ownBlocks();
    void keepPending(Bytes chunk);
    CapturedPart foreignFrames();
    Status ofStrace(Journal& journal);

    std::string m_name, m_unreadable;
    std::string m_packedDamage, m_broken; ///< "at byte N: found …, expected …"
    Kind m_kind = Kind::Unknown;
    Bytes m_pending; ///< not taken yet
    std::uint64_t m_taken = 0;
    std::size_t m_entries = 0; ///< in the part before
    JournalDamage m_straceDamage;
    CaptureScanner m_scanner;
    ForeignJournal m_foreign;
};

} // namespace lab
