#include "views/shared/Theme.h"

#include "views/shared/ThemeStyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QVariant>
#include <QWidget>

#include <array>
#include <cmath>

namespace lab {

namespace {

struct Pair
{
    QRgb light, dark;
};

// In the order of Role. Okabe-Ito hues (Wong, Nature Methods 8:441, 2011), darkened on light cards and lightened on
// dark ones until text in them reaches WCAG AA (4.5).
constexpr std::array<Pair, roleCount> colours {{
    {0xFFF5F6F9, 0xFF12161C}, // Window
    {0xFFFFFFFF, 0xFF1B2028}, // Card
    {0xFFDFE3EA, 0xFF353D4A}, // CardBorder
    {0xFF1A1F2B, 0xFFE7EAF0}, // Text
    {0xFF5F6877, 0xFFA4AEBC}, // MutedText
    {0xFF0068A8, 0xFF62B6EC}, // Accent
    {0xFFFFFFFF, 0xFF07131D}, // AccentText
    {0xFF0068A8, 0xFF6EBDF0}, // Call
    {0xFF007352, 0xFF38CC9B}, // Packet
    {0xFF875500, 0xFFF0B43C}, // Held
    {0xFFFFF6E0, 0xFF352B12}, // HeldSurface
    {0xFFB84300, 0xFFFF9A66}, // Lost
    {0xFFFDF0E9, 0xFF3A2118}, // LostSurface
    {0xFF6B4E9B, 0xFFBFA2EA}, // State
    {0xFFFFFFFF, 0xFF170D26}, // StateText
    {0xFF007352, 0xFF45CB9B}, // Good
    {0xFFE6F4EE, 0xFF143327}, // GoodSurface
    {0xFFECF1EF, 0xFF18232A}, // Wire
    {0xFF0074BB, 0xFF62B6EC}, // Selection
    {0xFFFFF1CF, 0xFF3B3117}, // CodeLine
    {0xFFE69F00, 0xFFE69F00}, // HeldMark
    {0xFFF2F4F8, 0xFF252C37}, // Raised
    {0xFFE8ECF3, 0xFF2E3643}, // Hover
}};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor Theme::color(Role role) const
{
    const Pair& pair = colours[static_cast<std::size_t>(role)];
    return QColor::fromRgb(m_scheme == Scheme::Dark ? pair.dark : pair.light);
}

QPalette Theme::palette() const
{
    QPalette result;
    const auto set = [&](QPalette::ColorRole where, Role role) { result.setColor(where, color(role)); };
    set(QPalette::Window, Role::Window);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Card);
    set(QPalette::AlternateBase, Role::Raised);
    set(QPalette::Text, Role::Text);
    set(QPalette::PlaceholderText, Role::MutedText);
    set(QPalette::Button, Role::Card);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::BrightText, Role::Lost);
    set(QPalette::Highlight, Role::Accent);
    set(QPalette::HighlightedText, Role::AccentText);
    set(QPalette::Link, Role::Accent);
    set(QPalette::LinkVisited, Role::State);
    set(QPalette::ToolTipBase, Role::Card);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::Light, Role::Card);
    set(QPalette::Midlight, Role::Raised);
    set(QPalette::Mid, Role::CardBorder);
    set(QPalette::Dark, Role::CardBorder);
    for (const auto where : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, where, color(Role::MutedText));
    result.setColor(QPalette::Disabled, QPalette::Highlight, color(Role::CardBorder));
    return result;
}

QString Theme::styleSheet() const
{
    return themeStyle(*this);
}

void setLook(QWidget* widget, const char* property, const QString& value)
{
    if (widget->property(property).toString() == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QFont monoFont(double delta)
{
    static const QString family = [] {
        // A face with both a clear 0/O and Hangul fallback; whatever fontconfig calls monospace otherwise.
        for (const char* name : {"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono"}) {
            if (QFontDatabase::hasFamily(QLatin1String(name)))
                return QString::fromLatin1(name);
        }
        return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    }();
    QFont font(family);
    font.setStyleHint(QFont::Monospace);
    const QFont base = QApplication::font();
    if (base.pointSizeF() > 0)
        font.setPointSizeF(std::max(6.0, base.pointSizeF() + delta));
    else
        font.setPixelSize(std::max(8, base.pixelSize() + static_cast<int>(std::lround(delta))));
    return font;
}

std::vector<std::pair<Role, Role>> textPairs()
{
    std::vector<std::pair<Role, Role>> pairs;
    for (const Role surface : {Role::Window, Role::Card, Role::Raised, Role::Hover, Role::Wire}) {
        for (const Role text : {Role::Text, Role::MutedText, Role::Accent, Role::Packet, Role::Held, Role::Lost})
            pairs.emplace_back(text, surface);
    }
    for (const Role text : {Role::Call, Role::State, Role::Good})
        pairs.emplace_back(text, Role::Card);
    for (const Role surface : {Role::HeldSurface, Role::LostSurface, Role::GoodSurface, Role::CodeLine})
        pairs.emplace_back(Role::Text, surface);
    pairs.emplace_back(Role::MutedText, Role::HeldSurface);
    pairs.emplace_back(Role::Held, Role::HeldSurface);
    pairs.emplace_back(Role::Held, Role::CodeLine);
    pairs.emplace_back(Role::Lost, Role::LostSurface);
    pairs.emplace_back(Role::Good, Role::GoodSurface);
    pairs.emplace_back(Role::AccentText, Role::Accent);
    pairs.emplace_back(Role::StateText, Role::State);
    return pairs;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace lab
