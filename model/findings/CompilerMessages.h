#pragma once
// CompilerMessages: what a C or C++ compiler said about sources, line by line, read from the text that it writes for people:
// "FILE:LINE:COLUMN: error: TEXT", the form of gcc(1), clang(1) and, for what is missing at the end, ld(1). No file is read.
//
// Not -fdiagnostics-format=json: clang does not know it, and ld never will; the plain form is everybody's.

#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct CompilerMessage
{
    enum class Kind { Error, Warning, Note };

    Kind kind = Kind::Error;
    std::string file; ///< as the compiler wrote it
    int line = 0; ///< from 1
    int column = 0; ///< from 1, as the compiler counts; 0: not said
    std::string text; ///< "'x' undeclared (first use in this function)"

    friend bool operator==(const CompilerMessage&, const CompilerMessage&) = default;
};

/// In the order in which they were written. Lines of any other form (excerpts, "In function …", totals) are left out. The
/// compiler has to speak English (LC_MESSAGES=C): the words "error" and "warning" tell the kind.
std::vector<CompilerMessage> compilerMessages(std::string_view said);

/// What came of the sources of one lab.
struct CompilerReport
{
    std::vector<CompilerMessage> messages;
    std::vector<std::string> failed; ///< sources that did not compile; empty: all did

    friend bool operator==(const CompilerReport&, const CompilerReport&) = default;
};

/// Is the message about this source? A header's, too, if the compiler got no further in it: then it said nothing about the
/// source itself.
bool concerns(const CompilerMessage& message, const std::string& source, const CompilerReport& report);

} // namespace lab
