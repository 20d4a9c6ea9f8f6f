// CaptureBench [ROUNDS [PACKETS]]: the conversations of a capture, with inferred states and verdicts, beside programs that count,
// print or analyse the same packets; and the picture of 10,000 events. Whole processes, interleaved, the file in the page cache.

#include "model/packet/Packet.h"
#include "tests/bench/Figures.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace lab;

namespace {

void put16(std::uint8_t* at, std::uint32_t value)
{
    at[0] = static_cast<std::uint8_t>(value >> 8);
    at[1] = static_cast<std::uint8_t>(value);
}

void put32(std::uint8_t* at, std::uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value);
}

/// Writes a pcapng file: eight conversations at a time, each a handshake, some questions and answers, and an orderly end.
class CaptureWriter
{
public:
    explicit CaptureWriter(const std::string& path)
        : m_file(std::fopen(path.c_str(), "wb"))
    {
        if (m_file == nullptr)
            throw std::runtime_error("cannot write " + path);
        // A section and one Ethernet interface with times in microseconds.
        const std::uint32_t header[] {0x0A0D0D0A, 28, 0x1A2B3C4D, 1, ~0U, ~0U, 28, 1, 20, 1, 65535, 20};
        std::fwrite(header, sizeof header, 1, m_file);
    }

    ~CaptureWriter() { std::fclose(m_file); }

    CaptureWriter(const CaptureWriter&) = delete;
    CaptureWriter& operator=(const CaptureWriter&) = delete;

    void write(long packets)
    {
        std::vector<Talk> talks(8);
        for (; packets > 0; --packets)
            step(talks[number() % talks.size()]);
    }

private:
    struct Talk
    {
        std::uint32_t client = 0, port = 0, next[2] {};
        int at = 0, questions = 0;
    };

    std::uint32_t number() { return static_cast<std::uint32_t>(m_random()); }

    void step(Talk& talk)
    {
        constexpr std::uint8_t fin = TcpFlag::fin, syn = TcpFlag::syn, ack = TcpFlag::ack, psh = TcpFlag::psh;
        switch (talk.at++) {
        case 0:
            talk = {m_talks % 200 + 1, 1024 + m_talks % 60'000, {number(), number()}, 1, static_cast<int>(1 + number() % 8)};
            ++m_talks;
            return packet(talk, 0, syn, 0);
        case 1:
            return packet(talk, 1, syn | ack, 0);
        case 2:
            return packet(talk, 0, ack, 0);
        case 3:
            return packet(talk, 0, psh | ack, 16 + number() % 200);
        case 4:
            return packet(talk, 1, psh | ack, 16 + number() % 400);
        case 5:
            talk.at = --talk.questions > 0 ? 3 : 6;
            return packet(talk, 0, ack, 0);
        case 6:
            return packet(talk, 0, fin | ack, 0);
        case 7:
            return packet(talk, 1, fin | ack, 0);
        default:
            packet(talk, 0, ack, 0);
            talk.at = 0;
        }
    }

    void packet(Talk& talk, int side, std::uint8_t flags, std::uint32_t length)
    {
        Bytes frame(54 + length, 'x');
        std::memset(frame.data(), 0, 54);
        frame[0] = frame[6] = 2;
        frame[side == 0 ? 5 : 11] = 1;
        frame[12] = 8;
        std::uint8_t* ip = frame.data() + 14;
        ip[0] = 0x45;
        put16(ip + 2, 40 + length);
        ip[6] = 0x40; // don't fragment
        ip[8] = 64;
        ip[9] = 6;
        put32(ip + (side == 0 ? 12 : 16), 0x0a01'0000 + talk.client);
        put32(ip + (side == 0 ? 16 : 12), 0x0a02'0001);
        std::uint8_t* tcp = ip + 20;
        put16(tcp + (side == 0 ? 0 : 2), talk.port);
        put16(tcp + (side == 0 ? 2 : 0), 8080);
        put32(tcp + 4, talk.next[side]);
        put32(tcp + 8, (flags & TcpFlag::ack) != 0 ? talk.next[1 - side] : 0);
        tcp[12] = 0x50;
        tcp[13] = flags;
        put16(tcp + 14, 64240);
        fixChecksums(frame);
        talk.next[side] += length + ((flags & (TcpFlag::syn | TcpFlag::fin)) != 0 ? 1 : 0);
        m_microseconds += 5 + number() % 200;
        const auto size = static_cast<std::uint32_t>(frame.size());
        frame.resize((frame.size() + 3) / 4 * 4);
        const std::uint32_t whole = 32 + static_cast<std::uint32_t>(frame.size());
        const std::uint64_t time = 1'700'000'000'000'000U + m_microseconds;
        const std::uint32_t block[] {6, whole, 0, static_cast<std::uint32_t>(time >> 32), static_cast<std::uint32_t>(time), size, size};
        std::fwrite(block, sizeof block, 1, m_file);
        std::fwrite(frame.data(), 1, frame.size(), m_file);
        std::fwrite(&whole, sizeof whole, 1, m_file);
    }

    std::FILE* m_file;
    std::mt19937 m_random {7};
    std::uint64_t m_microseconds = 0;
    std::uint32_t m_talks = 0;
};

/// Seconds that a command line takes; negative: it failed, or is not installed.
double secondsOf(const std::string& command)
{
    const auto start = std::chrono::steady_clock::now();
    const bool good = std::system((command + " > /dev/null 2>&1").c_str()) == 0; // NOLINT(cert-env33-c)
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return good ? took : -1;
}

struct Peer
{
    const char* name;
    std::string command;
    double timesFaster; ///< the goal: how many times as long as ours it should take
    bench::Figures seconds;
};

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    const long packets = argc > 2 ? std::atol(argv[2]) : 1'000'000;
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const auto folder = std::filesystem::temp_directory_path() / ("capture-bench-" + std::to_string(packets));
    std::filesystem::create_directories(folder);
    const std::string file = folder / "packets.pcapng", small = folder / "small.pcapng";
    CaptureWriter(file).write(packets);
    CaptureWriter(small).write(3'300); // three events a packet and more
    const std::string lab = here / "socketlab";

    bench::Figures ours("socketlab conversations", "s"), picture("socketlab export: 10,000 events as SVG", "s");
    std::vector<Peer> peers {
        {"capinfos -c, which only counts", "capinfos -c " + file, 3, {"capinfos -c", "s"}},
        {"tcpdump -r -n", "tcpdump -r " + file + " -n", 20, {"tcpdump -r -n", "s"}},
        {"tshark -q -z flow", "tshark -r " + file + " -q -z flow,tcp,network", 100, {"tshark -q -z flow,tcp,network", "s"}},
        {"tshark -r", "tshark -r " + file, 50, {"tshark -r", "s"}},
    };
    for (int round = 0; round < rounds; ++round) {
        ours.add(secondsOf(lab + " conversations " + file));
        for (Peer& peer : peers)
            peer.seconds.add(secondsOf(peer.command));
        picture.add(secondsOf(lab + " export " + small + " --view sequence -o " + (folder / "picture.svg").string()));
    }
    std::filesystem::remove_all(folder);
    std::printf("%ld packets\n", packets);
    bench::Figures::printHead("conversations with inferred states and verdicts, every one of them printed");
    ours.print();
    for (const Peer& peer : peers)
        peer.seconds.print();
    for (const Peer& peer : peers) {
        if (peer.seconds.median() < 0)
            std::printf("  %s failed, or is not installed\n", peer.name);
        else
            bench::judge((std::string("times faster than ") + peer.name).c_str(), peer.seconds.median() / ours.median(), ">=", peer.timesFaster);
    }
    picture.print();
    bench::judge("seconds for the picture", picture.median(), "<=", 1);
    return ours.median() < 0 || picture.median() < 0 ? 1 : 0;
}
