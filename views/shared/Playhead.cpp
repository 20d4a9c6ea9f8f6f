#include "views/shared/Playhead.h"

#include "model/capture/Recording.h"
#include "model/journal/EventKind.h"
#include "model/lab/CaptureFold.h"
#include "model/lab/ThisMachine.h"

#include <algorithm>
#include <utility>

namespace lab {

bool isStepStop(int kind)
{
    static const std::vector<bool> stops = [] {
        std::vector<bool> list(std::variant_size_v<EventVariant>, false);
        for (const int stop :
             {kindIndexOf<ActorStarted>(), kindIndexOf<ActorExited>(), kindIndexOf<CallEntered>(), kindIndexOf<CallBlocked>(),
              kindIndexOf<CallReturned>(), kindIndexOf<PacketSent>(), kindIndexOf<PacketDelivered>(),
              kindIndexOf<PacketDropped>(), kindIndexOf<PacketCopied>(), kindIndexOf<SocketSampled>()})
            list[static_cast<std::size_t>(stop)] = true;
        return list;
    }();
    return kind >= 0 && static_cast<std::size_t>(kind) < stops.size() && stops[static_cast<std::size_t>(kind)];
}

Playhead::Playhead(QObject* parent)
    : QObject(parent)
{
    m_checkpoints.emplace_back();
}

void Playhead::setJournal(const Journal* journal, std::size_t events)
{
    m_journal = journal ? journal : &m_empty;
    m_position = 0;
    m_live = true;
    m_opening = events > 0;
    m_state = m_ahead = m_elsewhere = LabState();
    // Of a long recording no checkpoint is made that would be thinned out again.
    const std::size_t size = std::max(m_journal->size(), events);
    const Interval interval = m_journal->isCapture() ? captureInterval : labInterval;
    m_interval = std::max(size > interval.ofLong * 10 ? interval.ofLong : interval.first, size / mostCheckpoints + 1);
    m_checkpoints.assign(1, LabState());
    m_retired.clear();
    fold(m_journal->size());
    m_notes.clear();
    m_lookup.reset();
    readOn();
    emit journalChanged();
    emit moved();
}

bool Playhead::thisMachine() const
{
    return m_journal->size() > 1 && saysThisMachine(m_journal->at(1).body); // the lab's first word about itself
}

bool Playhead::ofLab() const
{
    return foreignNotice(*m_journal).empty() && !thisMachine();
}

void Playhead::moveTo(std::size_t position)
{
    position = std::min(position, m_journal->size());
    const bool live = position == m_journal->size();
    if (position == m_position && live == m_live)
        return;
    m_live = live;
    if (isFar(position))
        m_position = position;
    else
        fold(position);
    emit moved();
}

void Playhead::goLive()
{
    moveTo(m_journal->size());
}

void Playhead::stepBack()
{
    std::size_t position = m_position;
    while (position > 0) {
        --position;
        if (position > 0 && isStepStop(m_journal->kindOf(position - 1)))
            break;
    }
    moveTo(position);
}

void Playhead::stepForward()
{
    std::size_t position = m_position;
    while (position < m_journal->size()) {
        ++position;
        if (isStepStop(m_journal->kindOf(position - 1)))
            break;
    }
    moveTo(position);
}

bool Playhead::restsAnywhere() const
{
    for (std::size_t i = 0; i < m_journal->size(); ++i)
        if (m_journal->kindOf(i) == kindIndexOf<Settled>())
            return true;
    return false;
}

void Playhead::restBack()
{
    if (!restsAnywhere())
        return stepBack();
    bool seen = false;
    std::size_t position = m_position;
    for (; position > 0; --position) {
        const int kind = m_journal->kindOf(position - 1);
        if (seen && kind == kindIndexOf<Settled>())
            break;
        seen = seen || isStepStop(kind);
    }
    moveTo(position);
}

void Playhead::restForward()
{
    if (!restsAnywhere())
        return stepForward();
    bool seen = false;
    std::size_t position = m_position;
    while (position < m_journal->size()) {
        const int kind = m_journal->kindOf(position++);
        if (seen && kind == kindIndexOf<Settled>())
            break;
        seen = seen || isStepStop(kind);
    }
    moveTo(position);
}

void Playhead::readOn()
{
    m_notes.follow(*m_journal);
    m_lookup.follow(*m_journal);
}

void Playhead::journalGrew(Fold how)
{
    readOn();
    const std::size_t applied = m_state.applied();
    const bool grew = m_live && m_position != m_journal->size();
    const bool waits = !m_live && !folded();
    if (m_live && how == Fold::Now)
        fold(m_journal->size());
    else if (waits && (how == Fold::Now || due()))
        fold(m_position);
    else if ((m_live || waits) && m_ahead.applied() > applied)
        showAhead();
    if (grew)
        m_position = m_journal->size();
    emit appended();
    if (grew || applied != m_state.applied())
        emit moved();
}

/// prepare() keeps no packets but the journal's last: those that the state is to have are the next.
void Playhead::showAhead()
{
    const std::size_t end = m_live ? m_journal->size() : m_position;
    LabState state = m_ahead;
    while (state.packetsForgotten() && state.applied() < end)
        applySome(state, 0, end);
    if (!state.packetsForgotten())
        m_state = std::move(state);
}

bool Playhead::prepare(std::optional<std::chrono::microseconds> budget)
{
    constexpr std::size_t piece = 256; // events between two looks at the clock
    const std::size_t pass = beginAhead();
    const auto begun = std::chrono::steady_clock::now();
    while (m_ahead.applied() < m_journal->size()) {
        const std::size_t end = std::min(m_ahead.applied() / piece * piece + piece, m_journal->size());
        while (m_ahead.applied() < end)
            applySome(m_ahead, pass, end);
        if (budget && m_ahead.applied() < m_journal->size() && std::chrono::steady_clock::now() - begun >= *budget)
            return false;
    }
    m_opening = false;
    readOn();
    return true;
}

void Playhead::prepareMore()
{
    if (!m_journal->isCapture())
        return (void)prepare();
    const std::size_t pass = beginAhead();
    while (m_ahead.applied() < pass)
        applySome(m_ahead, pass, pass);
}

/// passUntil() of the state that is moved on to the end.
std::size_t Playhead::beginAhead()
{
    if (m_ahead.applied() < m_state.applied())
        m_ahead = m_state;
    return passUntil(m_ahead, m_journal->size());
}

int Playhead::preparedPercent() const
{
    return m_journal->size() == 0 ? 100 : static_cast<int>(newest().applied() * 100 / m_journal->size());
}

/// The nearest before it from which all is known that is true there.
std::size_t Playhead::checkpointFor(std::size_t position) const
{
    std::size_t nearest = std::min(position / m_interval, m_checkpoints.size() - 1);
    while (!knowsAllAt(position, m_checkpoints[nearest]))
        --nearest; // the first has forgotten nothing
    return nearest;
}

/// Will it, moved on to that position, have all packets that a state keeps?
bool Playhead::knowsAllAt(std::size_t position, const LabState& state) const
{
    return !state.packetsForgotten() || keptFrom(*m_journal, state.applied(), position);
}

/// Would folding up to there be felt? Then prepare() does it, which is on its way.
bool Playhead::isFar(std::size_t position) const
{
    return m_opening && position > newest().applied() + labInterval.ofLong;
}

void Playhead::fold(std::size_t position)
{
    const std::size_t nearest = checkpointFor(position), here = m_state.applied();
    if (position < here || nearest * m_interval > here) {
        if (here > m_ahead.applied())
            m_ahead = std::move(m_state); // whoever asks for the newest need not fold it again
        m_state = m_checkpoints[nearest];
    }
    if (m_ahead.applied() <= position && m_ahead.applied() > m_state.applied() && knowsAllAt(position, m_ahead))
        m_state = m_ahead;
    const std::size_t pass = passUntil(m_state, position);
    while (m_state.applied() < position)
        applySome(m_state, pass, position);
    m_position = position;
}

/// The event before which nobody needs the packets of `state` while it is moved on to `to`.
std::size_t Playhead::passUntil(const LabState& state, std::size_t to) const
{
    if (!m_journal->isCapture() || !isOfCapture(state))
        return 0;
    return keptFrom(*m_journal, state.applied(), to).value_or(0);
}

const PacketState* Playhead::packetSent(PacketId id, std::size_t event) const
{
    if (m_captured = capturedPacket(*m_journal, event); m_captured)
        return &*m_captured;
    for (const LabState* state : {&m_state, &std::as_const(m_elsewhere)})
        if (const PacketState* known = state->packet(id))
            return known;
    // A state keeps that many packets: it is still among them, and so are those before it, which are looked at next.
    // What is far behind the last checkpoint is not folded while somebody waits for a picture.
    const std::size_t reach = m_opening ? newest().applied() : std::min(m_journal->size(), newest().applied() + labInterval.ofLong);
    const std::size_t end = std::min(event + LabState::packetsKept, reach);
    if (event >= end)
        return nullptr;
    const LabState& checkpoint = m_checkpoints[checkpointFor(end)];
    const bool goesOn = m_elsewhere.applied() > checkpoint.applied() && m_elsewhere.applied() <= end && knowsAllAt(end, m_elsewhere);
    if (!goesOn)
        m_elsewhere = checkpoint;
    const std::size_t pass = passUntil(m_elsewhere, end);
    while (m_elsewhere.applied() < end)
        moveOn(m_elsewhere, pass, end);
    return m_elsewhere.packet(id);
}

void Playhead::moveOn(LabState& state, std::size_t pass, std::size_t end) const
{
    if (state.applied() < pass && isOfCapture(state))
        passEvents(state, *m_journal, std::min(pass, end));
    else
        state.apply(m_journal->at(state.applied()));
}

void Playhead::applySome(LabState& state, std::size_t pass, std::size_t end)
{
    constexpr std::size_t between = 64; // events
    const std::size_t checkpoint = m_checkpoints.size() * m_interval, next = state.applied() / between * between + between;
    moveOn(state, pass, std::min({end, next, checkpoint > state.applied() ? checkpoint : end}));
    if (!m_retired.empty() && state.applied() % between == 0)
        m_retired.pop_back();
    if (state.applied() == checkpoint)
        keepCheckpoint(state);
}

void Playhead::keepCheckpoint(LabState state)
{
    if (isOfCapture(state) && keptFrom(*m_journal, state.applied() - m_interval, state.applied()))
        state.forgetPackets();
    m_checkpoints.push_back(std::move(state));
    if (m_checkpoints.size() <= mostCheckpoints)
        return;
    // What a checkpoint does not share with its neighbours adds up: twice the distance instead of more memory.
    std::vector<LabState> kept;
    kept.reserve(mostCheckpoints + 1);
    for (std::size_t i = 0; i < m_checkpoints.size(); ++i)
        (i % 2 == 0 ? kept : m_retired).push_back(std::move(m_checkpoints[i]));
    m_checkpoints = std::move(kept);
    m_interval *= 2;
}

} // namespace lab
