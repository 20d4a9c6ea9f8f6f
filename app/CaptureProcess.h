#pragma once
// CaptureProcess: dumpcap or tcpdump as a child that captures on an interface and writes what it sees to a pipe. Only the
// child has the right to capture; this program never opens an interface. No Qt: the window and the command line use it.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/base/UniqueFd.h"

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lab {

struct CaptureCommand
{
    std::string program; ///< path of dumpcap or tcpdump
    std::string interface; ///< "eth0", "any"
    std::string filter; ///< pcap-filter(7); empty: everything
    std::uint64_t packets = 0; ///< ends after so many; 0: never by itself

    std::vector<std::string> words() const; ///< what is executed
    std::string line() const; ///< the same as it would be typed
};

class CaptureProcess
{
public:
    /// Nothing is in the way of a pipe that nobody reads: the child waits, and the kernel drops packets and counts them.
    static Result<CaptureProcess> start(const CaptureCommand& command);

    CaptureProcess(CaptureProcess&&) noexcept = default;
    CaptureProcess& operator=(CaptureProcess&&) = delete;
    ~CaptureProcess(); ///< the child is ended and waited for, at most 5 s

    int fd() const { return m_output.get(); } ///< readable: read() has bytes of the capture or the end

    bool hasBytes() const; ///< there is something to read, and not the end

    /// What is there now, at most 256 kB; empty with ended() true at the end. Never blocks.
    Bytes read();

    bool ended() const { return m_ended; }

    /// Ends the child in order: what it still has can be read until ended().
    void stop();

    /// After ended(): why it ended otherwise than in order, in its own words; empty if in order.
    std::string endReport();

    /// After ended(): packets that the kernel had no room for, as the child counted them.
    std::uint64_t dropped();

    const CaptureCommand& command() const { return m_command; }

private:
    CaptureProcess() = default;
    void readErrors();
    void wait();

    struct Child ///< moves with its owner
    {
        Child() = default;
        explicit Child(pid_t number) : pid(number) { }
        Child(Child&& other) noexcept : pid(std::exchange(other.pid, -1)) { }
        Child& operator=(Child&& other) noexcept
        {
            std::swap(pid, other.pid);
            return *this;
        }
        pid_t pid = -1;
    };

    CaptureCommand m_command;
    UniqueFd m_lifeline, m_output, m_errors;
    Child m_child;
    bool m_ended = false, m_stopped = false;
    int m_status = 0;
    std::string m_said; ///< its standard error
};

/// "3 packets dropped by kernel" (tcpdump), "… on interface 'lo': 24/0 (…)" (dumpcap): the dropped ones; 0: none are told.
std::uint64_t droppedPackets(const std::string& said);

/// What of a capture program's standard error tells of a failure: without what it says of every capture.
std::string captureFailure(const std::string& said);

} // namespace lab
