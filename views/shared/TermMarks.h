#pragma once
// TermMarks: makes the glossary's terms in a text places to point at: a dotted line under the first of each in a
// paragraph, its explanation under the pointer, a click (Tab and Enter) to its entry, and "look up" on what is
// selected. The one place where prose becomes such; what a term is, TermFinder says.

#include "views/shared/View.h"

class QLabel;
class QTextBrowser;

namespace lab {

/// To be called after each setText(); costs nothing where the text is the same. The label shows plain text, which stays
/// what text() gives. `context` outlives it.
void markTerms(QLabel* label, const ViewContext& context);
/// After each setHtml(), of its paragraph `only`, or of all (-1). Links that it has already are left alone; those to
/// terms have the scheme "term".
void markTerms(QTextBrowser* text, const ViewContext& context, int only = -1);
/// All labels in `inside`, and itself if it is one, whose text wraps.
void markTermsIn(QWidget* inside, const ViewContext& context);

/// "accept queue · accept 큐" and what it means, in the context's language; empty: there is no such entry.
QString termToolTip(const QString& id, const ViewContext& context);

/// What is selected in this widget, a label or a field with text; empty: nothing.
QString selectedText(QWidget* widget);

} // namespace lab
