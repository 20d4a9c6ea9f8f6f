#pragma once
// ThemeStyle: the one style sheet of the program, from the colours of a Theme. Use Theme::styleSheet().

#include "views/shared/Theme.h"

#include <QString>

namespace lab {

QString themeStyle(const Theme& theme, int textHeight); ///< textHeight: of a line, pixels

} // namespace lab
