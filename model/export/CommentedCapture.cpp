// A capture for other programs: every frame with a comment that says what became of it on the wire and why it was sent.
// Wireshark and tshark show opt_comment (draft-ietf-opsawg-pcapng section 3.5) as "Packet comments".

#include "model/calls/CallText.h"
#include "model/export/ExportStory.h"
#include "model/journal/JournalCodec.h"
#include "model/journal/PcapngLayout.h"
#include "model/lab/Notes.h"

#include <array>

namespace lab {

namespace {

constexpr std::uint16_t optionComment = 1;

struct Fate
{
    Timestamp sent, held, ended;
    bool wasHeld = false, delivered = false, dropped = false;
    DropReason why = DropReason::ByCommand;
    std::uint32_t repeats = 0;
    std::vector<PacketId> copies;
    std::string cause;
};

std::string_view reasonKey(DropReason why)
{
    static constexpr std::array<std::string_view, 6> keys {"lost-by-command", "lost-wire-cut", "lost-filtered",
                                                           "lost-replaced", "lost-by-lab", "lost-queue-full"};
    return keys[static_cast<std::size_t>(why)];
}

/// Goes through a recording and notes what became of each packet, and what its host was just doing when it was sent.
class FateBook
{
public:
    explicit FateBook(const ExportRequest& request) : m_request(request) { }

    void take(const Event& event, const LabState& state)
    {
        std::visit(Overloaded {
                       [&](const PacketSent& e) { sent(e, event.time, state); },
                       [&](const PacketHeld& e) {
                           m_fates[e.packet].wasHeld = true;
                           m_fates[e.packet].held = event.time;
                       },
                       [&](const PacketDelivered& e) {
                           m_fates[e.packet].delivered = true;
                           m_fates[e.packet].ended = event.time;
                           if (const PacketState* packet = state.packet(e.packet))
                               m_arrived[static_cast<std::size_t>(otherHost(packet->from))] = e.packet;
                       },
                       [&](const PacketDropped& e) {
                           m_fates[e.packet].dropped = true;
                           m_fates[e.packet].ended = event.time;
                           m_fates[e.packet].why = e.why;
                       },
                       [&](const PacketCopied& e) {
                           m_fates[e.packet].sent = event.time;
                           m_fates[e.original].copies.push_back(e.packet);
                       },
                       [&](const PacketRepeated& e) { m_fates[e.packet].repeats = e.times; },
                       [&](const Settled&) { m_arrived = {}; }, // what a host sends after a rest, a timer made it send
                       [](const auto&) {},
                   },
                   event.body);
    }

    std::string comment(PacketId packet) const
    {
        const auto found = m_fates.find(packet);
        if (found == m_fates.end())
            return {};
        const Fate& fate = found->second;
        std::string text = fateText(fate);
        if (fate.repeats > 0)
            text += " " + word("fate-repeated", {{"times", std::to_string(fate.repeats)}});
        for (const PacketId copy : fate.copies)
            if (const auto other = m_fates.find(copy); other != m_fates.end())
                text += " " + word("fate-copy", {{"packet", std::to_string(copy)}, {"fate", fateText(other->second)}});
        return text + " " + fate.cause;
    }

private:
    std::string word(std::string_view key, const std::map<std::string, std::string>& values = {}) const
    {
        return m_request.word(key, values);
    }

    std::string fateText(const Fate& fate) const
    {
        const auto ms = [](Timestamp from, Timestamp to) { return secondsText((to.ns - from.ns) * 1000, 3); };
        const std::string reason = word(reasonKey(fate.why));
        if (fate.wasHeld && fate.delivered)
            return word("fate-held-delivered", {{"ms", ms(fate.held, fate.ended)}});
        if (fate.wasHeld && fate.dropped)
            return word("fate-held-lost", {{"ms", ms(fate.held, fate.ended)}, {"reason", reason}});
        if (fate.delivered)
            return word("fate-delivered", {{"ms", ms(fate.sent, fate.ended)}});
        if (fate.dropped)
            return word("fate-lost", {{"reason", reason}});
        return word(fate.wasHeld ? "fate-held" : "fate-open");
    }

    void sent(const PacketSent& sent, Timestamp time, const LabState& state)
    {
        Fate& fate = m_fates[sent.packet];
        fate.sent = time;
        const PacketState* packet = state.packet(sent.packet);
        fate.cause = packet ? cause(*packet, state) : std::string();
    }

    std::string cause(const PacketState& packet, const LabState& state) const
    {
        if (packet.origin != PacketOrigin::Kernel)
            return word("cause-wire");
        // A call's packets leave before it sleeps or returns: a call that is in progress just now is the reason.
        const CallState* running = nullptr;
        const ActorState* caller = nullptr;
        for (const ActorState& actor : state.actors())
            for (const ThreadState& thread : actor.threads) {
                if (actor.started.host != packet.from || actor.exited || !thread.call || thread.call->stopped
                    || thread.call->phase == CallPhase::Blocked || thread.call->phase == CallPhase::Returned
                    || (running && thread.call->enteredAt <= running->enteredAt))
                    continue;
                running = &*thread.call;
                caller = &actor;
            }
        if (running)
            return word("cause-call", {{"program", caller->started.name}, {"call", shortText(running->entered)}});
        const PacketId before = m_arrived[static_cast<std::size_t>(packet.from)];
        if (const PacketState* arrived = state.packet(before))
            return word("cause-answer", {{"packet", std::to_string(before)}, {"kind", packetWords(*arrived)}});
        return word("cause-kernel");
    }

    const ExportRequest& m_request;
    std::map<PacketId, Fate> m_fates;
    std::array<PacketId, hostCount> m_arrived {};
};

template<class Number>
void append(std::string& out, Number value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void pad(std::string& out, std::size_t written)
{
    out.append(pcapng::padded(written) - written, '\0');
}

void appendOption(std::string& out, std::uint16_t code, std::string_view value)
{
    append(out, code);
    append(out, static_cast<std::uint16_t>(value.size()));
    out += value;
    pad(out, value.size());
}

void appendFrame(std::string& out, const PacketSent& sent, std::int64_t time, std::string comment)
{
    constexpr std::size_t longest = 60'000; // an option's length has 16 bits
    comment.resize(std::min(comment.size(), longest));
    std::string body;
    append(body, static_cast<std::uint32_t>(sent.from));
    append(body, static_cast<std::uint32_t>(static_cast<std::uint64_t>(time) >> 32));
    append(body, static_cast<std::uint32_t>(time));
    append(body, static_cast<std::uint32_t>(sent.frame.size()));
    append(body, std::max(static_cast<std::uint32_t>(sent.frame.size()), sent.fullLength));
    body += asText(sent.frame);
    pad(body, sent.frame.size());
    if (!comment.empty())
        appendOption(body, optionComment, comment);
    std::string id;
    append(id, sent.packet);
    appendOption(body, pcapng::optionPacketId, id);
    appendOption(body, pcapng::optionEnd, {});
    const auto length = static_cast<std::uint32_t>(body.size() + pcapng::blockOverhead);
    append(out, pcapng::enhancedPacket);
    append(out, length);
    out += body;
    append(out, length);
}

} // namespace

Result<std::string> writeCommentedCapture(const ExportRequest& request)
{
    FateBook book(request);
    LabState state;
    std::int64_t zero = 0;
    // What becomes of a packet may lie behind the part that is exported.
    for (std::size_t i = 0; i < request.journal->size(); ++i) {
        const Event event = request.journal->at(i);
        state.apply(event);
        if (const auto* started = std::get_if<LabStarted>(&event.body))
            zero = started->wallClock;
        book.take(event, state);
    }
    Notes notes;
    notes.follow(*request.journal);
    const auto comment = [&](const PacketSent& sent, std::size_t index) {
        const Note* note = notes.on(index);
        return book.comment(sent.packet) + (note ? "\n" + request.word("note", {{"text", note->text}}) : std::string());
    };
    const Bytes header = journalHeader(zero);
    std::string out(asText(header));
    request.forEach([&](const Event& event, std::size_t index, const LabState&) {
        if (const auto* sent = std::get_if<PacketSent>(&event.body))
            appendFrame(out, *sent, zero + event.time.ns, comment(*sent, index));
    });
    return out;
}

} // namespace lab
