#pragma once
// Judgement: pure comparisons of what a lesson expects with what a LabState shows. They neither wait nor submit:
// Pending says that more may come, and LessonRunner decides how long.

#include "model/lab/LabState.h"
#include "model/lesson/Step.h"

#include <span>

namespace lab {

enum class Verdict : std::uint8_t { Pending, Held, Failed };

struct Judgement
{
    Verdict verdict = Verdict::Pending;
    std::string what; ///< which expectation, or what held in one line
    std::string expected, found;
};

/// A packet that a host has sent.
struct SeenPacket
{
    PacketId packet = 0;
    HostId from = HostId::Client;
    std::string name; ///< as known when it was sent; a packet still kept is named anew
    bool flowing = true; ///< the wire let everything pass at once
};

struct SeenPackets
{
    std::vector<SeenPacket> all; ///< since the lesson began
    std::size_t checked = 0; ///< so many were there at the last `packets` check

    std::span<const SeenPacket> sinceCheck() const { return std::span(all).subspan(checked); }
};

struct NeededPackets
{
    std::vector<SeenPacket> packets; ///< since the last check
    bool certain = true; ///< false: some that were left out may have been needed; the peer's answer tells
};

/// Without what had arrived and was sent again on a flowing wire, because the computer was busy, and without what answered it.
NeededPackets withoutSpuriousRetransmissions(const SeenPackets& seen, const LabState& state);
/// Address resolution and IPv6 housekeeping, which no lesson counts.
bool isNoise(const Packet& packet);
/// Wildcards over "c1>server SYN". A learner's program may also be called by its host's name.
bool packetMatches(const LabState& state, const PacketState& packet, const std::string& pattern);
/// next, last, a place among the held packets (from 1), or a pattern: the oldest held packet that fits.
const PacketState* findHeld(const LabState& state, const PacketStep& step);

std::string heldNames(const LabState& state); ///< "client>server SYN, …", or "–"

/// "5", ">0", "<=3", "1..9" (both included).
bool numberMatches(std::string_view expected, std::int64_t found);
/// Did `lastCall` ("recvfrom") come from the C function `name` ("recv")?
bool isCall(std::string_view name, std::string_view lastCall);

/// Of a call that has returned. Never Pending.
Judgement judgeReturn(const Expect& expect, const CallState& call);
/// Of the end of a program: "killed by SIGPIPE".
std::string exitText(const ActorExited& exited);
Judgement judgeDeath(const Expect& expect, const ActorState& actor);
/// inside: a call of the program is blocked; exits: it has ended, having written this. `actor` may be nullptr.
Judgement judgeProgramStep(const ProgramStep& step, const ActorState* actor, const Bytes& written);
Judgement judgeFlight(const FlightStep& step, const LabState& state);
Judgement judgePackets(const PacketsStep& step, const SeenPackets& seen, const LabState& state);
Judgement judgeOverheard(const OverhearStep& step, const SeenPackets& seen, const LabState& state);
Judgement judgeTable(const SeeStep& step, const LabState& state);
Judgement judgeCounters(const CounterStep& step, const LabState& state);
Judgement judgeDissection(const DissectStep& step, const LabState& state);

/// Is it in the tables that `see` compares? A TCP socket that is only bound is in none of ss (kernels since 6.8 can list it
/// on request).
bool isListed(const SocketRow& row);
/// Held packets that a lesson counts, oldest first.
std::vector<const PacketState*> heldForLessons(const LabState& state);

/// One row in ss's words: "ESTAB 0 5 10.9.0.1:40001 10.9.0.2:8080".
std::string rowText(const SocketRow& row);

} // namespace lab
