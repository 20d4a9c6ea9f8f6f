#pragma once
// ActionCatalog: ONE ROW A USER ACTION: its name, its keys, its menu and what it does. Menus, the top bar, the list of
// shortcuts and the tests are made from it.

#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

namespace lab {

class MainWindow;

enum class ActionMenu { File, Lab, Wire, Playback, View, Help };
inline constexpr int actionMenuCount = static_cast<int>(ActionMenu::Help) + 1;

struct ActionRow
{
    const char* id; ///< stable: "next-step"; object name of the QAction
    ActionMenu menu;
    const char* name; ///< source text, translated in context "ActionCatalog"
    const char* keys; ///< QKeySequence::PortableText, several separated by "; "; "": none
    void (MainWindow::*perform)();
    bool startsGroup = false; ///< a separator stands above it
};

const std::vector<ActionRow>& actionCatalog();

QString actionName(const ActionRow& row); ///< in the current language
QString actionHelp(const ActionRow& row); ///< what it does, in a sentence: "What is this?"
QList<QKeySequence> actionKeys(const ActionRow& row);
QString menuName(ActionMenu menu);

} // namespace lab
