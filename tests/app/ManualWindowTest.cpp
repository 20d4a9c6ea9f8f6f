#include "app/ManualWindow.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QtTest>

using namespace lab;

class ManualWindowTest : public QObject
{
    Q_OBJECT

    /// Headings by level, rows of tables, fences and items, in their order: what a translation must not lose.
    static QString partsOf(const QString& text)
    {
        QString parts;
        bool fenced = false;
        for (const QString& line : text.split('\n')) {
            if (line.startsWith("```")) {
                fenced = !fenced;
                parts += '`';
            } else if (fenced) {
                continue;
            } else if (line.startsWith('#')) {
                parts += QString("\n#%1 ").arg(line.indexOf(' '));
            } else if (line.startsWith('|')) {
                parts += QString("|%1").arg(line.count("|"));
            } else if (line.startsWith("- ")) {
                parts += '-';
            }
        }
        return parts;
    }

private slots:

    void everyDocumentIsAPageWithATitleTheIndexFirst()
    {
        QSet<QString> shown;
        for (const Language language : {Language::English, Language::Korean}) {
            const std::vector<ManualPage> pages = manualPages(language);
            QVERIFY(pages.front().path.endsWith(language == Language::Korean ? "README.ko.md" : "README.md"));
            for (const ManualPage& page : pages) {
                QFile file(QString(SOCKETLAB_SOURCE_DIR) + page.path.mid(1));
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(page.path));
                QCOMPARE(page.text, QString::fromUtf8(file.readAll()));
                QVERIFY2(!page.title.endsWith(".md"), qPrintable(page.path));
                shown << QFileInfo(page.path).fileName();
            }
        }
        const QStringList files = QDir(SOCKETLAB_SOURCE_DIR "/docs").entryList({"*.md"}, QDir::Files);
        QCOMPARE(shown, QSet<QString>(files.begin(), files.end()));
    }

    /// What nobody wrote: the table of coverage is made by a test, for people who write lessons.
    void everyPageHasItsOtherHalfAndTheTwoAreBuiltAlike()
    {
        const std::vector<ManualPage> english = manualPages(Language::English);
        for (const ManualPage& page : english) {
            if (page.path.endsWith("/coverage.md"))
                continue;
            const QString name = QFileInfo(page.path).baseName();
            QFile half(QString(SOCKETLAB_SOURCE_DIR "/docs/%1.ko.md").arg(name));
            QVERIFY2(half.open(QIODevice::ReadOnly), qPrintable(name));
            const QString korean = QString::fromUtf8(half.readAll());
            QVERIFY2(page.text.contains(QString("[한국어: %1.ko.md](%1.ko.md)").arg(name)), qPrintable(name));
            QVERIFY2(korean.contains(QString("[English: %1.md](%1.md)").arg(name)), qPrintable(name));
            QCOMPARE(partsOf(korean), partsOf(page.text));
        }
        QVERIFY(english.size() > 15);
    }

    void everyLinkToADocumentOpensItsPage()
    {
        static const QRegularExpression link(QStringLiteral("\\]\\(([a-z.-]+\\.md)(#[^)]+)?\\)"));
        int followed = 0, places = 0;
        for (const Language language : {Language::English, Language::Korean}) {
            ManualWindow manual(language);
            auto* text = manual.findChild<QTextBrowser*>("manual-text");
            for (const ManualPage& page : manualPages(language)) {
                for (auto found = link.globalMatch(page.text); found.hasNext(); ++followed) {
                    const auto match = found.next();
                    manual.open(QFileInfo(page.path).fileName());
                    emit text->anchorClicked(QUrl(match.captured(1) + match.captured(2)));
                    QVERIFY2(text->source().path() == "/docs/" + match.captured(1), qPrintable(page.path + " to " + match.captured(0)));
                    QVERIFY(text->toPlainText().size() > 200);
                    if (match.captured(2).isEmpty())
                        continue;
                    ++places;
                    QVERIFY2(text->textCursor().blockFormat().headingLevel() > 0, qPrintable(page.path + " to " + match.captured(0)));
                }
            }
        }
        QVERIFY(followed > 40);
        QVERIFY(places > 3);
    }

    void itSpeaksTheLanguageThatIsChosenAndStaysAtItsPage()
    {
        ManualWindow manual(Language::English);
        auto* text = manual.findChild<QTextBrowser*>("manual-text");
        auto* list = manual.findChild<QListWidget*>("manual-pages");
        manual.open("attach.md");
        const int all = list->count();
        manual.setLanguage(Language::Korean);
        QCOMPARE(text->source().path(), QString("/docs/attach.ko.md"));
        QCOMPARE(list->count(), all);
        QVERIFY(list->currentItem() && list->currentItem()->data(Qt::UserRole).toString().endsWith("attach.ko.md"));
        manual.setLanguage(Language::English);
        QCOMPARE(text->source().path(), QString("/docs/attach.md"));
    }

    void whatIsNotInTheManualIsSaid()
    {
        ManualWindow manual(Language::English);
        auto* text = manual.findChild<QTextBrowser*>("manual-text");
        const QUrl before = text->source();
        emit text->anchorClicked(QUrl("../ARCHITECTURE.md"));
        QCOMPARE(text->source(), before);
        bool said = false;
        for (const QLabel* label : manual.findChildren<QLabel*>())
            said = said || label->text().contains("ARCHITECTURE.md");
        QVERIFY(said);
    }

    void theSearchListsThePagesWithAllWordsAndFindsThem()
    {
        ManualWindow manual(Language::English);
        auto* list = manual.findChild<QListWidget*>("manual-pages");
        const int all = list->count();
        manual.search("screen readers");
        QVERIFY(list->count() > 0 && list->count() < all);
        auto* text = manual.findChild<QTextBrowser*>("manual-text");
        QCOMPARE(text->textCursor().selectedText().toLower(), QString("screen"));
        manual.search("no such words anywhere xyzzy");
        QCOMPARE(list->count(), 0);
        manual.search("");
        QCOMPARE(list->count(), all);
    }

    void thePagesAreChosenByKeysAndTheWayBackIsKept()
    {
        ManualWindow manual(Language::English);
        manual.show();
        auto* list = manual.findChild<QListWidget*>("manual-pages");
        auto* text = manual.findChild<QTextBrowser*>("manual-text");
        const QUrl first = text->source();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(text->source() != first);
        QVERIFY(text->isBackwardAvailable());
        text->backward();
        QCOMPARE(text->source(), first);
        QCOMPARE(list->currentRow(), 0);
    }
};

QTEST_MAIN(ManualWindowTest)
#include "ManualWindowTest.moc"
