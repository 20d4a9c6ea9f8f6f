#include "app/Doctor.h"

#include "app/MachineProbe.h"
#include "app/Paths.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

namespace lab {

namespace {

/// The number in a file under /proc/sys; nothing where this kernel does not have the setting.
std::optional<long> kernelSetting(const std::string& name)
{
    std::ifstream file("/proc/sys/" + name);
    long value = 0;
    if (!(file >> value))
        return {};
    return value;
}

/// Is a seccomp filter already upon us, as in a container? (proc_pid_status(5): Seccomp: 2)
bool underSeccompFilter()
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line))
        if (line.starts_with("Seccomp:"))
            return line.ends_with('2');
    return false;
}

std::string setForGood(const std::string& setting)
{
    return "echo " + setting + " | sudo tee -a /etc/sysctl.d/60-socketlab.conf && sudo sysctl --system";
}

/// Ubuntu 23.10 and later give the capabilities of a new user namespace only to programs with an AppArmor profile
/// that says `userns`, found by path. A profile for our two programs and nobody else's; it confines nothing.
std::string appArmorProfile()
{
    std::string engine = ownProgram("socketlab-engine");
    const std::string program = engine.substr(0, engine.rfind("-engine")) + "{,-engine}";
    return "printf '%s\\n' 'abi <abi/4.0>,' 'include <tunables/global>' 'profile socketlab \"" + program
        + "\" flags=(unconfined) {' '  userns,' '}' | sudo tee /etc/apparmor.d/socketlab"
          " && sudo apparmor_parser -r /etc/apparmor.d/socketlab";
}

struct Failure
{
    BothText found;
    std::string remedy;
};

/// Why user and network namespaces are refused, from what this system is known to do.
Failure namespaceFailure(const std::string& step, int error)
{
    const std::string with = step + ": " + strerrorname_np(error);
    if (kernelSetting("kernel/apparmor_restrict_unprivileged_userns").value_or(0) != 0)
        return {{with + "; AppArmor allows namespaces only to programs with a profile",
                 with + "; AppArmor가 프로필이 있는 프로그램에만 네임스페이스를 허용합니다"},
                appArmorProfile()};
    if (kernelSetting("kernel/unprivileged_userns_clone").value_or(1) == 0)
        return {{with + "; switched off in kernel.unprivileged_userns_clone",
                 with + "; kernel.unprivileged_userns_clone에서 꺼져 있습니다"},
                setForGood("kernel.unprivileged_userns_clone=1")};
    if (kernelSetting("user/max_user_namespaces").value_or(1) == 0)
        return {{with + "; user.max_user_namespaces is 0", with + "; user.max_user_namespaces가 0입니다"},
                setForGood("user.max_user_namespaces=15000")};
    if (underSeccompFilter())
        return {{with + "; the container refuses it: start the container with these options",
                 with + "; 컨테이너가 거부합니다. 컨테이너를 다음 옵션으로 시작하십시오"},
                "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined"};
    if (error == EINVAL || error == ENOSYS)
        return {{with + "; this kernel was built without them", with + "; 이 커널에는 들어 있지 않습니다"}, {}};
    return {{with + "; refused, as inside a chroot or a locked container: start the lab outside of it",
             with + "; chroot나 제한된 컨테이너 안에서처럼 거부되었습니다. 그 바깥에서 실행하십시오"},
            {}};
}

const BothText thatWorks {"works", "사용 가능"};
const BothText notReached {"not tried: it needs user namespaces",
                           "확인하지 못함: 먼저 사용자 네임스페이스가 필요합니다"};

Requirement userNamespaces(const ProbeReport& report)
{
    static constexpr std::array steps {
        std::pair {ProbeStep::UserNamespace, "unshare(CLONE_NEWUSER)"},
        std::pair {ProbeStep::IdMap, "/proc/self/uid_map"},
        std::pair {ProbeStep::NetworkNamespace, "unshare(CLONE_NEWNET)"},
        std::pair {ProbeStep::PidNamespace, "clone(CLONE_NEWPID | CLONE_NEWNS)"},
    };
    Requirement row {
        "user-namespaces", {"user and network namespaces", "사용자·네트워크 네임스페이스"}, true, thatWorks, {}};
    for (const auto& [step, name] : steps) {
        const int error = report.at(step);
        if (error == 0)
            continue;
        row.ok = false;
        if (error == ProbeReport::notTried)
            row.found = {"the check itself could not run", "점검 자체를 실행하지 못했습니다"};
        else
            std::tie(row.found, row.remedy) = [&, name = name] {
                Failure failure = namespaceFailure(name, error);
                return std::pair {std::move(failure.found), std::move(failure.remedy)};
            }();
        return row;
    }
    return row;
}

/// A row that one step decides. `module`: the kernel module that brings it.
Requirement inNamespace(Requirement row, int error, const std::string& module)
{
    row.ok = error == 0;
    row.found = thatWorks;
    if (error == ProbeReport::notTried) {
        row.found = notReached;
    } else if (error != 0) {
        const std::string name = strerrorname_np(error);
        row.found = {"refused: " + name, "거부됨: " + name};
        if (error == EAFNOSUPPORT || error == EOPNOTSUPP)
            row.remedy = "sudo modprobe " + module;
        else if (kernelSetting("kernel/apparmor_restrict_unprivileged_userns").value_or(0) != 0)
            row.remedy = appArmorProfile();
    }
    return row;
}

Requirement tracing(int error)
{
    Requirement row {"ptrace", {"tracing of programs (ptrace)", "프로그램 추적(ptrace)"}, error == 0, thatWorks, {}};
    if (row.ok)
        return row;
    const std::string name = error == ProbeReport::notTried ? "?" : strerrorname_np(error);
    row.found = {"refused: " + name, "거부됨: " + name};
    if (const auto scope = kernelSetting("kernel/yama/ptrace_scope"); scope.value_or(0) >= 2) {
        const std::string is = "kernel.yama.ptrace_scope = " + std::to_string(*scope);
        row.found = {name + "; " + is, name + "; " + is};
        row.remedy = setForGood("kernel.yama.ptrace_scope=1");
        if (*scope == 3) // this value cannot be lowered again while the kernel runs (Documentation/…/LSM/Yama.rst)
            row.remedy += "; sudo reboot";
    } else if (underSeccompFilter()) {
        row.found = {name + "; the container refuses it: start the container with this option",
                     name + "; 컨테이너가 거부합니다. 컨테이너를 다음 옵션으로 시작하십시오"};
        row.remedy = "docker run --cap-add SYS_PTRACE";
    }
    return row;
}

Requirement filtering(int error)
{
    Requirement row {"seccomp", {"system call filters (seccomp)", "시스템 콜 필터(seccomp)"}, error == 0, thatWorks, {}};
    if (!row.ok)
        row.found = {"this kernel refuses SECCOMP_RET_TRACE", "이 커널은 SECCOMP_RET_TRACE를 거부합니다"};
    return row;
}

/// Families with Hangul that Linux systems and people install, as parts of font file names.
bool looksKorean(const std::string& fileName)
{
    static constexpr std::array parts {"Nanum",      "CJK",     "SansKR",  "SerifKR",  "SourceHan",
                                       "Baekmuk",    "baekmuk", "UnDotum", "UnBatang", "D2Coding",
                                       "Pretendard", "Malgun",  "malgun",  "GothicA1"};
    for (const char* part : parts)
        if (fileName.find(part) != std::string::npos)
            return true;
    return false;
}

/// The first Korean font file below a folder; empty: none.
std::string koreanFontBelow(const std::filesystem::path& folder)
{
    std::error_code error;
    using Walk = std::filesystem::recursive_directory_iterator;
    for (Walk entry(folder, std::filesystem::directory_options::skip_permission_denied, error), end;
         !error && entry != end; entry.increment(error))
        if (std::string name = entry->path().filename().string(); looksKorean(name) && !entry->is_directory(error))
            return name;
    return {};
}

/// What fontconfig knows, for families that looksKorean() does not know. Slower, so asked last.
std::string koreanFontFromFontconfig()
{
    FILE* list = ::popen("fc-list :lang=ko family 2>/dev/null", "re");
    if (!list)
        return {};
    char line[256] = "";
    const bool any = std::fgets(line, sizeof line, list) != nullptr;
    ::pclose(list);
    return any ? std::string(trimmed(line)) : std::string();
}

Requirement koreanFont()
{
    Requirement row {"korean-font", {"Korean font", "한글 글꼴"}, true, {}, {}, false};
    std::vector<std::filesystem::path> folders {"/usr/share/fonts", "/usr/local/share/fonts"};
    if (const char* home = std::getenv("HOME")) {
        folders.emplace_back(std::filesystem::path(home) / ".local/share/fonts");
        folders.emplace_back(std::filesystem::path(home) / ".fonts");
    }
    std::string font;
    for (const auto& folder : folders)
        if (font.empty())
            font = koreanFontBelow(folder);
    if (font.empty())
        font = koreanFontFromFontconfig();
    row.found = {font, font};
    if (font.empty()) {
        row.ok = false;
        row.found = {"none: Korean would be shown as boxes", "없음: 한글이 네모로 보입니다"};
        row.remedy = "sudo apt-get install fonts-nanum";
    }
    return row;
}

Requirement display()
{
    Requirement row {"display", {"display", "디스플레이"}, true, {}, {}, false};
    for (const char* name : {"WAYLAND_DISPLAY", "DISPLAY"})
        if (const char* value = std::getenv(name); value && *value) {
            row.found = {value, value};
            return row;
        }
    row.ok = false;
    row.found = {"none: the window needs a desktop (or ssh -X); the command line works without",
                 "없음: 창을 열려면 데스크톱(또는 ssh -X)이 필요합니다. 명령줄은 없어도 됩니다"};
    return row;
}

} // namespace

std::vector<Requirement> checkMachine()
{
    const ProbeReport report = probeMachine();
    return {
        userNamespaces(report),
        inNamespace({"packet-sockets", {"packet sockets", "패킷 소켓"}}, report.at(ProbeStep::PacketSocket),
                    "af_packet"),
        inNamespace({"veth", {"virtual network cable (veth)", "가상 네트워크 케이블(veth)"}},
                    report.at(ProbeStep::Veth), "veth"),
        tracing(report.at(ProbeStep::Ptrace)),
        filtering(report.at(ProbeStep::Seccomp)),
        koreanFont(),
        display(),
    };
}

bool machineIsReady(const std::vector<Requirement>& requirements)
{
    for (const Requirement& requirement : requirements)
        if (requirement.required && !requirement.ok)
            return false;
    return true;
}

} // namespace lab
