#pragma once
// SourceLines: what debugging information says about one address of a program: file, line and function, through inlined
// functions, C++ names as they are written.

#include "model/journal/Event.h"

#include <vector>

struct Dwfl_Module;

namespace lab {

/// `address`: of the calling instruction, not of the one after it. Without lines: the symbol's name; without symbols: the
/// address only. An inline function of the C library's own headers (recv() with _FORTIFY_SOURCE) is never the place: its
/// caller is.
SourcePlace placeAt(Dwfl_Module* module, std::uint64_t address);

/// The same address once for each function that was inlined there, innermost first, the one that has the machine code last.
/// At least one place.
std::vector<SourcePlace> placesAt(Dwfl_Module* module, std::uint64_t address);

} // namespace lab
