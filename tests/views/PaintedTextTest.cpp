// What is written in the diagrams can be read at every size of text: nothing is written over something else, and no line is cut in
// its height or loses its end at an edge.

#include "tests/support/JournalBuilder.h"
#include "tests/support/PaintedTexts.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/ViewCatalog.h"
#include "views/shared/Theme.h"

#include <QApplication>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::array diagrams {"stage", "sequence", "timeline", "states", "buffers", "analogy", "playback", "find"};

std::unique_ptr<View> shown(const char* id, ViewContext& context, const QSize& size)
{
    const auto row = std::find_if(viewCatalog().begin(), viewCatalog().end(), [&](const ViewRow& one) { return std::string_view(one.id) == id; });
    std::unique_ptr<View> view(row->make(context, nullptr));
    view->resize(size);
    view->show();
    return view;
}

/// What is seen of it; where lines follow each other closely, accents and tails may touch.
QRectF seen(const PaintedText& text)
{
    return (text.rect & text.clip).adjusted(1, text.rect.height() / 5, -1, -text.rect.height() / 5);
}

QString overEachOther(const std::vector<PaintedText>& texts)
{
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t k = i + 1; k < texts.size(); ++k)
            if (seen(texts[i]).isValid() && seen(texts[k]).isValid() && seen(texts[i]).intersects(seen(texts[k])))
                return QStringLiteral("\"%1\" and \"%2\" at %3, %4").arg(texts[i].text, texts[k].text).arg(texts[k].rect.x()).arg(texts[k].rect.y());
    return {};
}

} // namespace

class PaintedTextTest : public QObject
{
    Q_OBJECT

private slots:

    void init() { m_before = QApplication::font().pointSizeF(); }

    void cleanup() { setFontSize(m_before); }

    void nothingIsWrittenOverSomethingElse_data()
    {
        QTest::addColumn<QByteArray>("view");
        QTest::addColumn<double>("points");
        QTest::addColumn<QSize>("size");
        for (const char* view : diagrams)
            for (const double points : {9.0, 12.0, 28.0})
                for (const QSize& size : {QSize(1280, 720), QSize(560, 400)})
                    QTest::addRow("%s, %.0f pt, %d pixels wide", view, points, size.width()) << QByteArray(view) << points << size;
    }

    void nothingIsWrittenOverSomethingElse()
    {
        QFETCH(QByteArray, view);
        QFETCH(double, points);
        QFETCH(QSize, size);
        setFontSize(points);
        std::size_t painted = 0;
        for (const auto& story : {handshakeStory(), queuesStory(), datagramStory()}) {
            ShownLab lab(story);
            const auto diagram = shown(view, lab.context, size);
            for (std::size_t part = 1; part <= 8; ++part) {
                lab.playhead.moveTo(lab.journal.size() * part / 8);
                QCoreApplication::processEvents(); // what lays out again or paints later
                const std::vector<PaintedText> texts = paintedTexts(*diagram);
                painted += texts.size();
                const QString wrong = overEachOther(texts);
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 of 8: %2").arg(part).arg(wrong)));
            }
        }
        QVERIFY2(painted >= 24, qPrintable(QString::number(painted))); // one in each
    }

    void noTimeLosesItsEndAtTheEdge()
    {
        int times = 0;
        for (const double points : {10.0, 28.0}) {
            setFontSize(points);
            ShownLab lab(queuesStory());
            for (int width = 700; width < 800; width += 7) {
                const auto view = shown("timeline", lab.context, {width, 300});
                for (const PaintedText& text : paintedTexts(*view)) {
                    if (!text.text.endsWith(QLatin1String("s")) || !text.text.front().isDigit())
                        continue;
                    ++times;
                    QVERIFY2(text.rect.right() <= text.clip.right(), qPrintable(QStringLiteral("%1 at %2 pt").arg(text.text).arg(points)));
                }
            }
        }
        QVERIFY2(times > 50, qPrintable(QString::number(times)));
    }

    void noLineIsCutInItsHeightByItsOwnRoom()
    {
        setFontSize(28);
        for (const auto& story : {handshakeStory(), queuesStory(), datagramStory()}) {
            ShownLab lab(story);
            for (const char* id : {"stage", "buffers", "playback"}) {
                const auto view = shown(id, lab.context, {1180, 4000}); // so that nothing is cut where one can scroll
                for (std::size_t part = 1; part <= 8; ++part) {
                    lab.playhead.moveTo(lab.journal.size() * part / 8);
                    QCoreApplication::processEvents();
                    const std::vector<PaintedText> texts = paintedTexts(*view);
                    QVERIFY(!texts.empty());
                    for (const PaintedText& text : texts)
                        QVERIFY2(text.rect.top() >= text.clip.top() - 1 && text.rect.bottom() <= text.clip.bottom() + 1, qPrintable(QString(id) + ": " + text.text));
                }
            }
        }
    }

private:
    double m_before = 0;
};

QTEST_MAIN(PaintedTextTest)
#include "PaintedTextTest.moc"
