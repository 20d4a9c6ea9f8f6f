// CaptureBench [ROUNDS [PACKETS]]: the conversations of a capture, with inferred states and verdicts, beside programs that count,
// print or analyse the same packets; and the picture of 10,000 events. Whole processes, interleaved, the file in the page cache.

#include "tests/bench/CaptureWriter.h"
#include "tests/bench/Figures.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace lab;

namespace {

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
    bench::CaptureWriter(file).write(packets);
    bench::CaptureWriter(small).write(3'300); // three events a packet and more
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
