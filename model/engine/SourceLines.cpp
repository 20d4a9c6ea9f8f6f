#include "model/engine/SourceLines.h"

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
bool moveToCaller(Dwarf_Die* inlined, Dwarf_Die* unit, const char* folder, SourcePlace& place)
{
    Dwarf_Attribute attribute;
    Dwarf_Word file = 0, line = 0;
    Dwarf_Files* files = nullptr;
    if (::dwarf_formudata(::dwarf_attr(inlined, DW_AT_call_file, &attribute), &file) != 0
        || ::dwarf_formudata(::dwarf_attr(inlined, DW_AT_call_line, &attribute), &line) != 0
        || ::dwarf_getsrcfiles(unit, &files, nullptr) != 0)
        return false;
    const char* name = ::dwarf_filesrc(files, file, nullptr, nullptr);
    if (name == nullptr)
        return false;
    place.file = absolute(name, folder);
    place.line = static_cast<int>(line);
    return true;
}

/// The line is known; now the function that it is in, which is not the symbol's where it was inlined.
void findFunction(Dwfl_Module* module, std::uint64_t address, const char* folder, SourcePlace& place)
{
    Dwarf_Addr bias = 0;
    Dwarf_Die* unit = ::dwfl_module_addrdie(module, address, &bias);
    if (unit == nullptr)
        return;
    Dwarf_Die* found = nullptr;
    const int count = ::dwarf_getscopes(unit, address - bias, &found);
    const std::unique_ptr<Dwarf_Die, decltype(&std::free)> scopes(count > 0 ? found : nullptr, &std::free);
    for (int i = 0; i < count; ++i) { // innermost first
        Dwarf_Die* scope = found + i;
        const int tag = ::dwarf_tag(scope);
        if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_subprogram)
            continue;
        if (tag == DW_TAG_inlined_subroutine && isLibraryHeader(place.file) && moveToCaller(scope, unit, folder, place))
            continue;
        if (std::string name = nameOf(scope); !name.empty())
            place.function = std::move(name);
        return;
    }
}

} // namespace

SourcePlace placeAt(Dwfl_Module* module, std::uint64_t address)
{
    SourcePlace place;
    place.address = address;
    if (const char* symbol = ::dwfl_module_addrname(module, address))
        place.function = written(symbol);
    Dwfl_Line* line = ::dwfl_module_getsrc(module, address);
    const char* file = line != nullptr ? ::dwfl_lineinfo(line, nullptr, &place.line, nullptr, nullptr, nullptr) : nullptr;
    if (file == nullptr) {
        place.line = 0;
        return place;
    }
    const char* folder = ::dwfl_line_comp_dir(line);
    place.file = absolute(file, folder);
    findFunction(module, address, folder, place);
    return place;
}

} // namespace lab
