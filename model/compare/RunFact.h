#pragma once
// RunFact: one thing that happened in a run, without what is another value in every run: times, process ids, socket cookies,
// ports that the kernel chose, initial sequence numbers, addresses in a program's memory. Two runs are compared by them.

#include <array>
#include <cstdint>
#include <string_view>

namespace lab {

/// What two facts that stand for one another can differ in.
enum class FactPart : std::uint8_t {
    None,
    Line, ///< of a command
    Refusal,
    Value, ///< of a setting; the lesson
    CommandLine, ///< of a program
    End, ///< how a program ended
    Output,
    Passed, ///< arguments of a call
    Result,
    Errno,
    GivenBack, ///< what the call wrote into the program's memory
    Returned, ///< before the next command, or not
    Flags, ///< kind of packet, TCP flags and options
    Length,
    Sequence,
    Acknowledged,
    Fate, ///< delivered, dropped, held
    State,
    Addresses,
    ReceiveQueue,
    SendQueue,
};
inline constexpr int factPartCount = static_cast<int>(FactPart::SendQueue) + 1;

using FactParts = std::uint32_t; ///< a bit for each

inline constexpr FactParts bitOf(FactPart part)
{
    return FactParts {1} << static_cast<int>(part);
}

/// Stable: "result", "errno" …; in both languages in resources/words/compare.yaml as "part-result" ….
std::string_view partName(FactPart part);

struct RunFact
{
    enum class Kind : std::uint8_t {
        Ignored, ///< the lab's own noise
        Command,
        Lab, ///< its beginning, settings, notices
        Program, ///< its start, its end, what it printed
        Call,
        Return, ///< of a call that was made before the last command
        Packet,
        Fate, ///< of a packet that was sent before the last command
        State,
        Queue, ///< of a socket, at rest
    };
    static constexpr std::size_t mostParts = 5;

    std::uint64_t lane = 0; ///< only the order within one lane says something: a thread's calls, one direction of a conversation
    std::uint32_t name = 0; ///< a hash: facts of one name can stand for one another
    std::array<std::uint32_t, mostParts> parts {}; ///< hashes or numbers, by meaning()
    std::uint32_t place = 0; ///< its first event (index into the journal)
    std::uint32_t begin = 0; ///< the event that says what it is about: CallEntered, PacketSent
    std::uint32_t shown = 0; ///< the event that says most: CallReturned, PacketDropped
    Kind kind = Kind::Ignored;
    bool passing = false; ///< a state that was left again before the lab came to rest: whether it was seen is chance
};

/// Stable: "command", "call" ….
std::string_view kindName(RunFact::Kind kind);
/// What RunFact::parts[i] of such a fact is.
FactPart meaning(RunFact::Kind kind, std::size_t i);
/// In what two facts of one kind and name differ.
FactParts differingParts(const RunFact& left, const RunFact& right);

enum class ComparedFate : std::uint32_t { None, Held, Delivered, Copied, Dropped /* and the reason added to it */ };

/// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 64 bits: the same on every machine and in every run.
class Fingerprint
{
public:
    Fingerprint& add(std::string_view text)
    {
        for (const char c : text)
            byte(static_cast<std::uint8_t>(c));
        return number(text.size()); // "ab", "c" is not "a", "bc"
    }

    Fingerprint& number(std::uint64_t value)
    {
        for (int i = 0; i < 8; ++i)
            byte(static_cast<std::uint8_t>(value >> (8 * i)));
        return *this;
    }

    std::uint64_t value() const { return m_value; }

    std::uint32_t shortValue() const { return static_cast<std::uint32_t>(m_value ^ (m_value >> 32)); }

private:
    void byte(std::uint8_t one) { m_value = (m_value ^ one) * 0x100000001b3; }

    std::uint64_t m_value = 0xcbf29ce484222325;
};

} // namespace lab
