#pragma once
// EngineEvents: what the subcommands share that play against an engine: its events one by one, the clock that both use, and
// how a run that could not be is told.

#include "app/EngineProcess.h"
#include "model/base/UniqueFd.h"
#include "model/journal/Journal.h"
#include "model/journal/JournalCodec.h"

#include <functional>

namespace lab {

class EngineEvents
{
public:
    /// `journal`: gets what is read, too.
    explicit EngineEvents(EngineProcess& engine, Journal* journal = nullptr) : m_engine(engine), m_journal(journal) { }

    /// Hands on what the engine has sent by now (at most 1 MB of it), until `take` returns false. The error: its journal is damaged.
    Status read(const std::function<bool(const Event&)>& take);

private:
    EngineProcess& m_engine;
    Journal* m_journal;
    JournalDecoder m_decoder;
};

std::int64_t monotonicNs(); ///< CLOCK_MONOTONIC, as the engine uses

/// SIGINT, SIGTERM and SIGHUP come by this descriptor from now on (signalfd(2)), so that a run can end in order.
UniqueFd endSignals();

inline constexpr int inOrder = 0, couldNotRun = 2; ///< exit statuses of every subcommand

/// Prints why on standard error; returns couldNotRun.
int complain(const std::string& message);

} // namespace lab
