#include "app/Display.h"

#include "model/base/UniqueFd.h"

#include <QDir>
#include <QLibraryInfo>

#include <cstdlib>
#include <cstring>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace lab {

namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// `path` with a leading NUL: Linux's abstract name space, where X servers listen too.
bool unixSocketAnswers(const std::string& path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    const UniqueFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    return fd && connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), length) == 0;
}

bool tcpAnswers(const std::string& host, int port)
{
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return false;
    bool answers = false;
    for (const addrinfo* one = found; one && !answers; one = one->ai_next) {
        const UniqueFd fd(socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
        answers = fd && connect(fd.get(), one->ai_addr, one->ai_addrlen) == 0;
    }
    freeaddrinfo(found);
    return answers;
}

/// DISPLAY is [unix][HOST]:NUMBER[.SCREEN] (X(7)).
bool xServerAnswers(const std::string& display)
{
    const std::size_t colon = display.rfind(':');
    if (colon == std::string::npos)
        return false;
    const std::string host = display.substr(0, colon);
    const int number = std::atoi(display.c_str() + colon + 1);
    if (!host.empty() && host != "unix")
        return tcpAnswers(host, 6000 + number);
    const std::string path = "/tmp/.X11-unix/X" + std::to_string(number);
    return unixSocketAnswers(std::string(1, '\0') + path) || unixSocketAnswers(path);
}

bool waylandAnswers(const std::string& name)
{
    return unixSocketAnswers(name.front() == '/' ? name : environment("XDG_RUNTIME_DIR") + "/" + name);
}

bool pluginInstalled(const char* pattern)
{
    const QDir folder(QLibraryInfo::path(QLibraryInfo::PluginsPath) + QStringLiteral("/platforms"));
    return !folder.entryList({QString::fromLatin1(pattern)}, QDir::Files).isEmpty();
}

} // namespace

std::string whyNoWindow()
{
    if (!environment("QT_QPA_PLATFORM").empty())
        return {};
    const std::string x = environment("DISPLAY"), wayland = environment("WAYLAND_DISPLAY");
    if (x.empty() && wayland.empty())
        return "There is no display here (DISPLAY and WAYLAND_DISPLAY are not set).";
    if (!x.empty() && pluginInstalled("libqxcb*") && xServerAnswers(x))
        return {};
    if (!wayland.empty() && pluginInstalled("libqwayland*") && waylandAnswers(wayland))
        return {};
    if (!x.empty())
        return "The display " + x + " (DISPLAY) does not answer.";
    return "Qt's Wayland part is missing or the display does not answer: install the package qt6-wayland.";
}

} // namespace lab
