#include "tests/support/AgreementCaptures.h"

#include "model/journal/JournalCodec.h"
#include "model/packet/Packet.h"
#include "tests/support/JournalBuilder.h"

#include <random>

namespace lab::tests {

namespace {

constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack, fin = TcpFlag::fin, psh = TcpFlag::psh, rst = TcpFlag::rst;
constexpr std::int64_t ms = 1'000'000;

void put(Bytes& out, std::uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; --i)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

Bytes joined(std::initializer_list<Bytes> parts)
{
    Bytes all;
    for (const Bytes& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Bytes ethernet(std::uint16_t type, const Bytes& content)
{
    Bytes frame {2, 0, 10, 9, 0, 2, 2, 0, 10, 9, 0, 1};
    put(frame, type, 2);
    return joined({frame, content});
}

struct Ip4
{
    std::uint8_t protocol = 6;
    Bytes options;
    std::uint16_t fragment = 0; ///< flags and offset, as on the wire
    std::uint16_t id = 7;
};

Bytes ip4(const Ip4& ip, const Bytes& content)
{
    Bytes header {static_cast<std::uint8_t>(0x40 | (5 + ip.options.size() / 4)), 0x10};
    put(header, 20 + ip.options.size() + content.size(), 2);
    put(header, ip.id, 2);
    put(header, ip.fragment, 2);
    header.insert(header.end(), {61, ip.protocol, 0, 0, 10, 9, 0, 1, 10, 9, 0, 2});
    Bytes frame = ethernet(0x0800, joined({header, ip.options, content}));
    fixChecksums(frame);
    return frame;
}

/// `extensions`: whole headers, each with the number of what follows it in its first byte.
Bytes ip6(std::uint8_t next, const Bytes& content, const Bytes& extensions = {})
{
    Bytes header {0x60, 0x12, 0x34, 0x56};
    put(header, extensions.size() + content.size(), 2);
    header.insert(header.end(), {next, 63});
    for (const std::uint8_t host : {1, 2}) {
        header.insert(header.end(), {0xfd, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        header.push_back(host);
    }
    Bytes frame = ethernet(0x86dd, joined({header, extensions, content}));
    fixChecksums(frame);
    return frame;
}

struct Tcp
{
    std::uint8_t flags = ack;
    std::uint32_t seq = 1000, acknowledged = 2000;
    Bytes options;
    std::string data;
    std::uint16_t window = 64240, urgent = 0, from = 40000, to = 8080;
};

Bytes tcp(const Tcp& tcp)
{
    Bytes out;
    put(out, tcp.from, 2);
    put(out, tcp.to, 2);
    put(out, tcp.seq, 4);
    put(out, tcp.acknowledged, 4);
    out.push_back(static_cast<std::uint8_t>((20 + tcp.options.size()) / 4 << 4));
    out.push_back(tcp.flags);
    put(out, tcp.window, 2);
    put(out, 0, 2);
    put(out, tcp.urgent, 2);
    return joined({out, tcp.options, Bytes(tcp.data.begin(), tcp.data.end())});
}

Bytes udp(const std::string& data, std::uint16_t length = 0, std::uint16_t from = 40000)
{
    Bytes out;
    put(out, from, 2);
    put(out, 9999, 2);
    put(out, length != 0 ? length : 8 + data.size(), 2);
    put(out, 0, 2);
    return joined({out, Bytes(data.begin(), data.end())});
}

class Story
{
public:
    Story& add(std::int64_t afterMs, Bytes frame, std::uint32_t fullLength = 0)
    {
        m_frames.push_back({m_now += afterMs * ms, std::move(frame), fullLength});
        return *this;
    }

    Story& segment(std::int64_t afterMs, const Segment& segment) { return add(afterMs, tcpFrame(segment)); }

    std::vector<TimedFrame> frames() const { return m_frames; }

private:
    std::vector<TimedFrame> m_frames;
    std::int64_t m_now = 0;
};

std::vector<TimedFrame> optionsOfEveryKind()
{
    Story story;
    const std::vector<Bytes> all {{2, 4, 5, 0xb4},
                                  {1, 1, 1, 0},
                                  {3, 3, 14, 0},
                                  {4, 2, 1, 1},
                                  {1, 1, 5, 10, 0, 0, 11, 184, 0, 0, 15, 160},
                                  {1, 1, 5, 18, 0, 0, 11, 184, 0, 0, 15, 160, 0, 0, 19, 136, 0, 0, 23, 112},
                                  {1, 1, 8, 10, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff},
                                  {2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 10},
                                  {254, 4, 0xde, 0xad}, // an experiment (RFC 6994)
                                  {34, 6, 1, 2, 3, 4, 1, 1}}; // Fast Open
    std::uint16_t port = 41000;
    for (const Bytes& options : all) {
        story.add(1, ip4({}, tcp({syn, 77, 0, options, "", 64240, 0, port})));
        story.add(1, ip6(6, tcp({static_cast<std::uint8_t>(syn | ack), 77, 1, options, "", 64240, 0, port++})));
    }
    return story.frames();
}

std::vector<TimedFrame> flagsOfEveryKind()
{
    Story story;
    std::uint16_t port = 42000;
    for (const int flags : {0, 1, 2, 4, 8, 16, 17, 18, 20, 24, 25, 32, 48, 56, 64, 80, 128, 144, 192, 194, 255})
        story.add(1, ip4({}, tcp({static_cast<std::uint8_t>(flags), 5, 6, {}, flags == 56 ? "!" : "", 1, 3, port++})));
    Bytes accurate = ip4({}, tcp({ack, 5, 6, {}, "", 1, 0, port}));
    accurate[46] |= 1; // AE, once NS (RFC 9768): a ninth flag, beside the header's length
    fixChecksums(accurate);
    story.add(1, accurate);
    return story.frames();
}

std::vector<TimedFrame> datagramsAndMessages()
{
    Story story;
    story.add(0, ip4({17}, udp("Hello"))).add(1, ip4({17}, udp(""))).add(1, ip6(17, udp("Hello")));
    Bytes noSum = ip4({17}, udp("Hello"));
    noSum[40] = noSum[41] = 0;
    story.add(1, noSum);
    story.add(1, ip4({1}, {8, 0, 0, 0, 0, 1, 0, 2, 'p', 'i', 'n', 'g'})).add(1, ip4({1}, {0, 0, 0, 0, 0, 1, 0, 2, 'p', 'i', 'n', 'g'}));
    const Bytes datagram = ip4({17}, udp("Hello")), quoted(datagram.begin() + 14, datagram.end());
    for (const std::uint8_t code : {0, 1, 3, 13})
        story.add(1, ip4({1}, joined({{3, code, 0, 0, 0, 0, 0, 0}, quoted})));
    story.add(1, ip4({1}, joined({{3, 4, 0, 0, 0, 0, 4, 0}, quoted}))).add(1, ip4({1}, joined({{11, 0, 0, 0, 0, 0, 0, 0}, quoted})));
    const Bytes refused = ip4({}, tcp({syn, 7, 0, {}, ""}));
    story.add(1, ip4({1}, joined({{3, 1, 0, 0, 0, 0, 0, 0}, Bytes(refused.begin() + 14, refused.end())})));
    const Bytes datagram6 = ip6(17, udp("Hello")), quoted6(datagram6.begin() + 14, datagram6.end());
    story.add(1, ip6(58, joined({{1, 4, 0, 0, 0, 0, 0, 0}, quoted6}))).add(1, ip6(58, joined({{2, 0, 0, 0, 0, 0, 5, 0}, quoted6})));
    story.add(1, ip6(58, {128, 0, 0, 0, 0, 1, 0, 2, 'p'})).add(1, ip6(58, {129, 0, 0, 0, 0, 1, 0, 2, 'p'}));
    Bytes neighbour {135, 0, 0, 0, 0, 0, 0, 0, 0xfd, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1, 2, 0, 10, 9, 0, 1};
    story.add(1, ip6(58, neighbour));
    for (const std::uint8_t operation : {1, 2})
        story.add(1, ethernet(0x0806, {0, 1, 8, 0, 6, 4, 0, operation, 2, 0, 10, 9, 0, 1, 10, 9, 0, 1, 0, 0, 0, 0, 0, 0, 10, 9, 0, 2}));
    story.add(1, ip4({89}, {1, 2, 3, 4})); // a protocol that is not decoded
    return story.frames();
}

std::vector<TimedFrame> fragmentsAndExtensions()
{
    Story story;
    const auto part = [](const Bytes& frame, std::size_t from, std::size_t to) {
        return Bytes(frame.begin() + static_cast<std::ptrdiff_t>(from), frame.begin() + static_cast<std::ptrdiff_t>(to));
    };
    const Bytes whole = ip4({17}, udp(std::string(40, 'x'))), datagram = part(whole, 34, 82);
    story.add(0, ip4({17, {}, 0x2000}, part(datagram, 0, 16))).add(1, ip4({17, {}, 0x2002}, part(datagram, 16, 32)));
    story.add(1, ip4({17, {}, 0x0004}, part(datagram, 32, 48)));
    const Bytes whole6 = ip6(17, udp(std::string(40, 'x'))), datagram6 = part(whole6, 54, 102);
    story.add(1, ip6(44, part(datagram6, 0, 16), {17, 0, 0, 1, 0, 0, 0, 9}));
    story.add(1, ip6(44, part(datagram6, 16, 48), {17, 0, 0, 16, 0, 0, 0, 9}));
    story.add(1, ip4({6, {0x94, 4, 0, 0}, 0x4000}, tcp({psh | ack, 1, 1, {}, "router alert"})));
    story.add(1, ip6(0, tcp({psh | ack, 1, 1, {}, "hop by hop"}), {6, 0, 1, 4, 0, 0, 0, 0}));
    story.add(1, ip6(60, udp("two"), {43, 0, 1, 4, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0}));
    return story.frames();
}

std::vector<TimedFrame> damaged()
{
    Story story;
    Bytes wrong = ip4({}, tcp({psh | ack, 1, 1, {}, "Hello"}));
    wrong[24] ^= 1; // the IP header's sum
    story.add(0, wrong);
    wrong = ip4({}, tcp({psh | ack, 6, 1, {}, "Hello"}));
    wrong[50] ^= 1; // TCP's
    story.add(1, wrong);
    wrong = ip4({17}, udp("Hello"));
    wrong[40] ^= 1;
    story.add(1, wrong);
    const Bytes whole = ip4({}, tcp({psh | ack, 11, 1, {1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2}, std::string(100, 'x')}));
    for (const std::size_t snapped : {54U, 60U, 66U, 100U})
        story.add(1, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(snapped)), static_cast<std::uint32_t>(whole.size()));
    Bytes padded = ip4({}, tcp({ack, 111, 1, {}, ""}));
    padded.resize(60); // the least that Ethernet carries
    story.add(1, padded);
    Bytes tagged {0, 5};
    tagged.insert(tagged.end(), whole.begin() + 12, whole.end());
    story.add(1, ethernet(0x8100, tagged));
    return story.frames();
}

std::vector<TimedFrame> conversation(bool six)
{
    Endpoint c = clientEnd(40000), s = serverEnd(8080);
    if (six) {
        c.address = IpAddress {6, {0xfd, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
        s.address = IpAddress {6, {0xfd, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2}};
    }
    Story story;
    story.segment(0, {c, s, syn, 100}).segment(1, {s, c, syn | ack, 500, 101}).segment(1, {c, s, ack, 101, 501});
    story.segment(1, {c, s, psh | ack, 101, 501, "Hello"}).segment(1, {s, c, ack, 501, 106});
    story.segment(1, {c, s, fin | ack, 106, 501}).segment(1, {s, c, ack, 501, 107});
    story.segment(1, {s, c, fin | ack, 501, 107}).segment(1, {c, s, ack, 107, 502});
    return story.frames();
}

std::vector<TimedFrame> troubles()
{
    const Endpoint c = clientEnd(40001), s = serverEnd(8080);
    Story story;
    story.segment(0, {c, s, syn, 100}).segment(1000, {c, s, syn, 100}).segment(10, {s, c, syn | ack, 500, 101});
    story.segment(1, {c, s, ack, 101, 501}).segment(1, {c, s, psh | ack, 101, 501, "one"});
    story.segment(1, {c, s, psh | ack, 107, 501, "three"}); // what stands before it was not captured
    for (int i = 0; i < 3; ++i)
        story.segment(1, {s, c, ack, 501, 104});
    story.segment(300, {c, s, psh | ack, 104, 501, "two"}).segment(1, {s, c, ack, 501, 112, "", 0});
    story.segment(300, {c, s, ack, 112, 501, "x"}).segment(1, {s, c, ack, 501, 112, "", 0});
    story.segment(1, {s, c, ack, 501, 112, "", 5000}).segment(1, {c, s, psh | ack, 112, 501, "xyz"});
    story.segment(1, {s, c, ack, 501, 115, "", 5000}).segment(9000, {c, s, ack, 114, 501});
    story.segment(1, {s, c, ack, 501, 115, "", 5000}).segment(300, {c, s, psh | ack, 112, 501, "xyz"});
    story.segment(1, {s, c, rst, 501});
    return story.frames();
}

/// 60 segments on a wire that loses, overtakes and repeats, and a receiver that acknowledges each, closes its window and is
/// asked whether it is still there; the same every time. The numbers wrap (RFC 9293 section 3.4).
class Unreliable
{
public:
    /// `roundTrip`: what is late by less was overtaken, what is late by more was sent again.
    Unreliable(unsigned seed, std::int64_t roundTrip)
        : m_random(seed), m_c(clientEnd(static_cast<std::uint16_t>(43000 + seed))), m_roundTrip(roundTrip)
    {
    }

    std::vector<TimedFrame> run()
    {
        from(0, syn, m_next - 1, 0, "");
        at(m_roundTrip / 2, {m_s, m_c, syn | ack, 499, m_next});
        from(m_roundTrip, ack, m_next, 500, "");
        m_now = 30;
        for (int i = 0; i < 60; ++i)
            one();
        from(m_now, fin | ack, m_next, 500, "");
        return m_frames;
    }

private:
    void one()
    {
        const std::string data(1 + m_random() % 100, 'x');
        const auto length = static_cast<std::uint32_t>(data.size());
        const auto fate = m_random() % 12;
        const std::uint32_t first = m_next;
        if (fate != 4) // 4: lost before the place where it was captured
            from(m_now, psh | ack, m_next, 500, data);
        m_next += length;
        if (fate == 0) { // lost behind it: sent again when its time is over
            from(m_now += 300, psh | ack, first, 500, data);
        } else if (fate == 1) { // two further ones, the second before the first
            from(m_now += 1, psh | ack, m_next + length, 500, data);
            from(m_now += 1 + m_random() % 8, psh | ack, m_next, 500, data);
            m_next += 2 * length;
        } else if (fate == 4) { // three further ones make three repeated acknowledgements, and those a fast repetition
            for (int i = 0; i < 3; ++i) {
                from(m_now += 1, psh | ack, m_next, 500, data);
                m_next += length;
            }
            m_now += 10;
            for (int i = 0; i < 4; ++i)
                to(m_now += 1, first);
            from(m_now += 2, psh | ack, first, 500, data);
        }
        to(m_now += 10, m_next, fate == 2 ? 0 : 30000);
        if (fate == 2)
            to(m_now += 5, m_next);
        if (fate == 3) { // a keep-alive and its answer
            from(m_now += 9000, ack, m_next - 1, 500, "");
            to(m_now += 10, m_next);
        }
        if (fate == 5) // sent again although it was acknowledged
            from(m_now += 300, psh | ack, first, 500, data);
        if (fate == 6) { // no room; a byte asks for some
            to(m_now += 1, m_next, 0);
            from(m_now += 200, ack, m_next, 500, "y");
            to(m_now += 10, m_next, 0);
            to(m_now += 50, m_next, 30000);
        }
        m_now += 20;
    }

    void from(std::int64_t when, std::uint8_t flags, std::uint32_t seq, std::uint32_t acknowledged, const std::string& data)
    {
        at(when, {m_c, m_s, flags, seq, acknowledged, data});
    }

    void to(std::int64_t when, std::uint32_t acknowledged, std::uint16_t window = 30000)
    {
        at(when, {m_s, m_c, ack, 500, acknowledged, "", window});
    }

    void at(std::int64_t when, const Segment& segment) { m_frames.push_back({when * ms, tcpFrame(segment), 0}); }

    std::mt19937 m_random;
    std::vector<TimedFrame> m_frames;
    Endpoint m_c, m_s = serverEnd(8080);
    std::int64_t m_roundTrip = 0, m_now = 0;
    std::uint32_t m_next = 0xffffff00;
};

} // namespace

std::vector<std::pair<const char*, std::vector<TimedFrame>>> agreementCaptures()
{
    return {{"conversation", conversation(false)},
            {"conversation-ipv6", conversation(true)},
            {"troubles", troubles()},
            {"unreliable-1", Unreliable(1, 20).run()},
            {"unreliable-2", Unreliable(2, 20).run()},
            {"unreliable-3", Unreliable(3, 1).run()},
            {"unreliable-4", Unreliable(4, 5).run()},
            {"options", optionsOfEveryKind()},
            {"flags", flagsOfEveryKind()},
            {"datagrams-and-messages", datagramsAndMessages()},
            {"fragments-and-extensions", fragmentsAndExtensions()},
            {"damaged", damaged()}};
}

Bytes agreementFile(const std::vector<TimedFrame>& frames)
{
    constexpr std::int64_t zero = 1'700'000'000'000'000'000;
    Bytes bytes = journalHeader(zero);
    PacketId packet = 0;
    for (const TimedFrame& one : frames)
        encodePacket({++packet, HostId::Client, PacketOrigin::Kernel, one.frame, one.fullLength}, {one.ns}, zero, bytes);
    return bytes;
}

} // namespace lab::tests
