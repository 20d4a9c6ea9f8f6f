#include "model/engine/SourceFinder.h"

#include <cstring>
#include <elfutils/libdwfl.h>
#include <string_view>

namespace lab {

namespace {

constexpr int mostFrames = 64;

/// libdwfl asks for a place to write the search path of separate debugging information to.
char* debugInfoPath = nullptr;

const Dwfl_Callbacks callbacks = {
    .find_elf = dwfl_linux_proc_find_elf,
    .find_debuginfo = dwfl_standard_find_debuginfo,
    .section_address = nullptr,
    .debuginfo_path = &debugInfoPath,
};

std::string_view baseName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// The wrappers of the calls are nobody's own line.
bool isLibrary(std::string_view module)
{
    const std::string_view name = baseName(module);
    for (const std::string_view known : {"libc.so", "libc-", "libpthread", "ld-linux", "[vdso"})
        if (name.starts_with(known))
            return true;
    return false;
}

} // namespace

struct SourceFinder::Session
{
    Dwfl* dwfl = dwfl_begin(&callbacks);

    ~Session()
    {
        if (dwfl != nullptr)
            dwfl_end(dwfl);
    }
};

/// What dwfl_getthread_frames() is told on its way out.
struct SourceFinder::Walk
{
    Dwfl* dwfl;
    SourcePlace best; ///< the innermost frame outside the C library, whatever is known of it
    bool unknownModule = false;
    int frames = 0;

    static int visit(Dwfl_Frame* frame, void* argument)
    {
        return static_cast<Walk*>(argument)->take(frame);
    }

    int take(Dwfl_Frame* frame)
    {
        Dwarf_Addr address = 0;
        bool activation = false;
        if (++frames > mostFrames || !dwfl_frame_pc(frame, &address, &activation))
            return DWARF_CB_ABORT;
        // A return address lies after the call, perhaps on the next line already.
        const Dwarf_Addr at = activation ? address : address - 1;
        Dwfl_Module* module = dwfl_addrmodule(dwfl, at);
        if (module == nullptr) {
            unknownModule = true;
            return DWARF_CB_OK;
        }
        const char* name = dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
        if (name != nullptr && isLibrary(name))
            return DWARF_CB_OK;
        const SourcePlace place = placeOf(module, at);
        if (best.address == 0 || !place.file.empty())
            best = place;
        // A statically linked C library has no lines: the first frame that has one is the program's.
        return place.file.empty() ? DWARF_CB_OK : DWARF_CB_ABORT;
    }

    static SourcePlace placeOf(Dwfl_Module* module, Dwarf_Addr at)
    {
        SourcePlace place;
        place.address = at;
        if (const char* function = dwfl_module_addrname(module, at))
            place.function = function;
        if (Dwfl_Line* line = dwfl_module_getsrc(module, at)) {
            const char* file = dwfl_lineinfo(line, nullptr, &place.line, nullptr, nullptr, nullptr);
            if (file != nullptr) {
                const char* folder = dwfl_line_comp_dir(line);
                place.file = file[0] == '/' || folder == nullptr ? file : std::string(folder) + "/" + file;
            }
        }
        return place;
    }
};

SourceFinder::SourceFinder(pid_t process) : m_process(process) { }

SourceFinder::~SourceFinder() = default;

void SourceFinder::forget()
{
    m_session.reset();
    m_failed = false;
}

bool SourceFinder::open()
{
    m_session = std::make_unique<Session>();
    Dwfl* dwfl = m_session->dwfl;
    m_failed = dwfl == nullptr || dwfl_linux_proc_report(dwfl, m_process) != 0
        || dwfl_report_end(dwfl, nullptr, nullptr) != 0 || dwfl_linux_proc_attach(dwfl, m_process, true) != 0;
    if (m_failed)
        m_session.reset();
    return !m_failed;
}

SourcePlace SourceFinder::find(pid_t tid)
{
    // Twice: a library loaded since is in no module of the first look at the memory map.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_failed || (!m_session && !open()))
            return {};
        Walk walk {m_session->dwfl, {}, false, 0};
        dwfl_getthread_frames(m_session->dwfl, tid, Walk::visit, &walk);
        if (!walk.best.file.empty() || !walk.unknownModule || attempt > 0)
            return walk.best;
        m_session.reset();
    }
    return {};
}

} // namespace lab
