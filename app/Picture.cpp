#include "app/Picture.h"

#include <QAbstractScrollArea>
#include <QBuffer>
#include <QCoreApplication>
#include <QMetaProperty>
#include <QPainter>
#include <QPdfWriter>
#include <QScrollBar>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <memory>

// Theory: QWidget::render() hands the painter's own device to paintEvent(), so that lines stay lines and text stays text
// in SVG and PDF. Each device counts in the resolution for which the view has measured its fonts.

namespace lab {

namespace {

/// QPainter's raster engine has 16-bit coordinates.
constexpr int largestImage = 32767;
/// A page can be at most 200 inches high (ISO 32000-1 annex C.2): 19200 of our pixels.
constexpr int highestPage = 19200;

Error noDiagram(const ViewRow& row)
{
    return Error {"the view " + std::string(row.id) + " is no diagram and can't be a picture"};
}

struct MadeView
{
    std::unique_ptr<View> view;
    QSize size; ///< invalid: no diagram
};

void noScrollBars(View& view)
{
    for (auto* area : view.findChildren<QAbstractScrollArea*>()) {
        area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
}

/// A view that is never shown has no layout and no resize events until it is asked for.
void settle(View& view, const QSize& size)
{
    view.resize(size);
    view.ensurePolished();
    const QImage nothing = [&view] {
        QImage one(1, 1, QImage::Format_RGB32);
        view.render(&one); // sends what a first showing would send
        return one;
    }();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

MadeView make(const ViewRow& row, ViewContext& context, const PictureOptions& options)
{
    MadeView made {std::unique_ptr<View>(row.make(context, nullptr)), {}};
    for (auto setting = options.settings.begin(); setting != options.settings.end(); ++setting)
        made.view->setProperty(setting.key().toLatin1().constData(), setting.value());
    if (!made.view->pictureSize(options.width).isValid())
        return made;
    noScrollBars(*made.view);
    made.view->ensurePolished();
    for (auto* one : made.view->findChildren<QWidget*>())
        if (!options.inSight && one->property("onScreenOnly").toBool())
            one->hide();
    made.size = options.inSight ? options.inSight->size() : made.view->pictureSize(options.width, options.from);
    settle(*made.view, made.size);
    if (options.inSight) {
        const auto theirs = options.inSight->findChildren<QAbstractScrollArea*>();
        const auto ours = made.view->findChildren<QAbstractScrollArea*>();
        for (int i = 0; i < std::min(theirs.size(), ours.size()); ++i) {
            ours[i]->verticalScrollBar()->setValue(theirs[i]->verticalScrollBar()->value());
            ours[i]->horizontalScrollBar()->setValue(theirs[i]->horizontalScrollBar()->value());
        }
    }
    return made;
}

QImage imageOf(const MadeView& made, double scale)
{
    QImage image((QSizeF(made.size) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    made.view->render(&image);
    return image;
}

Status paintSvg(const MadeView& made, QBuffer& buffer)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(made.view->logicalDpiY());
    generator.setSize(made.size);
    generator.setViewBox(QRect(QPoint(), made.size));
    generator.setTitle(QStringLiteral("Socket Lab"));
    QPainter painter(&generator);
    made.view->render(&painter);
    return Nothing {};
}

void setPage(QPdfWriter& writer, const QSize& size, int dpi)
{
    writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / dpi, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
}

/// One page; what is higher than a page can be continues on the next one, under the same head, from row to row.
Status paintPdf(const MadeView& made, QBuffer& buffer)
{
    View& view = *made.view;
    const int dpi = view.logicalDpiY();
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Socket Lab"));
    writer.setResolution(dpi);
    const auto areas = view.findChildren<QAbstractScrollArea*>();
    const bool paged = made.size.height() > highestPage && areas.size() == 1;
    const QSize page(made.size.width(), paged ? highestPage : made.size.height());
    setPage(writer, page, dpi);
    QPainter painter(&writer);
    if (!paged) {
        view.render(&painter);
        return Nothing {};
    }
    QScrollBar* bar = areas.front()->verticalScrollBar();
    const int first = bar->value();
    settle(view, page);
    const int row = std::max(1, bar->singleStep()), step = std::max(row, bar->pageStep() / row * row);
    for (int y = first; y < bar->maximum() + bar->pageStep(); y += step) {
        if (y > first)
            writer.newPage();
        bar->setValue(y);
        view.render(&painter);
    }
    return Nothing {};
}

} // namespace

std::optional<PictureKind> pictureKindOf(const QString& suffix)
{
    const int index = static_cast<int>(pictureSuffixes().indexOf(suffix.toLower()));
    return index < 0 ? std::nullopt : std::optional(static_cast<PictureKind>(index));
}

QStringList pictureSuffixes()
{
    return {QStringLiteral("svg"), QStringLiteral("pdf"), QStringLiteral("png")};
}

QVariantMap settingsOf(const View& view)
{
    QVariantMap settings; // a view's own properties are those beyond what every widget has
    const QMetaObject* about = view.metaObject();
    for (int i = View::staticMetaObject.propertyCount(); i < about->propertyCount(); ++i)
        settings.insert(QString::fromLatin1(about->property(i).name()), about->property(i).read(&view));
    return settings;
}

Result<QImage> imageOf(const ViewRow& row, ViewContext& context, const PictureOptions& options)
{
    const MadeView made = make(row, context, options);
    if (!made.size.isValid())
        return noDiagram(row);
    const QSizeF pixels = QSizeF(made.size) * options.scale;
    if (pixels.width() > largestImage || pixels.height() > largestImage)
        return Error {"the picture would have " + std::to_string(std::lround(pixels.width())) + " x "
                      + std::to_string(std::lround(pixels.height())) + " pixels, and an image has at most "
                      + std::to_string(largestImage) + ": choose SVG or PDF, or a part of it (--from, --to, --filter)"};
    return imageOf(made, options.scale);
}

Result<Bytes> pictureOf(const ViewRow& row, ViewContext& context, PictureKind kind, const PictureOptions& options)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (kind == PictureKind::Png) {
        const Result<QImage> image = imageOf(row, context, options);
        if (!image)
            return image.error();
        image->save(&buffer, "PNG");
    } else {
        const MadeView made = make(row, context, options);
        if (!made.size.isValid())
            return noDiagram(row);
        const Status painted = kind == PictureKind::Svg ? paintSvg(made, buffer) : paintPdf(made, buffer);
        if (!painted)
            return painted.error();
    }
    buffer.close();
    const QByteArray& data = buffer.data();
    return Bytes(data.begin(), data.end());
}

Status paintPicture(const ViewRow& row, ViewContext& context, QPainter& painter, const QRectF& where,
                    const PictureOptions& options)
{
    const MadeView made = make(row, context, options);
    if (!made.size.isValid())
        return noDiagram(row);
    painter.save();
    painter.translate(where.topLeft());
    painter.scale(where.width() / made.size.width(), where.height() / made.size.height());
    made.view->render(&painter);
    painter.restore();
    return Nothing {};
}

std::vector<const ViewRow*> pictureViews()
{
    std::vector<const ViewRow*> rows;
    for (const ViewRow& row : viewCatalog())
        if (row.diagram)
            rows.push_back(&row);
    return rows;
}

} // namespace lab
