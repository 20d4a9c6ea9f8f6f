#include "views/shared/ThemeStyle.h"

#include <algorithm>

namespace lab {

namespace {

// @name is replaced by a colour. Focus is a 2 px ring in the accent: never a colour alone, the border grows.
constexpr const char* sheet = R"css(
QMainWindow, QDialog { background: @window; }
QToolTip { background: @card; color: @text; border: 1px solid @border; padding: 4px 6px; }

QFrame[card="true"] { background: @card; border: 1px solid @border; border-radius: 6px; }
QFrame[tone="held"] { background: @heldSurface; border: 1px solid @heldMark; border-radius: 6px; }
QFrame[tone="lost"] { background: @lostSurface; border: 1px solid @lost; border-radius: 6px; }
QFrame[tone="good"] { background: @goodSurface; border: 1px solid @good; border-radius: 6px; }
QFrame[tone="accent"] { background: @raised; border: 1px solid @accent; border-radius: 6px; }

QLabel[look="title"] { font-weight: 600; color: @text; }
QLabel[look="heading"] { font-weight: 600; color: @text; }
QLabel[look="caption"] { font-weight: 600; color: @muted; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="good"] { color: @good; font-weight: 600; }
QLabel[look="held"] { color: @held; font-weight: 600; }
QLabel[look="lost"] { color: @lost; font-weight: 600; }
QLabel[look="accent"] { color: @accent; font-weight: 600; }
QLabel[look="state"] { background: @state; color: @stateText; border-radius: 8px; padding: 1px 8px; font-weight: 600; }
QLabel[look="mono"] { font-family: "DejaVu Sans Mono", "Noto Sans Mono", monospace; }

QPushButton, QToolButton {
    background: @card; color: @text; border: 1px solid @border; border-radius: 5px; padding: 4px 11px; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @raised; border-color: @text; }
QPushButton:focus, QToolButton:focus { border: 2px solid @focus; padding: 3px 10px; }
QPushButton:disabled, QToolButton:disabled { color: @muted; background: @window; }
QPushButton[primary="true"], QToolButton[primary="true"], QPushButton:default {
    background: @accent; color: @accentText; border: 1px solid @accent; font-weight: 600; }
QPushButton[primary="true"]:hover, QToolButton[primary="true"]:hover { background: @focus; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled, QToolButton[primary="true"]:disabled {
    background: @raised; color: @muted; border-color: @border; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent; border: 1px solid transparent; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: @hover; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus { border: 2px solid @focus; }
QPushButton[verdict] { font-weight: 600; }
QPushButton[verdict="good"]:enabled { color: @packet; }
QPushButton[verdict="lost"]:enabled { color: @lost; }
QToolButton::menu-indicator { subcontrol-position: right center; right: 4px; }
QToolButton[popupMode="2"] { padding-right: 16px; }

QPushButton[segment], QToolButton[segment] {
    background: @raised; border: 1px solid @border; border-radius: 0; padding: 4px 11px; color: @muted; }
QPushButton[segment="first"], QToolButton[segment="first"] {
    border-top-left-radius: 5px; border-bottom-left-radius: 5px; }
QPushButton[segment="middle"], QToolButton[segment="middle"], QPushButton[segment="last"], QToolButton[segment="last"] {
    border-left: 0; }
QPushButton[segment="last"], QToolButton[segment="last"] {
    border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
QPushButton[segment="only"], QToolButton[segment="only"] { border-radius: 5px; }
QPushButton[segment]:checked, QToolButton[segment]:checked { background: @card; color: @text; font-weight: 600; }
QPushButton[segment]:focus, QToolButton[segment]:focus { border: 2px solid @focus; padding: 3px 10px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    background: @card; border: 1px solid @border; border-radius: 5px; padding: 3px 6px;
    selection-background-color: @accent; selection-color: @accentText; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
    border: 2px solid @focus; padding: 2px 5px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: @boxpx; background: transparent; }
QAbstractSpinBox::up-arrow { width: 0; height: 0; border-left: @arrowpx solid @card; border-right: @arrowpx solid @card;
    border-bottom: @arrowpx solid @text; }
QAbstractSpinBox::down-arrow { width: 0; height: 0; border-left: @arrowpx solid @card; border-right: @arrowpx solid @card;
    border-top: @arrowpx solid @text; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::down-arrow:disabled { border-color: @window; }
QComboBox::drop-down { border: 0; width: @boxpx; }
QComboBox::down-arrow { width: 0; height: 0; border-left: @arrowpx solid @card; border-right: @arrowpx solid @card;
    border-top: @arrowpx solid @muted; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { background: @window; }
QComboBox QAbstractItemView { background: @card; color: @text; border: 1px solid @border;
    selection-background-color: @accent; selection-color: @accentText; }

QTableView, QTreeView, QListView { background: @card; alternate-background-color: @raised; color: @text;
    border: 0; gridline-color: @border; selection-background-color: @accent; selection-color: @accentText; }
QTableView:focus, QTreeView:focus, QListView:focus { outline: 0; }
QHeaderView { background: @card; }
QHeaderView::section { background: @card; color: @muted; border: 0; border-bottom: 1px solid @border;
    padding: 4px 8px; font-weight: 600; }
QTableCornerButton::section { background: @card; border: 0; }

QTabWidget::pane { border: 0; border-top: 1px solid @border; background: @card; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: 0; border-bottom: 2px solid transparent;
    padding: 6px 9px; margin: 0 1px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QTabBar QToolButton { padding: 0; border-radius: 3px; }
QTabBar QToolButton:focus { padding: 0; }

QMenuBar { background: @card; color: @text; border-bottom: 1px solid @border; }
QMenuBar::item { padding: 4px 9px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @card; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 20px; border-radius: 3px; }
QMenu::item:selected { background: @accent; color: @accentText; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QToolBar { background: @card; border: 0; border-bottom: 1px solid @border; spacing: 6px; padding: 5px 8px; }
QStatusBar { background: @window; color: @muted; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border; }

QScrollArea, QAbstractScrollArea { border: 0; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @raised; border: 0; border-radius: 4px; text-align: center; color: @text; max-height: 8px; }
QProgressBar::chunk { background: @packet; border-radius: 4px; }
QCheckBox, QRadioButton { color: @text; spacing: 7px; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
)css";

} // namespace

QString themeStyle(const Theme& theme, int textHeight)
{
    struct Name
    {
        const char* name;
        Role role;
    };

    // Longer names before their prefixes: @heldSurface must not become the colour of @held and "Surface".
    static constexpr Name names[] = {
        {"@window", Role::Window},
        {"@card", Role::Card},
        {"@border", Role::CardBorder},
        {"@text", Role::Text},
        {"@muted", Role::MutedText},
        {"@accentText", Role::AccentText},
        {"@accent", Role::Accent},
        {"@packet", Role::Packet},
        {"@heldSurface", Role::HeldSurface},
        {"@heldMark", Role::HeldMark},
        {"@held", Role::Held},
        {"@lostSurface", Role::LostSurface},
        {"@lost", Role::Lost},
        {"@stateText", Role::StateText},
        {"@state", Role::State},
        {"@goodSurface", Role::GoodSurface},
        {"@good", Role::Good},
        {"@focus", Role::Selection},
        {"@raised", Role::Raised},
        {"@hover", Role::Hover},
    };
    QString text = QString::fromLatin1(sheet);
    // A sheet's arrows are borders, and a border's width is no part of the text's: these two grow with it by hand.
    const int arrow = std::max(4, textHeight / 4);
    text.replace(QLatin1String("@arrow"), QString::number(arrow));
    text.replace(QLatin1String("@box"), QString::number(std::max(20, 8 + 2 * arrow)));
    static constexpr const char* scroll[] = {"#c3cad5", "#4a5464", "#b0b0b0"}; // in the order of Scheme
    text.replace(QLatin1String("@scroll"), QLatin1String(scroll[static_cast<int>(theme.scheme())]));
    for (const Name& name : names)
        text.replace(QLatin1String(name.name), theme.color(name.role).name());
    return text;
}

} // namespace lab
