#pragma once
// CaptureWriter: writes a pcapng file to measure with: eight conversations at a time, each a handshake, some questions and
// answers, and an orderly end. The same packets in every run.

#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace lab::bench {

class CaptureWriter
{
public:
    explicit CaptureWriter(const std::string& path); ///< throws if it cannot be written
    ~CaptureWriter();

    CaptureWriter(const CaptureWriter&) = delete;
    CaptureWriter& operator=(const CaptureWriter&) = delete;

    void write(long packets);

private:
    struct Talk
    {
        std::uint32_t client = 0, port = 0, next[2] {};
        int at = 0, questions = 0;
    };

    std::uint32_t number() { return static_cast<std::uint32_t>(m_random()); }

    void step(Talk& talk);
    void packet(Talk& talk, int side, std::uint8_t flags, std::uint32_t length);

    std::FILE* m_file;
    std::mt19937 m_random {7}; // NOLINT(cert-msc51-cpp)
    std::uint64_t m_microseconds = 0;
    std::uint32_t m_talks = 0;
};

} // namespace lab::bench
