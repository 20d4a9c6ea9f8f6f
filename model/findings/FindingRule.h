#pragma once
// FindingRule: one row a kind of finding: its code and the function that proves it. A kind is added here, in one of the
// …Rules.cpp files, and with its sentences in resources/words/findings.yaml.

#include "model/findings/Finding.h"
#include "model/findings/ProgramStory.h"
#include "model/findings/SourceText.h"

#include <functional>
#include <span>
#include <string_view>

namespace lab {

/// What a rule sees: an event of one program, and what was before it.
struct Scene
{
    const Event& event;
    const LabState& state; ///< has the event
    ProgramStory& program; ///< has it not yet; rules may mark what they have told
    const ActorState& actor;
    const SourceText& source; ///< may be empty
    const CallEntered* entered = nullptr; ///< of a call that blocks or has returned
    const CallReturned* returned = nullptr;
    int fd = -1; ///< that the call works on
    const SocketStory* socket = nullptr; ///< behind it, if it is one

    bool is(std::initializer_list<std::string_view> names) const; ///< has one of these calls returned?
    bool failed(std::initializer_list<int> errnos) const; ///< did it fail with one of these?
};

/// The call that a person should look at, and the values of the sentences' placeholders.
using Raise = std::function<void(const PastCall& call, std::map<std::string, std::string> details)>;

struct FindingRule
{
    std::string_view code;
    void (*judge)(const Scene& scene, const Raise& raise);
};

/// The more telling rule is first: a call gets one finding.
std::span<const FindingRule> findingRules();

// The rules' functions, by file.
void portByteOrder(const Scene&, const Raise&); // AddressRules.cpp
void addressByteOrder(const Scene&, const Raise&);
void addressLength(const Scene&, const Raise&);
void nobodyListens(const Scene&, const Raise&);
void loopbackOnly(const Scene&, const Raise&);
void addressNotHere(const Scene&, const Raise&);
void addressInUse(const Scene&, const Raise&);

void uncheckedResult(const Scene&, const Raise&); // DescriptorRules.cpp
void notASocket(const Scene&, const Raise&);
void useAfterClose(const Scene&, const Raise&);
void acceptWithoutListen(const Scene&, const Raise&);
void listenerForData(const Scene&, const Raise&);
void descriptorLeak(const Scene&, const Raise&);
void backlogZero(const Scene&, const Raise&);
void backlogNegative(const Scene&, const Raise&);
void optionsJoined(const Scene&, const Raise&);

void endOfFileIgnored(const Scene&, const Raise&); // DataRules.cpp
void restNotSent(const Scene&, const Raise&);
void readPastEnd(const Scene&, const Raise&);
void brokenPipe(const Scene&, const Raise&);

} // namespace lab
