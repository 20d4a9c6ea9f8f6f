#include "app/Handout.h"

#include "app/HeadlessWindow.h"
#include "app/Picture.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QPainter>
#include <QPdfWriter>
#include <QRawFont>
#include <QTextDocument>

#include <algorithm>

// Theory: every page is laid out by itself: the text first, then the diagram in what is left of the page. A diagram that
// would be too high there begins later, at the first step from which it fits; drawn small as a whole it could not be read.

namespace lab {

namespace {

constexpr int pictureWidth = 760; ///< pixels of the diagram, over the width of the text
constexpr int htmlPictureHeight = 700;
constexpr int dpi = 96; // of widgets: the diagrams have measured their texts for it
constexpr double marginMm = 17;

struct StepPicture
{
    QSize size;
    std::size_t from = 0, firstStep = 0; ///< the event and the step (from 0) with which the diagram begins
};

/// The sequence diagram of a run, up to one step after the other.
class RunPictures
{
public:
    RunPictures(const HandoutRequest& request, const Journal& journal, const Words& words)
        : m_window(request.languages.front(), Scheme::Light, words)
        , m_journal(journal)
        , m_spans(stepSpans(journal, request.lesson->steps.size()))
    {
        for (const ViewRow& row : viewCatalog())
            if (QLatin1String(row.id) == QLatin1String("sequence"))
                m_row = &row;
        // A last step that only asks is done before its mark has come back from the engine.
        for (std::size_t i = 0; i < request.results.size(); ++i)
            if (m_spans[i].end == 0 && request.results[i].outcome != StepOutcome::Waiting)
                m_spans[i] = {journal.size(), journal.size()};
        m_window.show(journal);
        while (m_firstShown < journal.size() && !isShown(m_firstShown))
            ++m_firstShown;
    }

    /// At most `mostHeight` pixels high if a part of the run can be; nothing where nothing has happened yet.
    std::optional<StepPicture> upTo(std::size_t step, int mostHeight)
    {
        const StepSpan span = m_spans[step];
        if (!m_row || span.end <= m_firstShown)
            return {};
        m_window.playhead().moveTo(span.end);
        const std::unique_ptr<View> view(m_row->make(m_window.context(), nullptr));
        view->ensurePolished();
        StepPicture picture;
        for (std::size_t first = 0; first <= step; ++first) {
            if (first > 0 && m_spans[first].begin == 0)
                continue;
            picture.from = first == 0 ? 0 : m_spans[first].begin;
            picture.firstStep = first;
            picture.size = view->pictureSize(pictureWidth, picture.from);
            if (picture.size.height() <= mostHeight)
                break;
        }
        return picture;
    }

    /// The one of upTo(), while no other was asked for.
    Bytes svg(const StepPicture& picture)
    {
        const auto made = pictureOf(*m_row, m_window.context(), PictureKind::Svg, optionsOf(picture));
        return made ? *made : Bytes {};
    }

    void paint(const StepPicture& picture, QPainter& painter, const QRectF& where)
    {
        (void)paintPicture(*m_row, m_window.context(), painter, where, optionsOf(picture)); // it is a diagram
    }

private:
    static PictureOptions optionsOf(const StepPicture& picture)
    {
        PictureOptions options;
        options.width = pictureWidth;
        options.from = picture.from;
        return options;
    }

    bool isShown(std::size_t event) const
    {
        const Event one = m_journal.at(event);
        return std::holds_alternative<CallEntered>(one.body) || std::holds_alternative<PacketSent>(one.body);
    }

    HeadlessWindow m_window;
    const Journal& m_journal;
    std::vector<StepSpan> m_spans;
    const ViewRow* m_row = nullptr;
    std::size_t m_firstShown = 0;
};

std::string caption(const HandoutRequest& request, const StepPicture& picture)
{
    std::string text;
    for (const Language language : request.languages) {
        const std::string number = std::to_string(picture.firstStep + 1);
        if (!text.empty())
            text += " · ";
        if (language == Language::Korean)
            text += picture.firstStep == 0 ? "여기까지 일어난 일" : number + "단계부터 여기까지 일어난 일";
        else
            text += picture.firstStep == 0 ? "What has happened up to here" : "What has happened from step " + number + " up to here";
    }
    return text;
}

Bytes htmlOf(const HandoutRequest& request, RunPictures& pictures)
{
    const std::string html = handoutHtml(request, [&](std::size_t step) -> std::string {
        const auto picture = pictures.upTo(step, htmlPictureHeight);
        if (!picture)
            return {};
        const Bytes made = pictures.svg(*picture);
        const QByteArray svg(reinterpret_cast<const char*>(made.data()), static_cast<qsizetype>(made.size()));
        const std::string text = htmlText(caption(request, *picture));
        return "<p class=\"muted\">" + text + "</p>\n<img alt=\"" + text + "\" src=\"data:image/svg+xml;base64,"
            + svg.toBase64().toStdString() + "\"/>\n";
    });
    const ByteView bytes = asBytes(html);
    return {bytes.begin(), bytes.end()};
}

/// A PDF's text is read back from glyphs, each by the lowest character that has it, and some Hangul fonts have their space
/// for the control character U+0001, too: "23단계 중" could not be found. Chosen is one that does not, if there is one.
QFont paperFont()
{
    QFont font;
    for (const QString& family : QFontDatabase::families(QFontDatabase::Korean)) {
        const QRawFont raw = QRawFont::fromFont(QFont(family));
        const auto control = raw.glyphIndexesForString(QString(QChar(1))), space = raw.glyphIndexesForString(QStringLiteral(" "));
        if (raw.familyName() == family && control != space) {
            font.setFamilies({QFontInfo(font).family(), family});
            break;
        }
    }
    return font;
}

/// One page after the other, each with its text, its room to write and its diagram.
class Paper
{
public:
    Paper(const HandoutRequest& request, QBuffer& buffer)
        : m_request(request)
        , m_writer(&buffer)
    {
        m_writer.setCreator(QStringLiteral("Socket Lab"));
        m_writer.setTitle(QString::fromStdString(request.lesson->title.in(request.languages.front())));
        m_writer.setResolution(dpi);
        m_writer.setPageSize(QPageSize(QPageSize::A4));
        m_writer.setPageMargins(QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter);
        m_painter.begin(&m_writer);
    }

    void page(const HandoutPage& page)
    {
        if (std::exchange(m_begun, true))
            m_writer.newPage();
        m_y = 0;
        text(page.head);
        if (page.room)
            room();
        text(page.tail);
    }

    /// Pixels of a picture pictureWidth wide that are left of the page, without its caption.
    int pixelsLeft() const { return static_cast<int>((height() - m_y - captionHeight()) * pictureWidth / width()); }

    void picture(const StepPicture& picture, RunPictures& pictures)
    {
        m_y += 2.0 / 25.4 * dpi; // mm
        text("<p class=\"muted\">" + htmlText(caption(m_request, picture)) + "</p>");
        const double scale = std::min(width() / picture.size.width(), std::max(1.0, height() - m_y) / picture.size.height());
        const QSizeF size = QSizeF(picture.size) * std::min(scale, width() / pictureWidth);
        pictures.paint(picture, m_painter, QRectF(QPointF(0, m_y), size));
        m_y += size.height();
    }

private:
    double width() const { return m_writer.width(); }

    double height() const { return m_writer.height(); }

    double captionHeight() const { return 12.0 / 25.4 * dpi; } // 12 mm

    void text(const std::string& html)
    {
        if (html.empty())
            return;
        QTextDocument document;
        document.documentLayout()->setPaintDevice(&m_writer);
        document.setDocumentMargin(0);
        document.setDefaultFont(m_font);
        document.setDefaultStyleSheet(QString::fromStdString(handoutStyle()));
        document.setHtml("<html><body>" + QString::fromStdString(html) + "</body></html>");
        document.setTextWidth(width());
        if (m_y > 0 && m_y + document.size().height() > height()) {
            m_writer.newPage();
            m_y = 0;
        }
        if (document.size().height() > height())
            return longText(document);
        m_painter.save();
        m_painter.translate(0, m_y);
        document.drawContents(&m_painter);
        m_painter.restore();
        m_y += document.size().height();
    }

    /// More than a page of text: Qt breaks it between lines.
    void longText(QTextDocument& document)
    {
        document.setPageSize(QSizeF(width(), height()));
        for (int i = 0; i < document.pageCount(); ++i) {
            if (i > 0)
                m_writer.newPage();
            m_painter.save();
            m_painter.translate(0, -i * height());
            document.drawContents(&m_painter, QRectF(0, i * height(), width(), height()));
            m_painter.restore();
        }
        m_y = height();
    }

    void room()
    {
        constexpr int lines = 4;
        const double step = 8.5 / 25.4 * dpi; // mm
        if (m_y + (lines + 1) * step > height()) {
            m_writer.newPage();
            m_y = 0;
        }
        m_painter.setPen(QPen(QColor(0x8c, 0x95, 0x9f), dpi / 150.0));
        for (int i = 1; i <= lines; ++i)
            m_painter.drawLine(QPointF(0, m_y + i * step), QPointF(width(), m_y + i * step));
        m_y += (lines + 0.5) * step;
    }

    const HandoutRequest& m_request;
    const QFont m_font = paperFont();
    QPdfWriter m_writer;
    QPainter m_painter;
    double m_y = 0;
    bool m_begun = false;
};

void paintPdf(const HandoutRequest& request, RunPictures& pictures, QBuffer& buffer)
{
    constexpr int leastHeight = 160; // below that a diagram could show nothing: it gets a page of its own
    Paper paper(request, buffer);
    paper.page(handoutFront(request));
    for (std::size_t i = 0; i < request.lesson->steps.size(); ++i) {
        paper.page(handoutPage(request, i));
        const int left = paper.pixelsLeft();
        if (left < leastHeight && pictures.upTo(i, left))
            paper.page({});
        if (const auto picture = pictures.upTo(i, paper.pixelsLeft()))
            paper.picture(*picture, pictures);
    }
}

} // namespace

std::optional<HandoutKind> handoutKindOf(const QString& suffix)
{
    const int index = static_cast<int>(handoutSuffixes().indexOf(suffix.toLower()));
    return index < 0 ? std::nullopt : std::optional(static_cast<HandoutKind>(index));
}

QStringList handoutSuffixes()
{
    return {QStringLiteral("pdf"), QStringLiteral("html")};
}

Result<Bytes> handoutOf(const HandoutRequest& request, const Journal& journal, const Words& words, HandoutKind kind)
{
    RunPictures pictures(request, journal, words);
    if (kind == HandoutKind::Html)
        return htmlOf(request, pictures);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    paintPdf(request, pictures, buffer);
    buffer.close();
    return Bytes(buffer.data().begin(), buffer.data().end());
}

} // namespace lab
