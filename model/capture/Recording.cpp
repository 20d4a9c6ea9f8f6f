#include "model/capture/Recording.h"

#include "model/base/FileRead.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/TcpAnalysis.h"
#include "model/capture/Unpack.h"
#include "model/journal/EventKind.h"
#include "model/journal/JournalCodec.h"
#include "model/journal/PcapngLayout.h"

#include <map>
#include <set>

namespace lab {

namespace {

/// Is the first block that says anything one of ours? Captures that another program has made of a recording of ours have
/// lost those blocks, and are foreign.
bool isOurs(ByteView file)
{
    if (file.size() < 12 || pcapng::numberAt<std::uint32_t>(file, 0) != pcapng::sectionHeader
        || pcapng::numberAt<std::uint32_t>(file, 8) != pcapng::byteOrderMagic)
        return false;
    for (std::size_t at = 0; file.size() - at >= pcapng::blockOverhead;) {
        const auto type = pcapng::numberAt<std::uint32_t>(file, at);
        const auto length = pcapng::numberAt<std::uint32_t>(file, at + 4);
        if (type == eventBlockType)
            return true;
        if (type == pcapng::enhancedPacket) {
            return length >= pcapng::blockOverhead + pcapng::packetHeader && length <= file.size() - at
                && pcapng::findOption(pcapng::packetOptions(file.subspan(at, length)), pcapng::optionLab).has_value();
        }
        if (length < pcapng::blockOverhead || length % 4 != 0 || length > file.size() - at)
            return false;
        at += length;
    }
    return true; // no packets at all
}

/// Writes the journal of a foreign capture, frame by frame.
class ForeignJournal
{
public:
    /// Makes room for the frames of this file: a vector that grows by doubling holds most of it twice meanwhile.
    void makeRoomFor(ByteView file)
    {
        constexpr std::size_t besideEachFrame = 14 + 60 + 40; // a made Ethernet header, its block, PacketDelivered
        std::size_t bytes = 1024;
        (void)readCapture(file, [&](const CapturedFrame& frame) { bytes += pcapng::padded(frame.bytes.size()) + besideEachFrame; });
        m_bytes.reserve(bytes);
    }

    void take(const CapturedFrame& captured)
    {
        const Bytes frame = asEthernet(captured);
        if (frame.empty()) {
            m_unknownLinks.insert(captured.linkType);
            ++m_leftOut;
            return;
        }
        if (m_bytes.empty())
            begin(captured.time);
        const Timestamp time = pcapng::journalTime(
            static_cast<std::int64_t>(static_cast<std::uint64_t>(captured.time) - static_cast<std::uint64_t>(m_zero)));
        const std::size_t added = frame.size() - captured.bytes.size(); // a made header counts as captured; may wrap, and back
        const auto fullLength = static_cast<std::uint32_t>(captured.fullLength + added);
        const Packet packet = decodePacket(frame, fullLength);
        const auto segment = m_analysis.take(packet, time);
        const HostId from = segment ? static_cast<HostId>(segment->side) : side(packet);
        encodePacket({++m_packets, from, PacketOrigin::Kernel, frame, fullLength}, time, m_zero, m_bytes);
        write(time, PacketDelivered {m_packets});
        if (segment)
            tellStates(*segment, time);
    }

    std::size_t leftOut() const { return m_leftOut; }

    std::uint32_t unknownLink() const { return m_unknownLinks.empty() ? 0 : *m_unknownLinks.begin(); }

    Bytes finish()
    {
        if (m_bytes.empty())
            begin(0);
        return std::move(m_bytes);
    }

private:
    void begin(std::int64_t zero)
    {
        m_zero = zero;
        const Bytes header = journalHeader(zero);
        m_bytes.insert(m_bytes.end(), header.begin(), header.end());
        write({0}, Notice {Notice::Severity::Info, std::string(inferredNotice), {}});
    }

    void write(Timestamp time, EventBody body) { encodeEvent({time, std::move(body)}, m_zero, m_bytes); }

    /// Of a packet that belongs to no TCP conversation: whoever was first heard of a pair is the client.
    HostId side(const Packet& packet)
    {
        const std::string source = packet.arp ? toText(packet.arp->sender) : toText(packet.source().address);
        const std::string destination = packet.arp ? toText(packet.arp->target) : toText(packet.destination().address);
        const auto known = m_firstHeard.emplace(std::minmax(source, destination), source).first;
        return known->second == source ? HostId::Client : HostId::Server;
    }

    void tellStates(const TcpAnalysis::Segment& segment, Timestamp time)
    {
        const Conversation& one = m_analysis.conversations()[segment.conversation];
        m_told.resize(m_analysis.conversations().size());
        const auto sender = static_cast<std::size_t>(segment.side);
        for (const std::size_t side : {sender, 1 - sender}) {
            SocketState& told = m_told[segment.conversation][side];
            if (told == one.states[side])
                continue;
            told = one.states[side];
            SocketRow row;
            row.socket = inferredSockets + segment.conversation * 2 + side;
            row.host = static_cast<HostId>(side);
            row.state = told;
            row.local = one.ends[side];
            row.remote = one.ends[1 - side];
            if (told == SocketState::Close)
                write(time, SocketGone {row.host, row.socket});
            else
                write(time, SocketSampled {row});
        }
    }

    Bytes m_bytes;
    std::int64_t m_zero = 0;
    PacketId m_packets = 0;
    TcpAnalysis m_analysis;
    std::vector<std::array<SocketState, 2>> m_told;
    std::map<std::pair<std::string, std::string>, std::string> m_firstHeard;
    std::set<std::uint32_t> m_unknownLinks;
    std::size_t m_leftOut = 0;
};

std::string count(std::size_t number, const char* what)
{
    return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

Status isSomeCapture(ByteView begins, const std::string& name)
{
    if (isPacked(begins) || isCapture(begins))
        return Nothing {};
    if (begins.empty())
        return Error {name + " is empty; expected a capture (pcap or pcapng)"};
    static constexpr char digits[] = "0123456789abcdef";
    std::string found;
    for (const std::uint8_t byte : begins.first(std::min<std::size_t>(begins.size(), 4)))
        found += std::string(found.empty() ? "" : " ") + digits[byte >> 4] + digits[byte & 15];
    return Error {name + " is no recording that can be read: at byte 0: found " + found
                  + ", expected pcap, pcapng, or one of them packed with gzip or zstd."};
}

} // namespace

bool isInferred(const Journal& journal)
{
    if (journal.size() == 0 || journal.kindOf(0) != kindIndexOf<Notice>())
        return false;
    const Event first = journal.at(0);
    const auto* notice = std::get_if<Notice>(&first.body);
    return notice && notice->code == inferredNotice;
}

Result<std::unique_ptr<Journal>> openRecording(const std::string& path)
{
    const std::string name = path == "-" ? "standard input" : path;
    Result<Bytes> read = readFile(path, [&](ByteView begins) { return isSomeCapture(begins, name); });
    if (!read)
        return read.error();
    return readRecording(std::move(*read), name);
}

Result<std::unique_ptr<Journal>> readRecording(Bytes file, const std::string& name)
{
    if (const Status known = isSomeCapture(file, name); !known)
        return known.error();
    std::string damage;
    if (isPacked(file)) {
        Unpacked unpacked = unpack(file);
        damage = unpacked.damage;
        file = std::move(unpacked.bytes);
        if (file.empty() && !damage.empty())
            return Error {name + " can't be unpacked: " + damage + "."};
        if (const Status known = isSomeCapture(file, "what is packed in " + name); !known)
            return known.error();
    }
    if (isOurs(file)) {
        const std::string packed = damage.empty() ? "" : name + " is damaged " + damage + "; what came before it is shown.";
        return Journal::read(std::move(file), name, {packed});
    }
    ForeignJournal foreign;
    foreign.makeRoomFor(file);
    std::size_t frames = 0;
    const Status whole = readCapture(file, [&](const CapturedFrame& frame) {
        ++frames;
        foreign.take(frame);
    });
    if (damage.empty() && !whole)
        damage = whole.error().message;
    if (frames == 0 && !damage.empty())
        return Error {name + " is damaged " + damage + "; 0 packets before it recovered."};
    if (frames > 0 && frames == foreign.leftOut())
        return Error {name + " has only packets of a link that is not read (LINKTYPE " + std::to_string(foreign.unknownLink())
                      + "); expected Ethernet, raw IP, Linux cooked, null or loopback."};
    JournalDamage told;
    if (!damage.empty())
        told.message = name + " is damaged " + damage + "; " + count(frames, "packet") + " before it recovered.";
    else if (foreign.leftOut() > 0)
        told.message = name + ": " + count(foreign.leftOut(), "packet") + " of a link that is not read (LINKTYPE "
            + std::to_string(foreign.unknownLink()) + ") were left out.";
    file = Bytes(); // the journal has its own bytes
    return Journal::read(foreign.finish(), name, std::move(told));
}

} // namespace lab
