#include "tests/bench/CaptureWriter.h"

#include "model/packet/Packet.h"

#include <stdexcept>

namespace lab::bench {

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

} // namespace

CaptureWriter::CaptureWriter(const std::string& path)
    : m_file(std::fopen(path.c_str(), "wb"))
{
    if (m_file == nullptr)
        throw std::runtime_error("cannot write " + path);
    // A section and one Ethernet interface with times in microseconds.
    const std::uint32_t header[] {0x0A0D0D0A, 28, 0x1A2B3C4D, 1, ~0U, ~0U, 28, 1, 20, 1, 65535, 20};
    std::fwrite(header, sizeof header, 1, m_file);
}

CaptureWriter::~CaptureWriter()
{
    std::fclose(m_file);
}

void CaptureWriter::write(long packets)
{
    std::vector<Talk> talks(8);
    for (; packets > 0; --packets)
        step(talks[number() % talks.size()]);
}

void CaptureWriter::step(Talk& talk)
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

void CaptureWriter::packet(Talk& talk, int side, std::uint8_t flags, std::uint32_t length)
{
    Bytes frame(54);
    frame.resize(54 + length, 'x');
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

} // namespace lab::bench
