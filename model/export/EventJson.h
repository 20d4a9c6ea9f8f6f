#pragma once
// EventJson: each event of a journal as one JSON object with the stable field names of docs/dump.md. Give it the
// events in order from the first: names, relative numbers and queue lengths come from those before.

#include "model/capture/TcpAnalysis.h"
#include "model/lab/LabState.h"

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace lab {

class EventJson
{
public:
    nlohmann::ordered_json object(const Event& event);

    /// object() on one line, without a line end. Bytes that are no UTF-8 become U+FFFD.
    std::string line(const Event& event);

    /// All that is true after the last event given.
    const LabState& state() const { return m_state; }

private:
    LabState m_state;
    TcpAnalysis m_segments;
    bool m_inferred = false; ///< a capture of another program: its states are inferred
};

} // namespace lab
