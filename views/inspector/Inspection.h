#pragma once
// Inspection: what the inspector shows of one event, as values. Made by Inspector, shown by InspectorView.

#include "model/base/Bytes.h"
#include "views/shared/Theme.h"

#include <QString>

#include <optional>
#include <vector>

namespace lab {

/// Bytes of one of Inspection::buffers that a row stands for.
struct ByteRange
{
    int buffer = -1; ///< -1: no bytes
    std::size_t offset = 0, length = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

struct InspectionRow
{
    QString name, value;
    ByteRange bytes;
    Role role = Role::Text; ///< of the value
    std::optional<std::size_t> frame; ///< of the call's CallStack: choosing the row shows its line

    friend bool operator==(const InspectionRow&, const InspectionRow&) = default;
};

struct InspectionGroup
{
    QString title;
    std::vector<InspectionRow> rows;
    bool open = true;

    friend bool operator==(const InspectionGroup&, const InspectionGroup&) = default;
};

/// A sentence that explains, under its own heading.
struct Explanation
{
    enum class Tone { Plain, Held, Lost };
    QString heading, text;
    Tone tone = Tone::Plain;

    friend bool operator==(const Explanation&, const Explanation&) = default;
};

struct ByteBuffer
{
    QString title; ///< "frame", "addr", "buf, as filled by the kernel"
    Bytes bytes;

    friend bool operator==(const ByteBuffer&, const ByteBuffer&) = default;
};

struct Inspection
{
    QString title; ///< empty: there is nothing to show
    QString pill; ///< "delivered", "blocked", "ESTAB"
    Role pillRole = Role::State;
    QString subtitle;
    std::vector<Explanation> explanations;
    std::vector<InspectionGroup> groups;
    std::vector<ByteBuffer> buffers;

    friend bool operator==(const Inspection&, const Inspection&) = default;
};

} // namespace lab
