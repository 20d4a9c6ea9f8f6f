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

private slots:

    void everyDocumentIsAPageWithATitleTheIndexFirst()
    {
        const std::vector<ManualPage> pages = manualPages();
        const QStringList files = QDir(SOCKETLAB_SOURCE_DIR "/docs").entryList({"*.md"}, QDir::Files);
        QCOMPARE(static_cast<qsizetype>(pages.size()), files.size());
        QVERIFY(pages.front().path.endsWith("README.md"));
        for (const ManualPage& page : pages) {
            QFile file(QString(SOCKETLAB_SOURCE_DIR) + page.path.mid(1));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(page.path));
            QCOMPARE(page.text, QString::fromUtf8(file.readAll()));
            QVERIFY2(!page.title.endsWith(".md"), qPrintable(page.path));
        }
    }

    void everyLinkToADocumentOpensItsPage()
    {
        ManualWindow manual;
        auto* text = manual.findChild<QTextBrowser*>("manual-text");
        static const QRegularExpression link(QStringLiteral("\\]\\(([a-z.-]+\\.md)\\)"));
        int followed = 0;
        for (const ManualPage& page : manualPages()) {
            for (auto found = link.globalMatch(page.text); found.hasNext(); ++followed) {
                const QString target = found.next().captured(1);
                manual.open(QFileInfo(page.path).fileName());
                emit text->anchorClicked(QUrl(target));
                QVERIFY2(text->source().path() == "/docs/" + target, qPrintable(page.path + " to " + target));
                QVERIFY(text->toPlainText().size() > 200);
            }
        }
        QVERIFY(followed > 10);
    }

    void whatIsNotInTheManualIsSaid()
    {
        ManualWindow manual;
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
        ManualWindow manual;
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
        ManualWindow manual;
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
