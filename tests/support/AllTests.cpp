// A program of many test files: its first argument is the test's name, the rest is Qt Test's own.
#include "tests/support/TestEntry.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace lab::tests {

namespace {

const TestEntry*& last()
{
    static const TestEntry* entry = nullptr; // Entries are made before main(), in no known order of files.
    return entry;
}

} // namespace

TestEntry::TestEntry(const char* itsName, Main itsMain)
    : name(itsName)
    , main(itsMain)
    , next(last())
{
    last() = this;
}

const TestEntry* lastTestEntry()
{
    return last();
}

const TestEntry* testEntry(const char* name)
{
    const TestEntry* entry = name ? last() : nullptr;
    while (entry && std::string_view(entry->name) != name)
        entry = entry->next;
    return entry;
}

} // namespace lab::tests

int main(int argc, char** argv)
{
    if (const auto* named = lab::tests::testEntry(argc > 1 ? argv[1] : nullptr)) {
        setenv("SOCKETLAB_TEST", named->name, 1);
        argv[1] = argv[0]; // Qt Test and QCoreApplication take the first for the program.
        return named->main(argc - 1, argv + 1);
    }
    // A test that starts its own program again, with words of its own, reaches itself.
    if (const auto* inherited = lab::tests::testEntry(std::getenv("SOCKETLAB_TEST")))
        return inherited->main(argc, argv);
    std::fprintf(stderr, "Usage: %s TEST [OPTIONS OF QT TEST]. The tests:\n", argv[0]);
    for (const auto* entry = lab::tests::lastTestEntry(); entry; entry = entry->next)
        std::fprintf(stderr, "  %s\n", entry->name);
    return 2;
}
