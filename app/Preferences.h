#pragma once
// Preferences: what the window remembers between two starts ($XDG_CONFIG_HOME/socketlab/socketlab.conf). Plain values;
// read once, written when they change.

#include "model/base/Text.h"
#include "views/shared/Theme.h"

#include <QByteArray>
#include <QStringList>

namespace lab {

struct Preferences
{
    Language language = Language::English;
    Scheme scheme = Scheme::Light;
    int fontSize = 0; ///< points, smallestFont … largestFont; 0: as the desktop has it
    QByteArray geometry, panels;
    double sequenceRows = 1; ///< height of the sequence diagram's rows, usualRows … highestRows; lower ones fit one recording only
    QStringList recent; ///< recordings, newest first
    bool tourSeen = false; ///< or skipped: it is offered once
    bool captureSockets = true; ///< a capture has this machine's sockets in it
    QStringList recentPrograms; ///< command lines of own programs, newest first

    /// What was written last; on the first start the language of the session and the brightness of its palette.
    static Preferences read();
    void write() const;

    void addRecent(const QString& path);
    void addRecentProgram(const QString& commandLine);

    static constexpr int mostRecent = 10;
    static constexpr double usualRows = 1, highestRows = 3;
    static constexpr int smallestFont = 9, largestFont = 32; ///< points
};

} // namespace lab
