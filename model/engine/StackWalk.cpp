#include "model/engine/StackWalk.h"

#include "model/engine/SourceLines.h"

#include <cstring>
#include <elfutils/libdwfl.h>
#include <string_view>
#include <sys/uio.h>

namespace lab {

namespace {

constexpr std::size_t mostFrames = 64;

/// "libc.so.6"; empty: no name.
std::string_view fileName(Dwfl_Module* module)
{
    const char* name = ::dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
    const std::string_view path = name != nullptr ? name : "";
    return path.substr(path.rfind('/') + 1);
}

/// The wrappers of the calls are nobody's own line.
bool isLibrary(std::string_view name)
{
    for (const std::string_view known : {"libc.so", "libc-", "libpthread", "ld-linux", "[vdso"})
        if (name.starts_with(known))
            return true;
    return false;
}

/// libdwfl asks for a place to write the search path of separate debugging information to.
char* debugInfoPath = nullptr;

/// The C library's own (Debian's libc6-dbg) takes some 40 ms to unpack at a program's first call, and says nothing about
/// anybody's line. For the others the search ends on this machine: the engine's main() has unset DEBUGINFOD_URLS.
int findDebugInfo(Dwfl_Module* module, void** data, const char* name, Dwarf_Addr base, const char* path,
                  const char* link, GElf_Word checksum, char** found)
{
    if (isLibrary(fileName(module)))
        return -1;
    return ::dwfl_standard_find_debuginfo(module, data, name, base, path, link, checksum, found);
}

const Dwfl_Callbacks moduleCallbacks = {
    .find_elf = dwfl_linux_proc_find_elf,
    .find_debuginfo = findDebugInfo,
    .section_address = nullptr,
    .debuginfo_path = &debugInfoPath,
};

} // namespace

struct StackWalker::Callbacks
{
    static StackWalker& self(void* argument) { return *static_cast<StackWalker*>(argument); }

    static pid_t nextThread(Dwfl*, void* argument, void** threadArgument)
    {
        if (*threadArgument != nullptr)
            return 0;
        *threadArgument = argument;
        return self(argument).m_tid;
    }

    static bool getThread(Dwfl*, pid_t, void* argument, void** threadArgument)
    {
        *threadArgument = argument;
        return true;
    }

    static bool readMemory(Dwfl*, Dwarf_Addr address, Dwarf_Word* result, void* argument)
    {
        iovec local {result, sizeof *result};
        iovec remote {reinterpret_cast<void*>(address), sizeof *result};
        if (::process_vm_readv(self(argument).m_tid, &local, 1, &remote, 1, 0) != sizeof *result)
            return false;
        if (StackWalk* walk = self(argument).m_walk)
            walk->words.push_back({address, *result, true});
        return true;
    }

    /// Numbered as the x86-64 psABI, figure 3.36 ("DWARF Register Number Mapping").
    static bool setRegisters(Dwfl_Thread* thread, void* argument)
    {
        const user_regs_struct& r = *self(argument).m_registers;
        const Dwarf_Word all[] {r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8,
                                r.r9,  r.r10, r.r11, r.r12, r.r13, r.r14, r.r15, r.rip};
        switch (self(argument).m_with) {
        case WalkWith::AllRegisters:
            return ::dwfl_thread_state_registers(thread, 0, 17, all);
        case WalkWith::FramePointerToo:
            return ::dwfl_thread_state_registers(thread, 6, 2, all + 6)
                && ::dwfl_thread_state_registers(thread, 16, 1, all + 16);
        case WalkWith::StackPointer:
            break;
        }
        return ::dwfl_thread_state_registers(thread, 7, 1, all + 7)
            && ::dwfl_thread_state_registers(thread, 16, 1, all + 16);
    }

    /// A return address lies after the call, perhaps on the next line already.
    static Dwarf_Addr callingAddress(Dwarf_Addr counter, bool activation) { return activation ? counter : counter - 1; }

    static int visit(Dwfl_Frame* frame, void* argument)
    {
        StackWalk& walk = *self(argument).m_walk;
        Dwarf_Addr counter = 0;
        bool activation = false;
        if (walk.counters.size() >= mostFrames || !::dwfl_frame_pc(frame, &counter, &activation))
            return DWARF_CB_ABORT;
        walk.counters.push_back(counter);
        const Dwarf_Addr at = callingAddress(counter, activation);
        Dwfl_Module* module = ::dwfl_addrmodule(self(argument).m_dwfl, at);
        if (module == nullptr) {
            walk.unknown = at;
            return DWARF_CB_OK;
        }
        if (isLibrary(fileName(module)))
            return DWARF_CB_OK;
        const SourcePlace place = placeAt(module, at);
        if (walk.place.address == 0 || !place.file.empty())
            walk.place = place;
        // A statically linked C library has no lines: the first frame that has one is the program's.
        return place.file.empty() ? DWARF_CB_OK : DWARF_CB_ABORT;
    }

    /// Every frame, up to main(): what the C library does before that is nobody's way to the call.
    static int visitAll(Dwfl_Frame* frame, void* argument)
    {
        StackFrames& stack = *self(argument).m_frames;
        Dwarf_Addr counter = 0;
        bool activation = false;
        if (!::dwfl_frame_pc(frame, &counter, &activation))
            return DWARF_CB_ABORT;
        if (stack.frames.size() >= mostFrames) {
            stack.cut = true;
            return DWARF_CB_ABORT;
        }
        const Dwarf_Addr at = callingAddress(counter, activation);
        Dwfl_Module* module = ::dwfl_addrmodule(self(argument).m_dwfl, at);
        if (module == nullptr) {
            stack.unknown = at;
            stack.frames.push_back({{"", 0, "", at}, false, ""});
            return DWARF_CB_OK;
        }
        const std::vector<SourcePlace> places = placesAt(module, at);
        for (const SourcePlace& place : places)
            stack.frames.push_back({place, &place != &places.back(), std::string(fileName(module))});
        return places.back().function == "main" ? DWARF_CB_ABORT : DWARF_CB_OK;
    }

    static constexpr Dwfl_Thread_Callbacks threads {nextThread, getThread, readMemory, setRegisters, nullptr, nullptr};
};

StackWalker::StackWalker(pid_t process) : m_process(process), m_dwfl(::dwfl_begin(&moduleCallbacks))
{
    if (m_dwfl == nullptr)
        return;
    if (::dwfl_linux_proc_report(m_dwfl, m_process) != 0 || ::dwfl_report_end(m_dwfl, nullptr, nullptr) != 0
        || !::dwfl_attach_state(m_dwfl, nullptr, m_process, &Callbacks::threads, this)) {
        ::dwfl_end(m_dwfl);
        m_dwfl = nullptr;
    }
}

StackWalker::~StackWalker()
{
    if (m_dwfl != nullptr)
        ::dwfl_end(m_dwfl);
}

StackWalk StackWalker::walk(pid_t tid, const user_regs_struct& registers, WalkWith with)
{
    StackWalk walk;
    m_tid = tid;
    m_registers = &registers;
    m_with = with;
    m_walk = &walk;
    // Its result says little: where a register is missing it calls the stack's end what is none.
    ::dwfl_getthread_frames(m_dwfl, tid, Callbacks::visit, this);
    m_walk = nullptr;
    m_registers = nullptr;
    return walk;
}

StackFrames StackWalker::frames(pid_t tid, const user_regs_struct& registers)
{
    StackFrames stack;
    m_tid = tid;
    m_registers = &registers;
    m_with = WalkWith::AllRegisters;
    m_frames = &stack;
    ::dwfl_getthread_frames(m_dwfl, tid, Callbacks::visitAll, this);
    m_frames = nullptr;
    m_registers = nullptr;
    // A thread's own first function was called by the C library: as what comes before main().
    while (!stack.cut && stack.frames.size() > 1 && isLibrary(stack.frames.back().module))
        stack.frames.pop_back();
    return stack;
}

} // namespace lab
