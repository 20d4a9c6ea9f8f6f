#pragma once
// ExportChoice: everything a recording can be exported as, from the catalogs of views and of text formats, with the name
// that a person chooses it by. The window's dialog shows the list; making one needs no window.

#include "app/Picture.h"
#include "model/export/TextExports.h"

#include <QList>
#include <QStringList>

#include <functional>

namespace lab {

struct ExportChoice
{
    QString name; ///< in the current language: "Sequence", "Transcript in Markdown", "The program as C: client"
    QStringList suffixes; ///< without dots; the first is the usual one
    QString fileName; ///< a good one, without suffix: "sequence", "client"
    std::function<Result<Bytes>(const QString& suffix)> make;
};

/// `views`: the panel of a view by its id, for what is in sight; nullptr where there is none.
QList<ExportChoice> exportChoices(ViewContext& context, const std::function<const View*(const QString&)>& views);

} // namespace lab
