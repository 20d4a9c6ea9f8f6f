#pragma once
// Judgement: pure comparisons of what a lesson expects with what a LabState shows. They neither wait nor submit:
// Pending says that more may come, and LessonRunner decides how long.

#include "model/lab/LabState.h"
#include "model/lesson/Step.h"

namespace lab {

enum class Verdict : std::uint8_t { Pending, Held, Failed };

struct Judgement
{
    Verdict verdict = Verdict::Pending;
    std::string what; ///< which expectation, or what held in one line
    std::string expected, found;
};

/// A packet that crossed since the last `packets` check.
struct SeenPacket
{
    PacketId packet = 0;
    HostId from = HostId::Client;
    std::string name; ///< as known when it was sent; a packet still kept is named anew
};

/// Those without which a lesson's script is the same: a packet that had arrived and was sent again because the computer was
/// busy, and what answered it, are left out while the wire flows.
std::vector<SeenPacket> withoutSpuriousRetransmissions(const std::vector<SeenPacket>& seen, const LabState& state);
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
Judgement judgePackets(const PacketsStep& step, const std::vector<SeenPacket>& seen, const LabState& state);
Judgement judgeOverheard(const OverhearStep& step, const std::vector<SeenPacket>& seen, const LabState& state);
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
