#include "model/engine/SourceLines.h"

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <memory>

namespace lab {

namespace {

std::string written(const char* symbol)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(symbol, nullptr, nullptr, &status),
                                                           &std::free);
    return status == 0 && name ? name.get() : symbol;
}

std::string nameOf(Dwarf_Die* function)
{
    Dwarf_Attribute attribute;
    if (Dwarf_Attribute* linkage = ::dwarf_attr_integrate(function, DW_AT_linkage_name, &attribute))
        if (const char* symbol = ::dwarf_formstring(linkage))
            return written(symbol);
    const char* name = ::dwarf_diename(function);
    return name != nullptr ? name : "";
}

std::string absolute(const char* file, const char* folder)
{
    return file[0] == '/' || folder == nullptr ? file : std::string(folder) + "/" + file;
}

/// bits/socket2.h and its like: what a call is replaced by there is still the program's own call.
bool isLibraryHeader(const std::string& file)
{
    return file.starts_with("/usr/include/") && file.find("/bits/") != std::string::npos;
}

/// Where the inlined function was called: in the file that the numbering of its unit says.
void moveToCaller(Dwarf_Die* inlined, Dwarf_Die* unit, const char* folder, SourcePlace& place)
{
    Dwarf_Attribute attribute;
    Dwarf_Word file = 0, line = 0;
    Dwarf_Files* files = nullptr;
    place.file.clear();
    place.line = 0;
    if (::dwarf_formudata(::dwarf_attr(inlined, DW_AT_call_file, &attribute), &file) != 0
        || ::dwarf_formudata(::dwarf_attr(inlined, DW_AT_call_line, &attribute), &line) != 0
        || ::dwarf_getsrcfiles(unit, &files, nullptr) != 0)
        return;
    const char* name = ::dwarf_filesrc(files, file, nullptr, nullptr);
    if (name == nullptr)
        return;
    place.file = absolute(name, folder);
    place.line = static_cast<int>(line);
}

struct Freed
{
    void operator()(Dwarf_Die* scopes) const { std::free(scopes); }
};

struct Scopes
{
    std::unique_ptr<Dwarf_Die, Freed> dies;
    int count = 0;
};

/// The blocks and functions around an address, innermost first. dwarf_getscopes() goes on behind an inlined function with
/// where that was defined; dwarf_getscopes_die() with where it stands, which is what is asked for.
Scopes scopesAround(Dwarf_Die* unit, Dwarf_Addr address)
{
    Dwarf_Die* found = nullptr;
    int count = ::dwarf_getscopes(unit, address, &found);
    const std::unique_ptr<Dwarf_Die, Freed> defined(count > 0 ? found : nullptr);
    if (!defined)
        return {};
    found = nullptr;
    count = ::dwarf_getscopes_die(defined.get(), &found);
    return {std::unique_ptr<Dwarf_Die, Freed>(count > 0 ? found : nullptr), std::max(count, 0)};
}

} // namespace

std::vector<SourcePlace> placesAt(Dwfl_Module* module, std::uint64_t address)
{
    SourcePlace place;
    place.address = address;
    if (const char* symbol = ::dwfl_module_addrname(module, address))
        place.function = written(symbol);
    const std::string symbol = place.function;
    Dwfl_Line* line = ::dwfl_module_getsrc(module, address);
    const char* file = line != nullptr ? ::dwfl_lineinfo(line, nullptr, &place.line, nullptr, nullptr, nullptr) : nullptr;
    if (file == nullptr) {
        place.line = 0;
        return {place};
    }
    const char* folder = ::dwfl_line_comp_dir(line);
    place.file = absolute(file, folder);
    // The line is known; now the function that it is in, which is not the symbol's where it was inlined.
    Dwarf_Addr bias = 0;
    Dwarf_Die* unit = ::dwfl_module_addrdie(module, address, &bias);
    const Scopes scopes = unit != nullptr ? scopesAround(unit, address - bias) : Scopes {};
    std::vector<SourcePlace> places;
    for (int i = 0; i < scopes.count; ++i) {
        Dwarf_Die* scope = scopes.dies.get() + i;
        const int tag = ::dwarf_tag(scope);
        if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_subprogram)
            continue;
        const std::string name = nameOf(scope);
        place.function = name.empty() ? symbol : name;
        places.push_back(place);
        if (tag == DW_TAG_subprogram)
            return places;
        moveToCaller(scope, unit, folder, place);
    }
    place.function = symbol;
    if (places.empty() || !place.file.empty())
        places.push_back(place);
    return places;
}

SourcePlace placeAt(Dwfl_Module* module, std::uint64_t address)
{
    const std::vector<SourcePlace> places = placesAt(module, address);
    const auto own = std::find_if(places.begin(), places.end(),
                                  [](const SourcePlace& place) { return !isLibraryHeader(place.file); });
    return own == places.end() ? places.front() : *own;
}

} // namespace lab
