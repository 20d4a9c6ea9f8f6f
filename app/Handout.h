#pragma once
// Handout: a lesson on paper as PDF or HTML, one page a step, with the sequence diagram of the run up to there where it was
// performed.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/lesson/LessonHandout.h"
#include "views/shared/View.h"

namespace lab {

enum class HandoutKind { Pdf, Html };

std::optional<HandoutKind> handoutKindOf(const QString& suffix); ///< "pdf", "html", in either case
QStringList handoutSuffixes();

/// `journal`: of the run, empty if there was none. The diagrams are in the first of the request's languages.
Result<Bytes> handoutOf(const HandoutRequest& request, const Journal& journal, const Words& words, HandoutKind kind);

} // namespace lab
