#include "app/Preferences.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace lab {

namespace {

QSettings settings()
{
    // Not UserScope: that asks for $XDG_CONFIG_HOME only once in a process.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return QSettings(folder + QStringLiteral("/socketlab/socketlab.conf"), QSettings::IniFormat);
}

void putFirst(QStringList& list, const QString& what)
{
    list.removeAll(what);
    list.prepend(what);
    while (list.size() > Preferences::mostRecent)
        list.removeLast();
}

bool darkByDefault()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Preferences Preferences::read()
{
    const QSettings stored = settings();
    Preferences preferences;
    const bool korean = QLocale::system().language() == QLocale::Korean;
    const QString language = stored.value("language", korean ? "ko" : "en").toString();
    preferences.language = language == QLatin1String("ko") ? Language::Korean : Language::English;
    const QString scheme = stored.value("theme", darkByDefault() ? "dark" : "light").toString();
    preferences.scheme = schemeOf(scheme.toStdString()).value_or(Scheme::Light);
    const int size = stored.value("font-size", 0).toInt();
    preferences.fontSize = size == 0 ? 0 : std::clamp(size, smallestFont, largestFont);
    preferences.geometry = stored.value("geometry").toByteArray();
    preferences.panels = stored.value("panels").toByteArray();
    preferences.sequenceRows = std::clamp(stored.value("sequence-rows", usualRows).toDouble(), usualRows, highestRows);
    preferences.tourSeen = stored.value("tour-seen", false).toBool();
    preferences.captureSockets = stored.value("capture-sockets", true).toBool();
    preferences.recent = stored.value("recent").toStringList();
    preferences.recentPrograms = stored.value("recent-programs").toStringList();
    return preferences;
}

void Preferences::write() const
{
    QSettings stored = settings();
    stored.setValue("language", language == Language::Korean ? "ko" : "en");
    stored.setValue("theme", schemeName(scheme));
    stored.setValue("font-size", fontSize);
    stored.setValue("geometry", geometry);
    stored.setValue("panels", panels);
    stored.setValue("sequence-rows", sequenceRows);
    stored.setValue("tour-seen", tourSeen);
    stored.setValue("capture-sockets", captureSockets);
    stored.setValue("recent", recent);
    stored.setValue("recent-programs", recentPrograms);
}

void Preferences::addRecent(const QString& path)
{
    putFirst(recent, QFileInfo(path).absoluteFilePath());
}

void Preferences::addRecentProgram(const QString& commandLine)
{
    putFirst(recentPrograms, commandLine);
}

} // namespace lab
