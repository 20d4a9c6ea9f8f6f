#pragma once
// Patience: how long a test waits for what only has to come. Qt's five seconds are too few for a busy machine under the sanitizers, and
// who waits for something that comes does not wait longer for it. In every test's precompiled header, behind Qt's macros.

#include <QTest>

namespace lab::tests {

inline constexpr int patienceMs = 60'000;

} // namespace lab::tests

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, ::lab::tests::patienceMs)
#define QTRY_VERIFY2(condition, message) QTRY_VERIFY2_WITH_TIMEOUT(condition, message, ::lab::tests::patienceMs)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, ::lab::tests::patienceMs)
