#pragma once
// Theme: colours by role, never by name; a light and a dark table (Okabe-Ito hues, one meaning a colour).
// Views ask for roles; a test computes the contrast of every text/background pair.

#include <QColor>
#include <QPalette>

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
};
inline constexpr int roleCount = static_cast<int>(Role::CodeLine) + 1;

enum class Scheme { Light, Dark };

class Theme
{
public:
    explicit Theme(Scheme scheme = Scheme::Light) : m_scheme(scheme) { }

    Scheme scheme() const { return m_scheme; }

    QColor color(Role role) const;
    QPalette palette() const; ///< the widgets' palette in the same roles
    QString styleSheet() const; ///< cards, buttons, tables

private:
    Scheme m_scheme;
};

/// WCAG 2.1 contrast ratio, 1 … 21.
double contrast(const QColor& a, const QColor& b);

} // namespace lab
