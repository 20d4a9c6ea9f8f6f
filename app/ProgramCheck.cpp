#include "app/ProgramCheck.h"

#include "model/base/Text.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include <elf.h>
#include <unistd.h>

namespace lab {

namespace fs = std::filesystem;

namespace {

/// The machines that people have beside an x86-64 (elf(5), e_machine).
std::string machineName(unsigned machine)
{
    switch (machine) {
    case EM_386:
        return "32-bit x86";
    case EM_X86_64:
        return "x86-64";
    case EM_ARM:
        return "32-bit ARM";
    case EM_AARCH64:
        return "ARM (aarch64)";
    case EM_RISCV:
        return "RISC-V";
    default:
        return "machine " + std::to_string(machine) + " of the ELF format";
    }
}

std::string beginningOf(std::ifstream& file, std::size_t length)
{
    std::string bytes(length, 0);
    file.read(bytes.data(), static_cast<std::streamsize>(length));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    file.clear();
    return bytes;
}

/// `#! interpreter [argument]` (execve(2)).
Status checkScript(const std::string& path, const std::string& beginning)
{
    const std::string line = beginning.substr(2, beginning.find('\n') - 2);
    const std::size_t from = line.find_first_not_of(" \t");
    const std::string interpreter =
        from == std::string::npos ? "" : line.substr(from, line.find_first_of(" \t\r", from) - from);
    if (!interpreter.empty() && line.ends_with(interpreter + '\r'))
        return Error {path
                      + " has lines that end as on Windows, so the kernel looks for an interpreter of another name: "
                        "dos2unix "
                      + path};
    if (::access(interpreter.c_str(), X_OK) == 0)
        return Nothing {};
    return Error {path + " names the interpreter '" + interpreter
                  + "' in its first line, which is not here; install it, or name the one that is"};
}

/// PT_INTERP: the loader of a program with shared libraries. Empty: none.
std::string loaderOf(std::ifstream& file, const Elf64_Ehdr& header)
{
    for (unsigned i = 0; i < header.e_phnum && header.e_phentsize == sizeof(Elf64_Phdr); ++i) {
        Elf64_Phdr segment {};
        file.seekg(static_cast<std::streamoff>(header.e_phoff + i * sizeof segment));
        if (!file.read(reinterpret_cast<char*>(&segment), sizeof segment))
            return "";
        if (segment.p_type != PT_INTERP || segment.p_filesz > 4096)
            continue;
        file.seekg(static_cast<std::streamoff>(segment.p_offset));
        return beginningOf(file, segment.p_filesz).c_str();
    }
    return "";
}

Status checkElf(const std::string& path, std::ifstream& file, const std::string& beginning)
{
    Elf64_Ehdr header {};
    if (beginning.size() < sizeof header)
        return Error {path + " is a program that was cut off: it ends within its first header"};
    std::memcpy(&header, beginning.data(), sizeof header);
    if (header.e_machine != EM_X86_64 || header.e_ident[EI_CLASS] != ELFCLASS64)
        return Error {path + " is built for " + machineName(header.e_machine) + "; the lab runs programs for "
                      + machineName(EM_X86_64) + ": build it here"};
    if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
        return Error {path + " is compiled but not linked, so it is no program yet; link it (cc -o program " + path
                      + ")"};
    const std::string loader = loaderOf(file, header);
    if (!loader.empty() && ::access(loader.c_str(), X_OK) != 0)
        return Error {path + " needs the loader " + loader
                      + ", which is not here; build it on this machine, or link it "
                        "statically (-static)"};
    return Nothing {};
}

} // namespace

Status checkProgram(const std::string& path)
{
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (!fs::exists(status))
        return Error {"there is no program " + path};
    if (fs::is_directory(status))
        return Error {path + " is a folder, not a program; name the program in it"};
    if (!fs::is_regular_file(status))
        return Error {path + " is no file with a program in it"};
    if (::access(path.c_str(), X_OK) != 0)
        return Error {path + " is not executable: chmod +x " + path};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Nothing {}; // a program may be run without being readable
    const std::string beginning = beginningOf(file, 256);
    if (beginning.empty())
        return Error {path + " is empty"};
    if (beginning.starts_with("#!"))
        return checkScript(path, beginning);
    if (beginning.starts_with(ELFMAG))
        return checkElf(path, file, beginning);
    return Error {path + " is no program: neither an ELF file nor a script that begins with #! and its interpreter"};
}

} // namespace lab
