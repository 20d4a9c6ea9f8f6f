#pragma once
// Display: can a window be opened here? Asked before any Qt object exists, because QGuiApplication aborts where it
// can't. Knows the X11 and Wayland sockets and which platform plugins are installed.

#include <string>

namespace lab {

/// Empty: yes. Else why not, one sentence in English.
std::string whyNoWindow();

} // namespace lab
