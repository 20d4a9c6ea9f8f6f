#include "app/ActionCatalog.h"

#include "app/MainWindow.h"

#include <QCoreApplication>

namespace lab {

namespace {

using Window = MainWindow;

// No key is a letter or a digit alone: under a Hangul input method such a key starts a syllable and never arrives.
const std::vector<ActionRow> actionRows {
        {"open", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Open recording or lesson…"), "Ctrl+O",
         &Window::chooseFile},
        {"follow", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Follow the growing file, or stop"), "Ctrl+J",
         &Window::followOrStop},
        {"save", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Save recording"), "Ctrl+S", &Window::save},
        {"save-as", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Save recording as…"), "Ctrl+Shift+S",
         &Window::saveAs},
        {"export", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Export…"), "Ctrl+Shift+E",
         &Window::exportRecording, true},
        {"save-lesson", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Save the session as a lesson…"), "",
         &Window::saveAsLesson},
        {"copy-picture", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Copy the diagram as a picture"), "Ctrl+C",
         &Window::copyPicture},
        {"compare", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Compare with another recording…"), "Ctrl+Shift+C", &Window::chooseComparison, true},
        {"quit", ActionMenu::File, QT_TRANSLATE_NOOP("ActionCatalog", "Quit"), "Ctrl+Q", &Window::quit, true},

        {"next-step", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Next step"), "Space", &Window::nextStep},
        {"forward", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "One step forward, or the next step"), "PgDown",
         &Window::stepOn},
        {"run", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Run / Pause"), "F6", &Window::runOrPause},
        {"step-client", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Step client"), "Ctrl+1",
         &Window::stepClient, true},
        {"step-wire", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Step wire"), "Ctrl+2", &Window::stepWire},
        {"step-server", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Step server"), "Ctrl+3",
         &Window::stepServer},
        {"restart", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Restart in a new lab"), "Ctrl+R",
         &Window::restart, true},
        {"first-lesson", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "First lesson"), "",
         &Window::startFirstLesson},
        {"sandbox", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Sandbox"), "Ctrl+B", &Window::startSandbox},
        {"programs", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Your own programs…"), "Ctrl+P",
         &Window::choosePrograms},
        {"attach", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Watch a running program…"), "Ctrl+G",
         &Window::chooseRunningProgram},
        {"sockets", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Sockets of this machine…"), "Ctrl+M",
         &Window::watchSockets},
        {"capture", ActionMenu::Lab, QT_TRANSLATE_NOOP("ActionCatalog", "Capture an interface…"), "Ctrl+I",
         &Window::captureInterface},

        {"wire-mode", ActionMenu::Wire, QT_TRANSLATE_NOOP("ActionCatalog", "Hold packets / Let them flow"), "F7",
         &Window::holdOrFlow},
        {"link", ActionMenu::Wire, QT_TRANSLATE_NOOP("ActionCatalog", "Delay and rate…"), "Shift+F7", &Window::chooseLink},
        {"drop", ActionMenu::Wire, QT_TRANSLATE_NOOP("ActionCatalog", "Drop the next held packet"), "Ctrl+T",
         &Window::dropNext, true},
        {"copy", ActionMenu::Wire, QT_TRANSLATE_NOOP("ActionCatalog", "Copy the next held packet"), "Ctrl+E",
         &Window::copyNext},

        {"play-start", ActionMenu::Playback, QT_TRANSLATE_NOOP("ActionCatalog", "To the beginning"), "Alt+Home",
         &Window::playStart},
        {"play-back", ActionMenu::Playback, QT_TRANSLATE_NOOP("ActionCatalog", "One event back"), "Alt+Left",
         &Window::playBack},
        {"play-forward", ActionMenu::Playback, QT_TRANSLATE_NOOP("ActionCatalog", "One event forward"), "Alt+Right",
         &Window::playForward},
        {"step-back", ActionMenu::Playback, QT_TRANSLATE_NOOP("ActionCatalog", "One step back"), "PgUp",
         &Window::stepBack},
        {"play-live", ActionMenu::Playback, QT_TRANSLATE_NOOP("ActionCatalog", "To the newest event"), "Alt+End",
         &Window::playLive},
        {"note", ActionMenu::Playback, QT_TRANSLATE_NOOP("ActionCatalog", "Write a note on the event"), "Ctrl+Shift+N",
         &Window::writeNote, true},

        {"language", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "한국어 · English"), "Ctrl+L",
         &Window::switchLanguage},
        {"theme", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Next theme"), "Ctrl+D", &Window::switchTheme},
        {"larger-text", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Larger text"), "Ctrl++; Ctrl+=",
         &Window::largerText, true},
        {"smaller-text", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Smaller text"), "Ctrl+-",
         &Window::smallerText},
        {"usual-text", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Text as large as usual"), "Ctrl+0",
         &Window::usualText},
        {"present", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Presentation"), "F5; F11", &Window::present,
         true},
        {"black", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Black screen"), ".", &Window::black},
        {"find", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Find an event…"), "Ctrl+F", &Window::find, true},
        {"find-next", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Next found event"), "F3", &Window::findNext},
        {"find-previous", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Previous found event"), "Shift+F3",
         &Window::findPrevious},
        {"next-difference", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Next difference of the comparison"), "F4", &Window::nextDifference},
        {"previous-difference", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Previous difference of the comparison"), "Shift+F4", &Window::previousDifference},
        {"follow-stream", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Follow the stream of what is selected"),
         "Ctrl+Shift+F", &Window::followStream},
        {"filter-sequence", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Filter the sequence diagram…"), "Ctrl+K",
         &Window::filterSequence},
        {"true-time", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "True time in the sequence diagram, or equal steps"),
         "Ctrl+Shift+T", &Window::trueTime},
        {"fold-lifelines", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Fold lifelines of the sequence diagram…"),
         "Ctrl+Shift+L", &Window::foldLifelines},
        {"taller-rows", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Higher rows in the sequence diagram"),
         "Ctrl+Alt++; Ctrl+Alt+=", &Window::tallerRows},
        {"lower-rows", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Lower rows in the sequence diagram"), "Ctrl+Alt+-",
         &Window::lowerRows},
        {"usual-rows", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Usual rows in the sequence diagram"), "Ctrl+Alt+0",
         &Window::usualRows},
        {"whole-recording", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "The whole recording in the sequence diagram"),
         "Ctrl+Alt+9", &Window::wholeRecording},
        {"table", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "This diagram as a table"), "Ctrl+Shift+D",
         &Window::showTable},
        {"restore-panels", ActionMenu::View, QT_TRANSLATE_NOOP("ActionCatalog", "Restore the panels"), "",
         &Window::restorePanels, true},

        {"reading", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "Reading room"), "F9", &Window::showReading},
        {"shortcuts", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "Keyboard shortcuts"), "F1",
         &Window::showShortcuts},
        {"glossary", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "Glossary: look up a term"), "Ctrl+Shift+G",
         &Window::showGlossary},
        {"manual", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "Manual"), "Ctrl+H", &Window::showManual},
        {"tour", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "Take the tour"), "", &Window::takeTour, true},
        {"whats-this", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "What is this?"), "", &Window::askWhatThisIs},
        {"welcome", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "Start page and this machine"), "Shift+F1",
         &Window::showWelcome},
        {"about", ActionMenu::Help, QT_TRANSLATE_NOOP("ActionCatalog", "About Socket Lab"), "", &Window::showAbout,
         true},
};

} // namespace

const std::vector<ActionRow>& actionCatalog()
{
    return actionRows;
}

QString actionName(const ActionRow& row)
{
    return QCoreApplication::translate("ActionCatalog", row.name);
}

QList<QKeySequence> actionKeys(const ActionRow& row)
{
    QList<QKeySequence> keys;
    const QStringList parts = QString::fromLatin1(row.keys).split(QStringLiteral("; "), Qt::SkipEmptyParts);
    for (const QString& part : parts)
        keys.push_back(QKeySequence::fromString(part, QKeySequence::PortableText));
    return keys;
}

QString menuName(ActionMenu menu)
{
    static constexpr const char* names[] = {
        QT_TRANSLATE_NOOP("ActionCatalog", "&File"), QT_TRANSLATE_NOOP("ActionCatalog", "&Lab"),
        QT_TRANSLATE_NOOP("ActionCatalog", "&Wire"), QT_TRANSLATE_NOOP("ActionCatalog", "&Playback"),
        QT_TRANSLATE_NOOP("ActionCatalog", "&View"), QT_TRANSLATE_NOOP("ActionCatalog", "&Help"),
    };
    return QCoreApplication::translate("ActionCatalog", names[static_cast<int>(menu)]);
}

} // namespace lab
