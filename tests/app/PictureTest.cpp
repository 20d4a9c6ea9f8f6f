// Diagrams as pictures, looked at by other programs: every view that is a diagram, in every format.

#include "app/ExportChoice.h"
#include "app/HeadlessWindow.h"
#include "app/Picture.h"
#include "model/base/FileReplace.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

const ViewRow& rowOf(const char* id)
{
    for (const ViewRow& row : viewCatalog())
        if (QLatin1String(row.id) == QLatin1String(id))
            return row;
    throw std::runtime_error(id);
}

/// Exit status and output of a tool; nothing if it is not on this machine.
std::optional<std::pair<int, QString>> tool(const QString& name, const QStringList& arguments)
{
    if (QStandardPaths::findExecutable(name).isEmpty())
        return {};
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(name, arguments);
    process.waitForFinished(60'000);
    return std::pair(process.exitCode(), QString::fromUtf8(process.readAll()));
}

} // namespace

class PictureTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString written(const Result<Bytes>& picture, const QString& name) const
    {
        if (!picture || !replaceFile(m_folder.filePath(name).toStdString(), *picture))
            return {};
        return m_folder.filePath(name);
    }

private slots:

    void everyDiagramIsAPictureInEveryFormat()
    {
        ShownLab lab(handshakeStory());
        QStringList ids;
        for (const ViewRow* row : pictureViews()) {
            ids << row->id;
            for (const QString& suffix : pictureSuffixes()) {
                const auto picture = pictureOf(*row, lab.context, *pictureKindOf(suffix), {});
                QVERIFY2(picture && picture->size() > 500, row->id);
            }
        }
        QVERIFY(ids.contains("sequence") && ids.contains("stage"));
    }

    void aPictureHasTheFilterAndTheAxisOfTheViewThatIsShown()
    {
        ShownLab lab(handshakeStory());
        const ViewRow& row = rowOf("sequence");
        const std::unique_ptr<View> shown(row.make(lab.context, nullptr));
        const QVariantMap before = settingsOf(*shown);
        QCOMPARE(before.value("trueTime"), QVariant(false));
        shown->setProperty("trueTime", true);
        PictureOptions options;
        const auto height = [&] { return imageOf(row, lab.context, options)->height(); };
        const int steps = height();
        options.settings = settingsOf(*shown);
        const int time = height();
        QVERIFY(time > steps);
        shown->setProperty("nsPerRow", shown->property("nsPerRow").toLongLong() * 1000);
        options.settings = settingsOf(*shown);
        QVERIFY(height() < time); // the waits are to the scale that was chosen
        shown->setProperty("filter", "flag=SYN");
        options.settings = settingsOf(*shown);
        QVERIFY(height() < steps);
        QVERIFY(settingsOf(*std::unique_ptr<View>(rowOf("stage").make(lab.context, nullptr))).isEmpty());
    }

    void theCatalogSaysWhichViewsAreDiagrams()
    {
        ShownLab lab(handshakeStory());
        for (const ViewRow& row : viewCatalog()) {
            const std::unique_ptr<View> view(row.make(lab.context, nullptr));
            QVERIFY2(view->pictureSize(1000).isValid() == row.diagram, row.id);
        }
    }

    void thePictureHasTheWholeDiagramAndNothingToPress()
    {
        ShownLab lab(handshakeStory());
        const auto svg = [&lab](const char* view, const PictureOptions& options = {}) {
            const auto made = pictureOf(rowOf(view), lab.context, PictureKind::Svg, options);
            return made ? QString::fromUtf8(reinterpret_cast<const char*>(made->data()), static_cast<qsizetype>(made->size())) : QString();
        };
        const QString timeline = svg("timeline"), states = svg("states"), buffers = svg("buffers");
        for (const char* lane : {"unread", "wire: client → server", "LISTEN", "SYN-SENT", "TIME-WAIT"})
            QVERIFY2(timeline.contains(QString::fromUtf8(lane)), lane);
        QVERIFY(!timeline.contains("Mark ["));
        for (const char* state : {"CLOSE-WAIT", "FIN-WAIT-2", "SYN+ACK / ACK"})
            QVERIFY2(states.contains(state), state);
        QVERIFY(!states.contains(">Listening<"));
        QVERIFY(buffers.contains("segments") && buffers.contains("5 B written"));
        PictureOptions later;
        later.from = lab.journal.size() / 2;
        QVERIFY(svg("timeline", later) != timeline);
        QVERIFY(svg("timeline", later).contains("TIME-WAIT"));
    }

    void whatIsNoDiagramSaysSo()
    {
        ShownLab lab(handshakeStory());
        const auto picture = pictureOf(rowOf("lesson"), lab.context, PictureKind::Svg, {});
        QVERIFY(!picture);
        QVERIFY(QString::fromStdString(picture.error().message).contains("is no diagram"));
    }

    void anSvgIsWellFormedAndKeepsItsTextsAsText()
    {
        ShownLab lab(handshakeStory());
        const auto svg = pictureOf(rowOf("sequence"), lab.context, PictureKind::Svg, {});
        QVERIFY(svg);
        const QByteArray text(reinterpret_cast<const char*>(svg->data()), static_cast<qsizetype>(svg->size()));
        for (const char* shown : {"SYN+ACK seq 0 ack 1", "TIME-WAIT", "socket(AF_INET, SOCK_STREAM)"})
            QVERIFY2(text.contains(shown), shown);
        QVERIFY(!text.contains("<image")); // vector: no picture in the picture
        const QString file = written(svg, "s.svg");
        const auto checked = tool("xmllint", {"--noout", "--nonet", file});
        if (!checked)
            QSKIP("xmllint is not installed");
        QCOMPARE(checked->second, QString());
        QCOMPARE(checked->first, 0);
    }

    void librsvgDrawsIt()
    {
        ShownLab lab(handshakeStory());
        const QString file = written(pictureOf(rowOf("sequence"), lab.context, PictureKind::Svg, {}), "r.svg");
        const auto drawn = tool("rsvg-convert", {file, "-o", m_folder.filePath("r.png")});
        if (!drawn)
            QSKIP("rsvg-convert is not installed");
        QCOMPARE(drawn->first, 0);
        const QImage image(m_folder.filePath("r.png")), own = *imageOf(rowOf("sequence"), lab.context, {});
        QVERIFY(!image.isNull());
        // The SVG says its size in millimetres: a pixel more or less.
        QVERIFY(std::abs(image.width() - own.width()) <= 1 && std::abs(image.height() - own.height()) <= 1);
    }

    void aPdfEmbedsItsFontsAndItsKoreanIsText()
    {
        ShownLab lab(handshakeStory());
        HeadlessWindow window(Language::Korean, Scheme::Light, ShownLab::words());
        window.show(lab.journal);
        const QString file = written(pictureOf(rowOf("sequence"), window.context(), PictureKind::Pdf, {}), "k.pdf");
        const auto text = tool("pdftotext", {"-layout", file, "-"});
        const auto fonts = tool("pdffonts", {file});
        if (!text || !fonts)
            QSKIP("pdftotext is not installed");
        QVERIFY2(text->second.contains("블로킹됨"), qPrintable(text->second));
        QVERIFY(text->second.contains("SYN+ACK seq 0 ack 1"));
        const QStringList rows = fonts->second.trimmed().split('\n').mid(2);
        QVERIFY(!rows.isEmpty());
        for (const QString& row : rows)
            QVERIFY2(row.contains(QRegularExpression("Identity-H\\s+yes")), qPrintable(row));
    }

    void aLaterBeginningAndAnEarlierEndMakeItShorter()
    {
        ShownLab lab(handshakeStory());
        const int whole = imageOf(rowOf("sequence"), lab.context, {})->height();
        PictureOptions later;
        later.from = lab.journal.size() / 2;
        const int second = imageOf(rowOf("sequence"), lab.context, later)->height();
        lab.playhead.moveTo(lab.journal.size() / 2);
        const int first = imageOf(rowOf("sequence"), lab.context, {})->height();
        QVERIFY(first < whole && second < whole);
    }

    void theThemeColoursIt()
    {
        ShownLab lab(handshakeStory());
        const QColor light = imageOf(rowOf("sequence"), lab.context, {})->pixelColor(300, 300);
        lab.context.theme = Theme(Scheme::Dark);
        const QColor dark = imageOf(rowOf("sequence"), lab.context, {})->pixelColor(300, 300);
        QVERIFY(light.lightness() > 200 && dark.lightness() < 80);
    }

    void aDiagramTooHighForAnImageIsPagesInAPdf()
    {
        std::vector<Event> many;
        const std::vector<Event> once = handshakeStory();
        while (many.size() < 4000)
            many.insert(many.end(), once.begin(), once.end());
        ShownLab lab(many);
        const auto image = imageOf(rowOf("sequence"), lab.context, {});
        QVERIFY(!image);
        QVERIFY(QString::fromStdString(image.error().message).contains("choose SVG or PDF"));
        const QString file = written(pictureOf(rowOf("sequence"), lab.context, PictureKind::Pdf, {}), "p.pdf");
        const auto info = tool("pdfinfo", {file});
        if (!info)
            QSKIP("pdfinfo is not installed");
        const auto pages = QRegularExpression("Pages:\\s+(\\d+)").match(info->second).captured(1).toInt();
        QVERIFY2(pages >= 2, qPrintable(info->second));
    }

    void theWindowOffersEveryDiagramFormatAndProgram()
    {
        ShownLab lab(handshakeStory());
        QStringList names;
        for (const ExportChoice& choice : exportChoices(lab.context, [](const QString&) { return nullptr; })) {
            names << choice.name;
            const auto made = choice.make(choice.suffixes.first());
            QVERIFY2(made && made->size() > 20, qPrintable(choice.name));
        }
        QVERIFY(names.contains("Sequence") && names.contains("Transcript in Markdown"));
        QVERIFY2(names.contains("The program as C: server"), qPrintable(names.join(", ")));
    }
};

QTEST_MAIN(PictureTest)
#include "PictureTest.moc"
