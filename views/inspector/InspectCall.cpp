// Inspector, the calls: every argument as the kernel was given it, what came back, and why a call waits or failed.

#include "model/calls/CallMemory.h"
#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "views/inspector/HexText.h"
#include "views/inspector/Inspector.h"
#include "views/shared/Labels.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <netinet/in.h>
#include <sys/socket.h>

namespace lab {

namespace {

constexpr std::size_t fewFrames = 8; ///< more are shown when asked for: the arguments stand below them

bool isAddress(ArgKind kind)
{
    return kind == ArgKind::Address || kind == ArgKind::AddressOut;
}

} // namespace

Inspection Inspector::call(CallId id) const
{
    Inspection made;
    const auto entered = m_lookup.callOf(id);
    if (!entered) {
        made.title = tr("Call %1").arg(id);
        return made;
    }
    // What came back counts only once the playhead has passed it.
    const auto returnedAt = m_lookup.returned(id);
    const bool isBack = returnedAt && *returnedAt < m_context.playhead->position();
    const auto returned = isBack ? m_lookup.returnOf(id) : std::nullopt;
    const CallReturned* back = returned ? &*returned : nullptr;

    made.title = toQString(entered->name) + QStringLiteral("()");
    made.subtitle = actorText(entered->actor);
    if (!entered->thread.empty())
        made.subtitle += QStringLiteral(" · ") + tr("thread %1").arg(toQString(entered->thread));
    addCallOutcome(*entered, back, made);
    // As the program's source calls it: send(), not the sendto() that the C library makes of it.
    const std::string_view name = nameInC(*entered);
    const std::string_view known = m_context.words && m_context.words->find("calls", name) ? name : std::string_view(entered->name);
    explain("calls", known, made, Explanation::Tone::Plain, toQString(known) + QStringLiteral("()"));
    addPlace(*entered, made);
    addArguments(*entered, back, made);
    return made;
}

/// The whole way to the call where the lab kept the program there, else the line that it was called from.
void Inspector::addPlace(const CallEntered& entered, Inspection& to) const
{
    const auto stack = m_lookup.stackOf(entered.call);
    if (!stack) {
        if (!entered.place.file.empty())
            to.groups.push_back(
                {tr("Source"),
                 {{tr("line"), QStringLiteral("%1:%2").arg(toQString(entered.place.file)).arg(entered.place.line)},
                  {tr("function"), toQString(entered.place.function)}}});
        return;
    }
    InspectionGroup group {tr("Call stack, innermost first"), {}};
    // What the C library does on the way is nobody's own line, also where its debugging information is installed.
    const auto own = std::find_if(stack->frames.begin(), stack->frames.end(),
                                  [&](const StackFrame& frame) { return frame.place == entered.place; });
    for (auto frame = stack->frames.begin(); frame != stack->frames.end(); ++frame) {
        const bool foreign = frame->place.file.empty() || (own != stack->frames.end() && frame < own);
        group.rows.push_back({frameName(*frame), frameValue(*frame), {},
                              frame == own  ? Role::Call
                                  : foreign ? Role::MutedText
                                            : Role::Text,
                              static_cast<std::size_t>(frame - stack->frames.begin())});
    }
    group.open = stack->frames.size() <= fewFrames;
    if (stack->cut)
        group.rows.push_back({QStringLiteral("…"), tr("further out are more"), {}, Role::MutedText});
    to.groups.push_back(std::move(group));
}

QString Inspector::frameName(const StackFrame& frame)
{
    return frame.place.function.empty() ? QStringLiteral("0x%1").arg(frame.place.address, 0, 16)
                                        : toQString(frame.place.function);
}

QString Inspector::frameValue(const StackFrame& frame)
{
    QString value = toQString(frame.module);
    if (!frame.place.file.empty())
        value = QStringLiteral("%1:%2").arg(toQString(frame.place.file).section(QLatin1Char('/'), -1)).arg(frame.place.line);
    return frame.inlined ? tr("%1, inlined").arg(value) : value;
}

void Inspector::addCallOutcome(const CallEntered& entered, const CallReturned* returned, Inspection& to) const
{
    const LabState& state = m_context.playhead->state();
    InspectionGroup group {tr("Result"), {}};
    if (const QString injected = m_lookup.injectedInto(entered.call); !injected.isEmpty())
        group.rows.push_back({tr("injected by hand"), injected, {}, Role::Lost});
    if (returned) {
        const bool failed = returned->errnum != 0;
        to.pill = failed ? toQString(errnoName(returned->errnum)) : QStringLiteral("= %1").arg(returned->result);
        to.pillRole = failed ? Role::Lost : Role::Call;
        group.rows.push_back(
            {tr("returned"), toQString(resultText(entered, *returned)), {}, failed ? Role::Lost : Role::Text});
        if (failed) {
            group.rows.push_back(
                {QStringLiteral("errno"),
                 QStringLiteral("%1 (%2)").arg(toQString(errnoName(returned->errnum))).arg(returned->errnum),
                 {},
                 Role::Lost});
            explain("errnos", errnoName(returned->errnum), to, Explanation::Tone::Lost);
        }
    } else if (const CallState* now = state.call(entered.call)) {
        if (now->phase == CallPhase::Blocked) {
            to.pill = tr("blocked"), to.pillRole = Role::Held;
            group.rows.push_back({tr("blocked since"), timeText(now->blockedAt.ns), {}, Role::Held});
            if (!now->waitChannel.empty())
                group.rows.push_back({tr("waits in"), toQString(now->waitChannel)});
            if (const ActorState* actor = state.actor(entered.actor)) {
                const BlockedReason why = blockedReason(state, *actor, *now);
                if (!why.detail.empty())
                    group.rows.push_back({tr("waits for"), toQString(why.detail)});
                explain("blocked", why.code, to, Explanation::Tone::Held, tr("Why does it wait?"));
            }
        } else {
            to.pill = now->phase == CallPhase::AboutToRun ? tr("about to run") : tr("running");
            to.pillRole = Role::Call;
            group.rows.push_back({tr("returned"), tr("not yet")});
        }
    } else if (m_context.playhead->folded()) {
        to.pill = tr("not at the playhead"), to.pillRole = Role::MutedText;
    }
    if (!group.rows.empty())
        to.groups.push_back(std::move(group));
}

void Inspector::addArguments(const CallEntered& entered, const CallReturned* returned, Inspection& to) const
{
    const CallRow* row = findCall(entered.name);
    for (std::size_t i = 0; i < entered.args.size(); ++i) {
        const ArgKind kind = row && i < row->args.size() ? row->args[i].kind : ArgKind::Pointer;
        const QString name = row && i < row->args.size() ? toQString(row->args[i].name) : tr("argument %1").arg(i + 1);
        InspectionGroup group {QStringLiteral("%1 = %2").arg(name, toQString(argumentText(entered, i, returned))), {}};
        group.rows.push_back({tr("register"), QStringLiteral("0x%1").arg(entered.args[i].raw, 0, 16)});
        const auto addMemory = [&](const ArgumentValue& value, const QString& title) {
            if (value.memory.empty())
                return;
            const int buffer = static_cast<int>(to.buffers.size());
            QString length = tr("%1 B").arg(value.memory.size());
            if (value.fullLength > value.memory.size())
                length = tr("%1 of %2 B").arg(value.memory.size()).arg(value.fullLength);
            group.rows.push_back({title, length, {buffer, 0, value.memory.size()}});
            to.buffers.push_back({QStringLiteral("%1 · %2").arg(name, title), value.memory});
            if (isAddress(kind))
                addAddress(value.memory, buffer, group);
        };
        addMemory(entered.args[i], tr("memory given"));
        if (returned && i < returned->outArgs.size())
            addMemory(returned->outArgs[i], tr("memory filled by the kernel"));
        group.open = group.rows.size() > 1;
        to.groups.push_back(std::move(group));
    }
}

void Inspector::addAddress(const Bytes& memory, int buffer, InspectionGroup& to) const
{
    if (memory.size() < 2)
        return;
    std::uint16_t family = 0;
    std::memcpy(&family, memory.data(), sizeof family);
    const std::string_view familyName = nameOf(ArgKind::Domain, family);
    const bool v6 = family == AF_INET6;
    const QString prefix = v6 ? QStringLiteral("sin6_") : QStringLiteral("sin_");
    const auto add = [&](const QString& name, const QString& value, std::size_t offset, std::size_t length,
                         bool network) {
        const ByteRange bytes {buffer, offset, length};
        const QString hex = hexText(memory.data() + offset, length);
        to.rows.push_back({prefix + name, value, bytes});
        to.rows.push_back({network ? tr("network order") : tr("host order"), hex, bytes, Role::MutedText});
    };
    add(QStringLiteral("family"), familyName.empty() ? QString::number(family) : toQString(familyName), 0, 2, false);
    const std::size_t addressAt = v6 ? offsetof(sockaddr_in6, sin6_addr) : offsetof(sockaddr_in, sin_addr);
    const std::size_t addressLength = v6 ? 16 : 4;
    if ((family != AF_INET && !v6) || memory.size() < addressAt + addressLength)
        return;
    // RFC 791 appendix B: the port's high byte comes first, whatever the machine's own order is.
    add(QStringLiteral("port"), QString::number(be16(memory.data() + 2)), 2, 2, true);
    IpAddress address;
    address.version = v6 ? 6 : 4;
    std::memcpy(address.bytes.data(), memory.data() + addressAt, addressLength);
    add(QStringLiteral("addr"), toQString(toText(address)), addressAt, addressLength, true);
}

} // namespace lab
