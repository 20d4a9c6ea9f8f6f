#pragma once
// Loopback: a host's own loopback by way of the wire. What its programs send to 127.0.0.1, ::1 or the host's own addresses
// leaves through wire0, addressed to the host itself (returnsToSender), is seen and held like any other packet, and comes
// in again on lo. It carries frames and decides nothing.
//
// AF_PACKET on lo could only watch: the kernel hands a looped packet on at once. So the routing rules of the host are
// changed (ip-rule(8)): what it sends to itself is routed to wire0 before the table `local` is asked. Coming back it would
// be routed out again; a mark that only the lab's own sender gives leads to the table `local`. It comes in on lo and not
// on wire0 because ::1 may not arrive on any other interface (RFC 4291 section 2.5.3).

#include "model/engine/FrameSender.h"
#include "model/engine/Host.h"

#include <deque>
#include <vector>

namespace lab {

class Loopback
{
public:
    explicit Loopback(Host& host); ///< throws SystemError

    /// All that was written in the host for it.
    const std::vector<SettingWritten>& settings() const { return m_settings; }

    /// Puts frames that the host has sent to itself into it; returns how many went in (FrameSender::inject).
    std::size_t inject(std::span<const ByteView> frames);

private:
    std::vector<SettingWritten> m_settings;
    FrameSender m_sender;
    std::deque<Bytes> m_copies; ///< of one burst, with lo's own addresses
    std::vector<ByteView> m_views;
};

} // namespace lab
