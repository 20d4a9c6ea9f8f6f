#pragma once
// EventNumber: which event of a journal, as it is kept where there are many of them.

#include <cstddef>
#include <cstdint>
#include <limits>

namespace lab {

inline constexpr std::size_t noEvent = std::numeric_limits<std::size_t>::max();

/// A number of an event, or noEvent, in half the room: there are several of them for each of a million packets.
class EventNumber
{
public:
    EventNumber(std::size_t event = noEvent) : m_event(static_cast<std::uint32_t>(event)) { } // noEvent becomes none

    operator std::size_t() const { return m_event == none ? noEvent : m_event; }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t m_event;
};

} // namespace lab
