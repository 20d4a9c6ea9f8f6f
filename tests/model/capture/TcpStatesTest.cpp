// Who only wants states gets those that the whole analysis has, of connections with the same numbers.

#include "model/capture/TcpAnalysis.h"
#include "model/capture/TcpStates.h"

#include <QTest>

#include <random>

using namespace lab;

namespace {

constexpr std::uint8_t fin = TcpFlag::fin, syn = TcpFlag::syn, rst = TcpFlag::rst, psh = TcpFlag::psh, ack = TcpFlag::ack;

Endpoint endAt(std::uint8_t host, std::uint16_t port)
{
    Endpoint end;
    end.address.version = 4;
    end.address.bytes = {10, 9, 0, host};
    end.port = port;
    return end;
}

/// Segments of a few pairs of ends, most of which fit what went before and some of which do not.
class SomeSegments
{
public:
    explicit SomeSegments(unsigned seed)
        : m_random(seed)
    {
    }

    TcpSegment next()
    {
        const std::size_t pair = m_random() % m_next.size(), side = m_random() % 2;
        std::array<std::uint32_t, 2>& sent = m_next[pair];
        static constexpr std::array<std::uint8_t, 14> kinds {syn, syn, syn | ack, ack, ack, psh | ack, psh | ack, fin | ack, fin | ack, rst, rst | ack, 0,
                                                             syn | fin, syn | rst};
        TcpSegment one;
        const std::array ends = endsOf(pair);
        one.source = ends[side];
        one.destination = ends[1 - side];
        one.flags = kinds[m_random() % kinds.size()];
        one.seq = sent[side] - (m_random() % 4 == 0 ? m_random() % 3 : 0);
        one.ack = sent[1 - side] - m_random() % 2;
        const bool carries = (one.flags & psh) != 0 || m_random() % 8 == 0; // a SYN may, too (RFC 7413)
        one.length = carries ? 1 + m_random() % 3 : 0;
        one.window = m_random() % 4 == 0 ? 0 : 64240;
        sent[side] = one.seq + one.length + ((one.flags & (syn | fin)) != 0 ? 1 : 0);
        return one;
    }

private:
    /// The last two are of IPv6, and of one end that talks to itself.
    static std::array<Endpoint, 2> endsOf(std::size_t pair)
    {
        const Endpoint client = endAt(1, static_cast<std::uint16_t>(1024 + pair)), server = endAt(2, 8080);
        if (pair == 5)
            return {client, client};
        if (pair != 4)
            return {client, server};
        std::array ends {client, server};
        for (Endpoint& end : ends) {
            end.address.bytes[15] = end.address.bytes[3];
            end.address.version = 6;
        }
        return ends;
    }

    std::mt19937 m_random;
    std::array<std::array<std::uint32_t, 2>, 6> m_next {};
};

} // namespace

class TcpStatesTest : public QObject
{
    Q_OBJECT

private slots:
    void theyAreThoseOfTheWholeAnalysis()
    {
        for (unsigned seed = 1; seed <= 40; ++seed) {
            SomeSegments segments(seed);
            TcpStates quick;
            TcpAnalysis whole;
            for (int i = 0; i < 2000; ++i) {
                const TcpSegment segment = segments.next();
                const TcpStates::Segment a = quick.take(segment);
                const TcpAnalysis::Segment b = whole.take(segment, {i * 1000});
                QCOMPARE(a.connection, b.conversation);
                QCOMPARE(static_cast<int>(a.side), b.side);
                QVERIFY(quick[a.connection].ends == whole.conversations()[b.conversation].ends);
                QVERIFY(quick[a.connection].states == whole.conversations()[b.conversation].states);
            }
            QCOMPARE(quick.size(), whole.conversations().size());
            QVERIFY(quick.size() > 6); // ports were used again
        }
    }

    void aHundredThousandPairsOfEndsAreToldApart()
    {
        TcpStates states;
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = 0; i < 100'000; ++i) {
                TcpSegment one;
                one.source = endAt(static_cast<std::uint8_t>(3 + i / 50'000), static_cast<std::uint16_t>(i % 50'000));
                one.destination = endAt(2, 60'000);
                one.flags = round == 0 ? syn : syn | ack;
                if (round == 1)
                    std::swap(one.source, one.destination);
                const TcpStates::Segment taken = states.take(one);
                QCOMPARE(taken.connection, i);
                QCOMPARE(taken.side, static_cast<std::size_t>(round));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TcpStatesTest)
#include "TcpStatesTest.moc"
