#pragma once
// SocketHistory: which events of a journal changed each socket, and what they said of its state and queues. Keeps four
// bytes a change; the changes themselves are decoded when somebody looks, a few of them. Grows with the journal, a
// piece at a time.

#include "model/journal/Journal.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace lab {

inline constexpr int socketChangesShown = 32; ///< of a socket's history

/// What a socket was from one change to the next.
struct SocketMoment
{
    std::size_t event = 0; ///< the change: index into the journal
    bool gone = false; ///< it left the kernel's table; the rest then means nothing
    SocketState state = SocketState::None;
    std::uint32_t received = 0, sent = 0; ///< SocketRow::recvQueue and sendQueue

    friend bool operator==(const SocketMoment&, const SocketMoment&) = default;
};

class SocketHistory
{
public:
    struct Life
    {
        SocketId socket = 0;
        std::vector<std::uint32_t> changes; ///< ascending events: SocketSampled and SocketGone
    };

    void reset();
    /// Takes in at most `most` further events of those before event `end`; true when all of these are in.
    bool follow(const Journal& journal, std::size_t end, std::size_t most);

    std::size_t followed() const { return m_followed; }

    const std::vector<Life>& lives() const { return m_lives; } ///< in order of first sight

    const Life* life(SocketId socket) const;
    std::optional<std::size_t> newest(SocketId socket,
                                      std::size_t before) const; ///< its last change before event `before`

    /// Its last changes before event `before`, at most `most` of them, oldest first.
    std::vector<SocketMoment> moments(const Journal& journal, SocketId socket, std::size_t before,
                                      std::size_t most) const;

private:
    std::size_t m_followed = 0;
    std::vector<Life> m_lives;
    std::unordered_map<SocketId, std::uint32_t> m_places;
};

} // namespace lab
