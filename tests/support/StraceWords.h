#pragma once
// StraceWords: a program makes calls under strace, prints each in our words, and the two texts are compared. For kernel
// tests: needs the engine.

#include "model/calls/CallTable.h"

#include <QString>

#include <string>

namespace lab::tests {

/// Makes the call, captures it as the tracer does, and says it in our words.
std::string recorded(const CallRow& row, const std::uint64_t (&raw)[6], std::int64_t& result);

/// What is compared lies between these two: closes of impossible descriptors, which strace shows and the kernel
/// refuses.
void beginTrace();
void endTrace();

struct WordsCompared
{
    QString obstacle; ///< why nothing could be compared
    qsizetype calls = 0; ///< printed by the program
    QString differences;
};

/// Runs `program --perform` under strace.
WordsCompared compareWords(const QString& program);

} // namespace lab::tests
