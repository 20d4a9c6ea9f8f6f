#pragma once

namespace lab::tests {

/// One test file of a program that holds many (SOCKETLAB_UNITY): what QTEST_MAIN made of it, under its class's name.
struct TestEntry
{
    using Main = int (*)(int, char**);

    /// NAME must live as long as the program.
    TestEntry(const char* name, Main main);

    const char* name;
    Main main;
    const TestEntry* next; ///< Those that were entered before.
};

/// The last that was entered; null where none was.
const TestEntry* lastTestEntry();

/// The one of that name; null where there is none, or no name.
const TestEntry* testEntry(const char* name);

} // namespace lab::tests
