#pragma once
// Picture: a view as SVG, PDF or PNG, painted by the view itself: the whole diagram, or what is in sight of it.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "views/ViewCatalog.h"

#include <QImage>
#include <QVariantMap>

#include <optional>

class QPainter;

namespace lab {

enum class PictureKind { Svg, Pdf, Png };

std::optional<PictureKind> pictureKindOf(const QString& suffix); ///< "svg", "pdf", "png", in either case
QStringList pictureSuffixes();

struct PictureOptions
{
    int width = 1000; ///< pixels (1/96 inch) of the whole diagram; it is wider where it must be
    double scale = 1; ///< of a PNG: pixels for each of those
    std::size_t from = 0; ///< the first event of the whole diagram, where it can begin later
    QVariantMap settings; ///< of the view, by its properties' names: settingsOf()
    const View* inSight = nullptr; ///< not the whole: as large and scrolled as this one, which shows the same
};

/// What a person has chosen in a view that is shown and a picture of it should have, too.
QVariantMap settingsOf(const View& view);

/// A new view of this row paints it; the playhead says how far. The error: it is no diagram, or too large for a PNG.
Result<Bytes> pictureOf(const ViewRow& row, ViewContext& context, PictureKind kind, const PictureOptions& options);
Result<QImage> imageOf(const ViewRow& row, ViewContext& context, const PictureOptions& options);

/// Paints it into this part of a page, lines as lines and text as text. The device has the resolution of widgets (96 dpi).
Status paintPicture(const ViewRow& row, ViewContext& context, QPainter& painter, const QRectF& where,
                    const PictureOptions& options);

/// The rows whose views are diagrams.
std::vector<const ViewRow*> pictureViews();

} // namespace lab
