#pragma once
// Theme: colours by role, never by name; a light, a dark and a high-contrast table (Okabe-Ito hues, one meaning a
// colour), and the size of all text. Views ask for roles; a test computes the contrast of every text/background pair.

#include <QColor>
#include <QFont>
#include <QPalette>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

class QWidget;

namespace lab {

enum class Role {
    Window, ///< behind the cards
    Card, ///< a panel's surface
    CardBorder,
    Text,
    MutedText,
    Accent, ///< the next step, the selected thing, calls
    AccentText, ///< on Accent
    Call, ///< arrows between program and kernel
    Packet, ///< a packet that crosses
    Held, ///< held on the wire, blocked: waits
    HeldSurface,
    Lost, ///< dropped, error, RST
    LostSurface,
    State, ///< TCP states
    StateText, ///< on State
    Good, ///< expectation held, connection waiting in a queue
    GoodSurface,
    Wire, ///< the wire's surface
    Selection, ///< ring around the selected thing
    CodeLine, ///< the current source line's surface
    HeldMark, ///< shapes of what is held or blocked (never text: too bright on light cards)
    Raised, ///< a surface on a card: program boxes, headers, the groove of segmented buttons
    Hover, ///< a button or row under the pointer
};
inline constexpr int roleCount = static_cast<int>(Role::Hover) + 1;

enum class Scheme { Light, Dark, Contrast };
inline constexpr int schemeCount = static_cast<int>(Scheme::Contrast) + 1;

const char* schemeName(Scheme scheme); ///< "light", "dark", "contrast": in the settings and on the command line
std::optional<Scheme> schemeOf(std::string_view name);

class Theme
{
public:
    explicit Theme(Scheme scheme = Scheme::Light)
        : m_scheme(scheme)
    {
    }

    Scheme scheme() const { return m_scheme; }

    QColor color(Role role) const;
    QPalette palette() const; ///< the widgets' palette in the same roles
    /// Cards, buttons, tables, tabs. Dynamic properties choose a look: QFrame card=true; QPushButton/QToolButton
    /// primary=true, flat=true, or checkable with segment=first|middle|last|only; QLabel
    /// look=title|heading|caption|muted| mono|good|held|lost|state|accent; QFrame tone=held|lost|good|accent.
    /// `textHeight`: of a line, pixels; arrows grow with it, in a few steps.
    QString styleSheet(int textHeight = 0) const;

private:
    Scheme m_scheme;
};

/// Gives one of those properties to a widget and has it looked at: a style sheet's selector reads a dynamic property only when
/// the widget is polished. Nothing is done if it has that value already.
void setLook(QWidget* widget, const char* property, const QString& value);

/// The fixed-pitch font for calls, addresses and bytes, `delta` points larger or smaller than the application's font.
QFont monoFont(double delta = 0);
/// Gives it to one widget, for good: it follows setFontSize().
void setMono(QWidget* widget, double delta = 0);

/// A label above a page or card, and one above a group, larger and smaller than the rest of the text. The size is not the
/// style sheet's: Qt goes through every widget anew for each other sheet.
void makeTitle(QWidget* label);
void makeCaption(QWidget* label);

/// Of all text, in points. `again`: widgets are told although it is what it was; a new style sheet has changed their fonts.
void setFontSize(double points, bool again = false);

/// Every foreground/background pair that carries text, for the contrast test.
std::vector<std::pair<Role, Role>> textPairs();

/// Marks that stand in the same place and mean different things: they differ in grey, too.
std::vector<std::pair<Role, Role>> toldApart();

/// CIE 1976 lightness L*, 0 … 100: what is left of a colour in grey.
double lightness(const QColor& color);

/// WCAG 2.1 contrast ratio, 1 … 21.
double contrast(const QColor& a, const QColor& b);

} // namespace lab
