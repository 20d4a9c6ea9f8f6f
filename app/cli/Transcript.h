#pragma once
// Transcript: a lesson as it happens, in lines a person can read: calls, packets, states, expectations. It prints
// facts from events and results from the runner; it judges nothing.

#include "model/lab/LabState.h"
#include "model/lesson/LessonRunner.h"
#include "model/words/Words.h"

#include <cstdio>
#include <map>

namespace lab {

class Transcript
{
public:
    Transcript(std::FILE* out, const Words& words, Language language);

    void title(const Lesson& lesson);

    /// `state` already has the event.
    void event(const Event& event, const LabState& state);

    /// A finished step: say, ask with its answer, ok or FAILED with expected and found.
    void step(const Step& step, const StepResult& result, const LabState& state);

    void verdict(const LessonRunner& runner, Timestamp end);

private:
    using Values = std::map<std::string, std::string>;

    void line(Timestamp time, const std::string& label, const std::string& text);
    void below(const std::string& label, const std::string& text); ///< a line without a time
    std::string word(const std::string& key, const Values& values = {}) const;
    std::string setting(const SettingWritten& written) const;
    std::string nameOf(HostId host, const LabState& state) const;
    std::string whoMade(const CallState& call, const LabState& state) const;
    void returned(const CallReturned& returned, const LabState& state);
    void stopped(const CallStopped& stopped, const LabState& state);
    void blocked(const CallBlocked& blocked, const LabState& state);
    void notice(const Notice& notice, Timestamp time);
    void wire(WireMode mode, Timestamp time);
    void link(const Link& link, Timestamp time);
    void injected(const CallInjected& injected, const LabState& state);
    void packet(PacketId id, const char* fate, const LabState& state);
    void socket(const SocketRow& row, const LabState& state);

    std::FILE* m_out;
    const Words& m_words;
    Language m_language;
    std::map<SocketId, SocketState> m_states; ///< as last printed
    bool m_settingUp = true; ///< settings of the set-up are many; only a lesson's own are printed
};

} // namespace lab
