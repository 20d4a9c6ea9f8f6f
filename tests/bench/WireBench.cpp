// WireBench: the flowing wire, everything journalled, beside a direct veth pair with offloads off and beside a process that
// only forwards; interleaved rounds.

#include "tests/bench/BareForwarder.h"
#include "tests/bench/DirectPair.h"
#include "tests/bench/Figures.h"
#include "tests/bench/RunningLab.h"
#include "tests/bench/Traffic.h"

#include <cstdlib>
#include <exception>

#include <sched.h>

using namespace lab::bench;

namespace {

/// The window that reads a lab's journal has the other CPUs; so has this process.
void stayOff(int cpu)
{
    cpu_set_t others;
    if (::sched_getaffinity(0, sizeof others, &others) != 0 || CPU_COUNT(&others) < 2)
        return;
    CPU_CLR(cpu, &others);
    ::sched_setaffinity(0, sizeof others, &others);
}

int run(int rounds)
{
    const char* folder = std::getenv("TMPDIR");
    const std::string journal = std::string(folder ? folder : "/tmp") + "/socketlab-wirebench.pcapng";
    RunningLab lab(journal);
    const DirectPair pair;
    const BareForwarder bare(lab.cpu());
    const Networks throughBare {bare.client(), bare.server(), lab.cpu()};
    const Networks throughLab {lab.client(), lab.server(), lab.cpu()};
    const Networks direct {pair.client(), pair.server(), lab.cpu()};
    const Meanwhile nothing, drain {lab.fd(), [&lab] { lab.drain(); }};
    stayOff(lab.cpu());

    Figures directBulk("direct veth, offloads off", "Gbit/s"), bareBulk("a bare forwarder", "Gbit/s"),
        wireBulk("the wire, journalled", "Gbit/s");
    Figures directTrip("direct veth", "µs"), bareTrip("a bare forwarder", "µs"), wireTrip("the wire, journalled", "µs");
    unsigned retransmitted = 0;
    for (int round = 0; round < rounds; ++round) {
        directTrip.add(udpRoundTrip(direct, 3000, nothing));
        bareTrip.add(udpRoundTrip(throughBare, 3000, nothing));
        wireTrip.add(udpRoundTrip(throughLab, 3000, drain));
        directBulk.add(bulk(direct, 0.5, nothing).gigabitsPerSecond);
        bareBulk.add(bulk(throughBare, 0.5, nothing).gigabitsPerSecond);
        const Bulk sent = bulk(throughLab, 0.5, drain);
        wireBulk.add(sent.gigabitsPerSecond);
        retransmitted += sent.retransmitted;
    }
    lab.perform("lab: settle");
    std::remove(journal.c_str());

    Figures::printHead("TCP, one connection, 0.5 s a round");
    directBulk.print();
    bareBulk.print();
    wireBulk.print();
    Figures::printHead("UDP, one byte there and back");
    directTrip.print();
    bareTrip.print();
    wireTrip.print();
    std::printf("  %llu packets journalled, %llu lost by the lab, %u segments sent again\n", lab.packets(), lab.lost(),
                retransmitted);
    bool met = judge("throughput, of direct veth", wireBulk.median() / directBulk.median(), ">=", 0.2);
    std::printf("  %-44s %10.4f\n", "a bare forwarder's throughput, of direct veth", bareBulk.median() / directBulk.median());
    met &= judge("added round trip, in veth's own", (wireTrip.median() - directTrip.median()) / directTrip.median(),
                 "<=", 2);
    met &= judge("packets lost", static_cast<double>(lab.lost() + retransmitted), "<=", 0);
    return met ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc > 1 ? std::atoi(argv[1]) : 5);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "WireBench: %s\n", error.what());
        return 2;
    }
}
