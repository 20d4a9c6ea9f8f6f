#pragma once
// ownHome: a home folder for a test: nothing of the person's who runs it is read, and nothing of it is written.

#include <QTemporaryDir>

#include <memory>

namespace lab::tests {

/// What the program keeps goes there for as long as it lives.
inline std::unique_ptr<QTemporaryDir> ownHome()
{
    auto home = std::make_unique<QTemporaryDir>();
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"})
        qputenv(name, home->path().toUtf8());
    return home;
}

} // namespace lab::tests
