// The calls as `strace -f -ttt` prints them: one line a call, or two where another one came between.

#include "model/calls/CallMemory.h"
#include "model/calls/CallText.h"
#include "model/export/TextExports.h"

#include <optional>

namespace lab {

namespace {

class StraceWriter
{
public:
    explicit StraceWriter(std::int64_t zero) : m_zero(zero) { }

    void entered(const CallEntered& call, Timestamp time)
    {
        interrupt();
        m_open[call.call] = {call, false};
        m_pending = call.call;
        m_pendingTime = time;
    }

    void returned(const CallReturned& back, Timestamp time)
    {
        const auto open = m_open.find(back.call);
        if (open == m_open.end())
            return;
        const CallEntered& call = open->second.call;
        const std::string whole = straceText(call, &back);
        if (m_pending == back.call) {
            line(call.tid, m_pendingTime, whole);
            m_pending.reset();
        } else {
            interrupt();
            line(call.tid, time, "<... " + call.name + " resumed>" + rest(call, whole));
        }
        m_open.erase(open);
    }

    void exited(const ActorExited& gone, std::int32_t pid, Timestamp time, std::string_view signal)
    {
        if (!gone.tellsHow())
            return;
        interrupt();
        line(pid, time, gone.signal != 0 ? "+++ killed by " + std::string(signal) + " +++"
                                         : "+++ exited with " + std::to_string(gone.exitStatus) + " +++");
    }

    std::string text()
    {
        interrupt();
        return std::move(m_text);
    }

private:
    struct Open
    {
        CallEntered call;
        bool told = false;
    };

    /// What strace prints on entry is the beginning of what it prints in all; the rest comes with the return.
    static std::string rest(const CallEntered& call, const std::string& whole)
    {
        std::string begun = straceText(call);
        begun.resize(begun.rfind("<unfinished ...>"));
        while (!begun.empty() && begun.back() == ' ' && !begun.ends_with(", "))
            begun.pop_back();
        return whole.starts_with(begun) ? whole.substr(begun.size()) : whole.substr(whole.rfind(") = "));
    }

    void interrupt()
    {
        if (!m_pending)
            return;
        const CallEntered& call = m_open[*m_pending].call;
        line(call.tid, m_pendingTime, straceText(call));
        m_pending.reset();
    }

    void line(std::int32_t tid, Timestamp time, const std::string& what)
    {
        m_text += "[pid " + std::to_string(tid) + "] " + secondsText(m_zero + time.ns) + " " + what + "\n";
    }

    std::int64_t m_zero;
    std::map<CallId, Open> m_open;
    std::optional<CallId> m_pending;
    Timestamp m_pendingTime;
    std::string m_text;
};

} // namespace

Result<std::string> writeStraceText(const ExportRequest& request)
{
    std::int64_t zero = 0;
    if (request.journal->size() > 0) {
        const Event first = request.journal->at(0);
        if (const auto* started = std::get_if<LabStarted>(&first.body))
            zero = started->wallClock;
    }
    StraceWriter writer(zero);
    request.forEach([&](const Event& event, std::size_t, const LabState& state) {
        if (const auto* call = std::get_if<CallEntered>(&event.body)) {
            if (call->name != "ls_fd") // a helper of the lab, no system call
                writer.entered(*call, event.time);
        } else if (const auto* back = std::get_if<CallReturned>(&event.body)) {
            writer.returned(*back, event.time);
        } else if (const auto* gone = std::get_if<ActorExited>(&event.body)) {
            if (const ActorState* actor = state.actor(gone->actor))
                writer.exited(*gone, actor->started.pid, event.time, signalName(gone->signal));
        }
    });
    return writer.text();
}

} // namespace lab
