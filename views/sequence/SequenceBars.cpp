#include "views/sequence/SequenceBars.h"

namespace lab {

static_assert(static_cast<unsigned>(SocketState::NewSynRecv) < 16, "the greatest of them (model/journal/EventPayload.cpp)");

void SequenceBars::push_back(const SequenceBar& bar, std::uint32_t earlier)
{
    const bool known = earlier != noRow && socket(earlier) == bar.socket && m_ports[m_sockets[earlier]] == bar.port;
    if (!known) {
        m_ids.push_back(bar.socket);
        m_ports.push_back(bar.port);
    }
    m_sockets.push_back(known ? m_sockets[earlier] : static_cast<std::uint32_t>(m_ids.size() - 1));
    m_from.push_back(bar.from);
    m_to.push_back(bar.to);
    m_what.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(bar.state) | (bar.host == HostId::Server ? serverBit : 0U)
                                               | static_cast<unsigned>(bar.place) << placeShift));
}

} // namespace lab
