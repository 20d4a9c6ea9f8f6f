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

struct Colours
{
    QRgb light, dark, contrast;
};

/// In the order of Scheme.
constexpr std::array<const char*, schemeCount> schemeNames {"light", "dark", "contrast"};

// In the order of Role. Okabe-Ito hues (Wong, Nature Methods 8:441, 2011), darkened on light cards and lightened on
// dark ones until text in them reaches WCAG AA (4.5), in high contrast AAA (7). What crosses, what is held and what is
// lost stands in the same places: there the hues differ in lightness, too, for a projector that shows no hue.
constexpr std::array<Colours, roleCount> colours {{
    {0xFFF5F6F9, 0xFF12161C, 0xFF000000}, // Window
    {0xFFFFFFFF, 0xFF1B2028, 0xFF000000}, // Card
    {0xFFDFE3EA, 0xFF353D4A, 0xFF8C8C8C}, // CardBorder
    {0xFF1A1F2B, 0xFFE7EAF0, 0xFFFFFFFF}, // Text
    {0xFF5F6877, 0xFFA4AEBC, 0xFFD6D6D6}, // MutedText
    {0xFF0068A8, 0xFF62B6EC, 0xFF5CD6FF}, // Accent
    {0xFFFFFFFF, 0xFF07131D, 0xFF000000}, // AccentText
    {0xFF0068A8, 0xFF6EBDF0, 0xFF7CC8FF}, // Call
    {0xFF00543B, 0xFF84F2C8, 0xFF7CFFB2}, // Packet
    {0xFF875500, 0xFFF0B43C, 0xFFFFC53D}, // Held
    {0xFFFFF6E0, 0xFF352B12, 0xFF1F1600}, // HeldSurface
    {0xFFB84300, 0xFFFF7A4D, 0xFFFF8575}, // Lost
    {0xFFFDF0E9, 0xFF3A2118, 0xFF240600}, // LostSurface
    {0xFF6B4E9B, 0xFFBFA2EA, 0xFFD9B8FF}, // State
    {0xFFFFFFFF, 0xFF170D26, 0xFF000000}, // StateText
    {0xFF00543B, 0xFF84F2C8, 0xFF7CFFB2}, // Good
    {0xFFE6F4EE, 0xFF143327, 0xFF001F0E}, // GoodSurface
    {0xFFECF1EF, 0xFF18232A, 0xFF0A0A0A}, // Wire
    {0xFF0074BB, 0xFF62B6EC, 0xFFFFFF00}, // Selection
    {0xFFFFF1CF, 0xFF3B3117, 0xFF2B2600}, // CodeLine
    {0xFFE69F00, 0xFFF5B335, 0xFFFFBB1A}, // HeldMark
    {0xFFF2F4F8, 0xFF252C37, 0xFF101010}, // Raised
    {0xFFE8ECF3, 0xFF2E3643, 0xFF161616}, // Hover
}};

// Of a widget with a font of its own: the points that it was given beside the application's.
constexpr const char* monoProperty = "monoDelta";
constexpr const char* sizeProperty = "sizeDelta";

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// `delta` points larger or smaller than the application's.
QFont resized(QFont font, double delta)
{
    const QFont base = QApplication::font();
    if (base.pointSizeF() > 0)
        font.setPointSizeF(std::max(6.0, base.pointSizeF() + delta));
    else
        font.setPixelSize(std::max(8, base.pixelSize() + static_cast<int>(std::lround(delta))));
    return font;
}

/// Of titles and captions. Semibold here too: a font that is set later overrides the style sheet's.
QFont sizedFont(double delta)
{
    QFont font;
    font.setWeight(QFont::DemiBold);
    return resized(font, delta);
}

void makeSized(QWidget* label, const char* look, double delta)
{
    label->setProperty("look", look);
    label->setProperty(sizeProperty, delta);
    label->setFont(sizedFont(delta));
}

} // namespace

const char* schemeName(Scheme scheme)
{
    return schemeNames[static_cast<std::size_t>(scheme)];
}

std::optional<Scheme> schemeOf(std::string_view name)
{
    for (std::size_t i = 0; i < schemeNames.size(); ++i)
        if (name == schemeNames[i])
            return static_cast<Scheme>(i);
    return std::nullopt;
}

QColor Theme::color(Role role) const
{
    const Colours& row = colours[static_cast<std::size_t>(role)];
    switch (m_scheme) {
    case Scheme::Light:
        break;
    case Scheme::Dark:
        return QColor::fromRgb(row.dark);
    case Scheme::Contrast:
        return QColor::fromRgb(row.contrast);
    }
    return QColor::fromRgb(row.light);
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

QString Theme::styleSheet(int textHeight) const
{
    return themeStyle(*this, textHeight);
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
    return resized(font, delta);
}

void setMono(QWidget* widget, double delta)
{
    widget->setProperty(monoProperty, delta);
    widget->setFont(monoFont(delta));
}

void makeTitle(QWidget* label)
{
    makeSized(label, "title", 5);
}

void makeCaption(QWidget* label)
{
    makeSized(label, "caption", -1);
}

void setFontSize(double points, bool again)
{
    QFont font = QApplication::font();
    if (again || font.pointSizeF() != points) {
        font.setPointSizeF(points);
        QApplication::setFont(font);
        // With a style sheet Qt 6.4 tells the windows alone.
        QEvent changed(QEvent::ApplicationFontChange);
        for (QWidget* widget : QApplication::allWidgets())
            QCoreApplication::sendEvent(widget, &changed);
    }
    // A font that was given to one widget does not follow the application's.
    for (QWidget* widget : QApplication::allWidgets()) {
        if (const QVariant delta = widget->property(monoProperty); delta.isValid())
            widget->setFont(monoFont(delta.toDouble()));
        if (const QVariant delta = widget->property(sizeProperty); delta.isValid())
            widget->setFont(sizedFont(delta.toDouble()));
    }
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

std::vector<std::pair<Role, Role>> toldApart()
{
    return {{Role::Packet, Role::Lost}, {Role::Packet, Role::HeldMark}, {Role::Lost, Role::HeldMark},
            {Role::Good, Role::Lost}, {Role::Text, Role::MutedText}, {Role::Selection, Role::CardBorder},
            {Role::Accent, Role::Card}, {Role::State, Role::Card}};
}

double lightness(const QColor& color)
{
    const double share = luminance(color); // of the white's
    return share > 216.0 / 24389 ? 116 * std::cbrt(share) - 16 : share * 24389 / 27;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace lab
