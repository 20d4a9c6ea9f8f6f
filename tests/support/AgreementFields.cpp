#include "tests/support/AgreementFields.h"

#include "model/capture/TcpAnalysis.h"
#include "model/packet/Checksum.h"

#include <QProcess>

namespace lab::tests {

namespace {

const QList<std::pair<std::uint32_t, QString>>& verdictFields()
{
    static const QList<std::pair<std::uint32_t, QString>> all {
        {SegmentVerdict::retransmission, "tcp.analysis.retransmission"},
        {SegmentVerdict::outOfOrder, "tcp.analysis.out_of_order"},
        {SegmentVerdict::lostBefore, "tcp.analysis.lost_segment"},
        {SegmentVerdict::duplicateAck, "tcp.analysis.duplicate_ack"},
        {SegmentVerdict::zeroWindow, "tcp.analysis.zero_window"},
        {SegmentVerdict::zeroWindowProbe, "tcp.analysis.zero_window_probe"},
        {SegmentVerdict::keepAlive, "tcp.analysis.keep_alive"},
        {SegmentVerdict::keepAliveAck, "tcp.analysis.keep_alive_ack"},
        {SegmentVerdict::windowUpdate, "tcp.analysis.window_update"}};
    return all;
}

/// 0x0012 as 18, True as 1; each of several values for itself.
QString plainValue(const QString& value)
{
    QStringList parts = value.split(',', Qt::SkipEmptyParts);
    for (QString& part : parts) {
        bool isNumber = false;
        const qulonglong number = part.startsWith("0x") ? part.mid(2).toULongLong(&isNumber, 16) : 0;
        part = isNumber ? QString::number(number) : part == "True" ? "1" : part == "False" ? "0" : part;
    }
    return parts.join(',');
}

QString timesEight(const QString& values)
{
    QStringList parts = values.split(',', Qt::SkipEmptyParts);
    for (QString& part : parts)
        part = QString::number(part.toUInt() * 8);
    return parts.join(',');
}

QString hardwareText(const std::array<std::uint8_t, 6>& address)
{
    QStringList parts;
    for (const std::uint8_t byte : address)
        parts << QString("%1").arg(byte, 2, 16, QChar('0'));
    return parts.join(':');
}

QString checksumStatus(const std::optional<ChecksumField>& sum)
{
    if (!sum)
        return "2"; // not verified
    return sum->optional && sum->found == 0 ? "3" : sum->isRight() ? "1" : "0";
}

void addIp(FieldValues& values, ByteView frame, const Packet& packet)
{
    const IpHeader& ip = *packet.ip;
    const auto set = [&values](const char* name, auto value) { values[name] = QString::number(value); };
    const QString source = QString::fromStdString(toText(ip.source)), destination = QString::fromStdString(toText(ip.destination));
    if (ip.version == 6) {
        set("ip.version", 6);
        set("ipv6.plen", ip.totalLength - 40);
        set("ipv6.hlim", ip.hops);
        values["ipv6.src"] = source;
        values["ipv6.dst"] = destination;
        if (ip.fragmentOffset != 0 || ip.moreFragments) {
            set("ipv6.fraghdr.offset", ip.fragmentOffset);
            set("ipv6.fraghdr.more", ip.moreFragments ? 1 : 0);
        }
        return;
    }
    set("ip.version", 4);
    set("ip.hdr_len", ip.headerLength);
    set("ip.len", ip.totalLength);
    set("ip.id", ip.identification);
    set("ip.flags.df", ip.dontFragment ? 1 : 0);
    set("ip.flags.mf", ip.moreFragments ? 1 : 0);
    set("ip.frag_offset", ip.fragmentOffset);
    set("ip.ttl", ip.hops);
    set("ip.proto", ip.protocol);
    values["ip.src"] = source;
    values["ip.dst"] = destination;
    set("ip.checksum", ip.checksum);
    values["ip.checksum.status"] = checksumStatus(ipChecksum(frame, packet));
}

void addTcp(FieldValues& values, ByteView frame, const Packet& packet, std::uint32_t verdict)
{
    const TcpHeader& tcp = *packet.tcp;
    const auto set = [&values](const char* name, auto value) { values[name] = QString::number(value); };
    set("tcp.srcport", tcp.sourcePort);
    set("tcp.dstport", tcp.destinationPort);
    set("tcp.seq_raw", tcp.seq);
    set("tcp.ack_raw", tcp.ack);
    set("tcp.hdr_len", tcp.headerLength);
    set("tcp.flags", tcp.flags);
    set("tcp.window_size_value", tcp.window);
    set("tcp.checksum", tcp.checksum);
    values["tcp.checksum.status"] = checksumStatus(transportChecksum(frame, packet));
    set("tcp.urgent_pointer", tcp.urgentPointer);
    set("tcp.len", packet.payloadLength);
    const TcpOptions& options = tcp.options;
    if (options.mss)
        set("tcp.options.mss_val", *options.mss);
    if (options.windowScale)
        set("tcp.options.wscale.shift", *options.windowScale);
    if (options.sackPermitted)
        set("tcp.options.sack_perm", 1);
    QStringList left, right;
    for (const auto& [from, to] : options.sackBlocks) {
        left << QString::number(from);
        right << QString::number(to);
    }
    values["tcp.options.sack_le"] = left.join(',');
    values["tcp.options.sack_re"] = right.join(',');
    if (options.timestamps) {
        set("tcp.options.timestamp.tsval", options.timestamps->first);
        set("tcp.options.timestamp.tsecr", options.timestamps->second);
    }
    for (const auto& [bit, field] : verdictFields())
        values[field] = verdict & bit ? "1" : "";
}

} // namespace

const QStringList& comparedFields()
{
    static const QStringList all = [] {
        QStringList fields {
            "frame.len", "frame.cap_len", "eth.src", "eth.dst", "eth.type",
            "arp.opcode", "arp.src.proto_ipv4", "arp.dst.proto_ipv4",
            "ip.version", "ip.hdr_len", "ip.len", "ip.id", "ip.flags.df", "ip.flags.mf", "ip.frag_offset", "ip.ttl", "ip.proto",
            "ip.src", "ip.dst", "ip.checksum", "ip.checksum.status",
            "ipv6.plen", "ipv6.hlim", "ipv6.src", "ipv6.dst", "ipv6.fraghdr.offset", "ipv6.fraghdr.more",
            "tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.ack_raw", "tcp.hdr_len", "tcp.flags", "tcp.window_size_value",
            "tcp.checksum", "tcp.checksum.status", "tcp.urgent_pointer", "tcp.len", "tcp.options.mss_val",
            "tcp.options.wscale.shift", "tcp.options.sack_perm", "tcp.options.sack_le", "tcp.options.sack_re",
            "tcp.options.timestamp.tsval", "tcp.options.timestamp.tsecr",
            "udp.srcport", "udp.dstport", "udp.length", "udp.checksum", "udp.checksum.status",
            "icmp.type", "icmp.code", "icmp.checksum", "icmp.checksum.status", "icmpv6.type", "icmpv6.code", "icmpv6.checksum",
            "icmpv6.checksum.status"};
        for (const auto& [bit, field] : verdictFields())
            fields << field;
        return fields;
    }();
    return all;
}

QList<FieldValues> tsharkFields(const QString& path)
{
    QStringList arguments {"-n", "-r", path, "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=,"};
    for (const char* preference : {"ip.check_checksum:TRUE", "tcp.check_checksum:TRUE", "udp.check_checksum:TRUE",
                                   "tcp.relative_sequence_numbers:FALSE", "ip.defragment:FALSE", "ipv6.defragment:FALSE", "tcp.desegment_tcp_streams:FALSE"})
        arguments << "-o" << preference;
    const QStringList asked = comparedFields() + QStringList {"frame.protocols"};
    for (const QString& field : asked)
        arguments << "-e" << field;
    QProcess tshark;
    tshark.start("tshark", arguments);
    tshark.waitForFinished(120'000);
    QStringList lines = QString::fromUtf8(tshark.readAllStandardOutput()).split('\n');
    lines.removeLast();
    QList<FieldValues> all;
    for (const QString& line : lines) {
        const QStringList values = line.split('\t');
        FieldValues packet;
        for (qsizetype i = 0; i < asked.size(); ++i)
            packet[asked[i]] = plainValue(values.value(i));
        for (const char* offset : {"ip.frag_offset", "ipv6.fraghdr.offset"}) // in units of eight bytes, as on the wire
            packet[offset] = timesEight(packet[offset]);
        if (!packet["tcp.options.sack_perm"].isEmpty())
            packet["tcp.options.sack_perm"] = "1"; // it tells the option's bytes
        for (const auto& [bit, field] : verdictFields())
            packet[field] = packet[field].isEmpty() || packet[field] == "0" ? "" : "1"; // some say of what, or how often
        all << packet;
    }
    return all;
}

FieldValues ourFields(const PacketSent& sent, const Packet& packet, std::uint32_t verdict)
{
    FieldValues values;
    const auto set = [&values](const QString& name, auto value) { values[name] = QString::number(value); };
    set("frame.len", std::max<std::size_t>(sent.fullLength, sent.frame.size()));
    set("frame.cap_len", sent.frame.size());
    if (packet.ethernet) {
        values["eth.src"] = hardwareText(packet.ethernet->source);
        values["eth.dst"] = hardwareText(packet.ethernet->destination);
        set("eth.type", packet.ethernet->type);
    }
    if (packet.arp) {
        set("arp.opcode", packet.arp->operation);
        values["arp.src.proto_ipv4"] = QString::fromStdString(toText(packet.arp->sender));
        values["arp.dst.proto_ipv4"] = QString::fromStdString(toText(packet.arp->target));
    }
    if (packet.ip)
        addIp(values, sent.frame, packet);
    if (packet.tcp)
        addTcp(values, sent.frame, packet, verdict);
    if (packet.udp) {
        set("udp.srcport", packet.udp->sourcePort);
        set("udp.dstport", packet.udp->destinationPort);
        set("udp.length", packet.udp->length);
        set("udp.checksum", packet.udp->checksum);
        values["udp.checksum.status"] = checksumStatus(transportChecksum(sent.frame, packet));
    }
    if (packet.icmp) {
        const QString layer = packet.ip->version == 6 ? "icmpv6." : "icmp.";
        set(layer + "type", packet.icmp->type);
        set(layer + "code", packet.icmp->code);
        set(layer + "checksum", packet.icmp->checksum);
        values[layer + "checksum.status"] = checksumStatus(transportChecksum(sent.frame, packet));
    }
    return values;
}

QString placesOf(const PacketSent& sent, const Packet& packet, const FieldValues& theirs)
{
    QStringList places;
    const auto add = [&places](bool there, const char* word) {
        if (there)
            places << word;
    };
    add(packet.icmp && theirs["frame.protocols"].count(packet.ip->version == 6 ? ":ipv6" : ":ip") > 1, "quoted");
    add(packet.ethernet && packet.ethernet->type == 0x8100, "vlan");
    add(packet.tcp && 14U + packet.ip->headerLength + packet.tcp->headerLength > sent.frame.size(), "cut-options");
    add(packet.tcp && (sent.frame[14U + packet.ip->headerLength + 12] & 1) != 0, "ae");
    return places.join(' ');
}

} // namespace lab::tests
