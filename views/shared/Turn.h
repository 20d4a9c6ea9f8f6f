#pragma once
// Turn: how long work that can wait may take in this turn of the event loop. A painting of the window, or telling all views, takes what
// it takes; a slice of reading that comes right behind it had better be short, or who presses a key meanwhile feels both.
// Of the one thread that has the window.

#include <chrono>

namespace lab {

class Turn
{
public:
    using Clock = std::chrono::steady_clock;

    // What nobody can put off begins and ends. It may have parts.
    static void begin(Clock::time_point now = Clock::now());
    static void end(Clock::time_point now = Clock::now());

    static constexpr std::chrono::milliseconds slice {6}; ///< of reading, where nothing else asks for another length

    /// Of `wanted`, how much work that can wait may take now; never nothing, so that it goes on.
    static std::chrono::microseconds left(std::chrono::microseconds wanted = slice, Clock::time_point now = Clock::now());

    static bool crowded() { return left() < slice; } ///< no room for what takes a slice

    /// The same as a time: work until then.
    static Clock::time_point until(std::chrono::microseconds wanted = slice) { return Clock::now() + left(wanted); }

    static constexpr std::chrono::milliseconds most {10}; ///< a turn with such work in it: a frame of 60 Hz has 16
    static constexpr std::chrono::milliseconds between {3}; ///< so long after what cannot be put off, it is another turn
    static constexpr std::chrono::microseconds least {500};
};

/// What nobody can put off, as long as it lives.
struct TurnWork
{
    TurnWork() { Turn::begin(); }
    ~TurnWork() { Turn::end(); }

    TurnWork(const TurnWork&) = delete;
    TurnWork& operator=(const TurnWork&) = delete;
};

} // namespace lab
