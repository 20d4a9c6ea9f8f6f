// What each action of the catalog does, in a sentence for "What is this?".

#include "app/ActionCatalog.h"

#include <QCoreApplication>

namespace lab {

namespace {

constexpr std::pair<const char*, const char*> actionSentences[] {
    {"open", QT_TRANSLATE_NOOP("ActionHelp",
                           "Opens a recording, a capture of another program, strace's output or a lesson file.")},
    {"follow", QT_TRANSLATE_NOOP("ActionHelp", "Shows what another program adds to the open file, or stops doing so.")},
    {"save", QT_TRANSLATE_NOOP("ActionHelp", "Saves everything that happened to a file that Wireshark can read too.")},
    {"save-as", QT_TRANSLATE_NOOP("ActionHelp", "Saves the recording under another name.")},
    {"export", QT_TRANSLATE_NOOP("ActionHelp", "Writes a diagram as a picture, or the recording as text or C programs.")},
    {"compare", QT_TRANSLATE_NOOP("ActionHelp",
                           "Puts another recording beside the one that is shown, command by command, and marks where they differ.")},
    {"save-lesson", QT_TRANSLATE_NOOP("ActionHelp", "Makes a lesson file of the commands given in this session.")},
    {"copy-picture", QT_TRANSLATE_NOOP("ActionHelp", "Copies the diagram that has the keyboard to the clipboard.")},
    {"quit", QT_TRANSLATE_NOOP("ActionHelp", "Ends Socket Lab; nothing of the lab is left behind.")},
    {"next-step", QT_TRANSLATE_NOOP("ActionHelp",
                           "Performs the next step of the lesson; in a recording it goes on to the next one.")},
    {"forward", QT_TRANSLATE_NOOP("ActionHelp",
                           "Goes forward again after looking back; at the newest event it performs the next step.")},
    {"run", QT_TRANSLATE_NOOP("ActionHelp", "Performs one step after the other until you press it again.")},
    {"step-client", QT_TRANSLATE_NOOP("ActionHelp", "Lets the client make its next call or finish the one it is in.")},
    {"step-wire", QT_TRANSLATE_NOOP("ActionHelp", "Lets the oldest held packet go on to where it is addressed.")},
    {"step-server", QT_TRANSLATE_NOOP("ActionHelp", "Lets the server make its next call or finish the one it is in.")},
    {"restart", QT_TRANSLATE_NOOP("ActionHelp", "Ends this lab and begins the same in a new one.")},
    {"first-lesson", QT_TRANSLATE_NOOP("ActionHelp",
                           "Starts the first lesson: a whole conversation between a client and a server.")},
    {"sandbox", QT_TRANSLATE_NOOP("ActionHelp", "Starts a lab in which you choose every call yourself.")},
    {"programs", QT_TRANSLATE_NOOP("ActionHelp", "Compiles and starts programs of your own, to be stepped call by call.")},
    {"attach", QT_TRANSLATE_NOOP("ActionHelp",
                           "Watches the socket calls of a program that runs on this machine, without changing it.")},
    {"sockets", QT_TRANSLATE_NOOP("ActionHelp",
                           "Lists the sockets of this machine and whose they are, and follows what changes.")},
    {"capture", QT_TRANSLATE_NOOP("ActionHelp", "Shows the packets of a network interface as they pass.")},
    {"wire-mode", QT_TRANSLATE_NOOP("ActionHelp",
                           "Holds every packet on the wire until you release it, or lets all of them cross at once.")},
    {"link", QT_TRANSLATE_NOOP("ActionHelp", "Gives the wire a delay, a rate and a queue, as a long line has them.")},
    {"drop", QT_TRANSLATE_NOOP("ActionHelp", "Loses the oldest held packet, as a bad network does.")},
    {"copy", QT_TRANSLATE_NOOP("ActionHelp", "Makes a second copy of the oldest held packet.")},
    {"play-start", QT_TRANSLATE_NOOP("ActionHelp", "Shows the moment before the first event.")},
    {"play-back", QT_TRANSLATE_NOOP("ActionHelp", "Shows the moment one event earlier; nothing is undone.")},
    {"play-forward", QT_TRANSLATE_NOOP("ActionHelp", "Shows the moment one event later.")},
    {"step-back", QT_TRANSLATE_NOOP("ActionHelp", "Shows how the lab stood one step earlier; nothing is undone.")},
    {"play-live", QT_TRANSLATE_NOOP("ActionHelp", "Shows the newest event and follows what happens.")},
    {"note", QT_TRANSLATE_NOOP("ActionHelp",
                           "Writes a note of your own on the selected event; it is kept in the recording.")},
    {"language", QT_TRANSLATE_NOOP("ActionHelp", "Switches the whole window between English and Korean.")},
    {"theme", QT_TRANSLATE_NOOP("ActionHelp", "Switches between the light, the dark and the high-contrast theme.")},
    {"larger-text", QT_TRANSLATE_NOOP("ActionHelp", "Makes all text one point larger.")},
    {"smaller-text", QT_TRANSLATE_NOOP("ActionHelp", "Makes all text one point smaller.")},
    {"usual-text", QT_TRANSLATE_NOOP("ActionHelp", "Makes all text as large as on the rest of the desktop.")},
    {"present", QT_TRANSLATE_NOOP("ActionHelp",
                           "Shows one diagram on the whole screen with what the lesson says, for an audience.")},
    {"black", QT_TRANSLATE_NOOP("ActionHelp", "Makes the screen black until any key is pressed.")},
    {"find", QT_TRANSLATE_NOOP("ActionHelp", "Searches the events of the recording.")},
    {"find-next", QT_TRANSLATE_NOOP("ActionHelp", "Goes to the next event that was found.")},
    {"find-previous", QT_TRANSLATE_NOOP("ActionHelp", "Goes to the previous event that was found.")},
    {"next-difference", QT_TRANSLATE_NOOP("ActionHelp", "Goes to the next place where the two compared recordings differ.")},
    {"previous-difference", QT_TRANSLATE_NOOP("ActionHelp", "Goes to the previous place where the two compared recordings differ.")},
    {"follow-stream", QT_TRANSLATE_NOOP("ActionHelp",
                           "Shows what both ends said in the TCP conversation of what is selected.")},
    {"filter-sequence", QT_TRANSLATE_NOOP("ActionHelp",
                           "Shows only the rows of the sequence diagram that you ask for: of a program, a call, a flag or an error.")},
    {"true-time", QT_TRANSLATE_NOOP("ActionHelp",
                           "Puts the rows of the sequence diagram as far apart as they are in time, with long waits cut short; or at equal "
                           "steps again.")},
    {"fold-lifelines", QT_TRANSLATE_NOOP("ActionHelp",
                           "Lists the programs and kernels of the sequence diagram. What you choose is folded into a narrow column, or "
                           "unfolded again.")},
    {"taller-rows", QT_TRANSLATE_NOOP("ActionHelp", "Makes the rows of the sequence diagram higher, up to three times.")},
    {"lower-rows", QT_TRANSLATE_NOOP("ActionHelp",
                           "Makes the rows of the sequence diagram lower. Where texts no longer fit, only lines are drawn, and where "
                           "several rows share a pixel, how much there is.")},
    {"usual-rows", QT_TRANSLATE_NOOP("ActionHelp", "Makes the rows of the sequence diagram as high as their texts ask for.")},
    {"whole-recording", QT_TRANSLATE_NOOP("ActionHelp", "Makes the rows of the sequence diagram so low that all of them are in sight.")},
    {"table", QT_TRANSLATE_NOOP("ActionHelp",
                           "Shows the diagram in front as a table of words, for screen readers and for reading exact numbers. "
                           "It follows the playhead.")},
    {"restore-panels", QT_TRANSLATE_NOOP("ActionHelp", "Brings back all panels at their first places and sizes.")},
    {"reading", QT_TRANSLATE_NOOP("ActionHelp",
                           "Three chapters to read beside the lab: the socket numbers of 1971, the layers of a real packet, the "
                           "calls in C.")},
    {"shortcuts", QT_TRANSLATE_NOOP("ActionHelp", "Lists all keys.")},
    {"glossary", QT_TRANSLATE_NOOP("ActionHelp", "Explains a term, and finds where it happens in this run.")},
    {"manual", QT_TRANSLATE_NOOP("ActionHelp", "The manual: how everything is used, with a search through all pages.")},
    {"tour", QT_TRANSLATE_NOOP("ActionHelp",
                           "Points at the seven most important parts of the window, in about a minute. The lab goes on "
                           "meanwhile.")},
    {"whats-this", QT_TRANSLATE_NOOP("ActionHelp", "Click anything in the window afterwards: it says what it is for.")},
    {"welcome", QT_TRANSLATE_NOOP("ActionHelp", "Shows the start page, and what this machine allows.")},
    {"about", QT_TRANSLATE_NOOP("ActionHelp", "Says which version of Socket Lab this is.")},
};

} // namespace

QString actionHelp(const ActionRow& row)
{
    for (const auto& [id, sentence] : actionSentences)
        if (QLatin1String(id) == QLatin1String(row.id))
            return QCoreApplication::translate("ActionHelp", sentence);
    return {};
}

} // namespace lab
