#pragma once
// ViewCatalog: ONE ROW A VIEW. The window makes its panels from it; the tests show every row an empty and a full journal.

#include "views/shared/View.h"

#include <memory>
#include <vector>

namespace lab {

enum class Place { Left, CentreTop, CentreTabs, RightTop, RightBottom, Bottom };

struct ViewRow
{
    const char* id; ///< stable: "stage", "sequence", …; object name of the view
    const char* title; ///< source text, translated in context "ViewCatalog"
    Place place;
    View* (*make)(ViewContext&, QWidget* parent);
    bool diagram = false; ///< it can be a picture: View::pictureSize()
    bool hidden = false; ///< until it is asked for
};

const std::vector<ViewRow>& viewCatalog();
const ViewRow* rowOf(const View& view); ///< nullptr: made by none of them
QString viewTitle(const ViewRow& row); ///< in the current language
QString viewHelp(const ViewRow& row); ///< what it is for, in a sentence or two: "What is this?"

} // namespace lab
