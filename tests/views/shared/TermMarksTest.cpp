// Terms in a text as places to point at: what is marked, what a click and the keyboard do, and that the text stays the text.

#include "views/shared/TermMarks.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QToolTip>
#include <QVBoxLayout>

using namespace lab;
using namespace lab::tests;

namespace {

class Page : public ShownLab
{
public:
    explicit Page(const QString& text, Language language = Language::English)
        : ShownLab(handshakeStory())
    {
        context.language = language;
        context.showTerm = [this](const std::string& id) { opened << QString::fromStdString(id); };
        auto* box = new QVBoxLayout(&window);
        box->addWidget(before = new QLineEdit);
        box->addWidget(label = new QLabel);
        label->setWordWrap(true);
        window.resize(400, 300);
        show(text);
        window.show();
        window.activateWindow();
    }

    void show(const QString& text)
    {
        label->setText(text);
        markTerms(label, context);
    }

    /// "accept queue|port": what is marked, in order.
    QString marked() const { return markedIn(label->findChild<QTextDocument*>()); }

    static QString markedIn(QTextDocument* document)
    {
        QStringList found;
        for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part)
                if (part.fragment().charFormat().anchorHref().startsWith("term:"))
                    found << part.fragment().text();
        return found.join('|');
    }

    QWidget window;
    QLineEdit* before;
    QLabel* label;
    QStringList opened;
};

} // namespace

class TermMarksTest : public QObject
{
    Q_OBJECT

private slots:

    void theFirstOfEachTermInAParagraphIsMarked()
    {
        Page page("A port and a port: the accept queue.\nThe port again.");
        QCOMPARE(page.marked(), QString("port|accept queue|port"));
        QCOMPARE(page.label->text(), QString("A port and a port: the accept queue.\nThe port again."));
    }

    void koreanIsMarkedWithoutItsParticles()
    {
        Page page(QStringLiteral("연결이 accept 큐에서 기다리며, 소켓은 LISTEN에 있다."), Language::Korean);
        QCOMPARE(page.marked(), QStringLiteral("accept 큐|소켓|LISTEN"));
    }

    void aMarkIsDottedInAColourOfTheTheme()
    {
        Page page("the backlog");
        const auto format = [&page] {
            QTextCursor cursor(page.label->findChild<QTextDocument*>());
            cursor.setPosition(6);
            return cursor.charFormat();
        };
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::Contrast}) {
            page.context.theme = Theme(scheme);
            page.show(page.label->text());
            QCOMPARE(format().underlineStyle(), QTextCharFormat::DotLine);
            QCOMPARE(format().underlineColor(), page.context.theme.color(Role::Accent));
            QVERIFY(!format().hasProperty(QTextFormat::ForegroundBrush)); // the words keep the label's own
        }
    }

    void anotherTextOrLanguageIsMarkedAnew()
    {
        Page page("the backlog");
        page.show("nothing of ours");
        QCOMPARE(page.marked(), QString());
        page.show("the backlog");
        QCOMPARE(page.marked(), QString("backlog"));
        page.label->setText("a port"); // and nobody marked that
        page.label->setText("the backlog");
        markTerms(page.label, page.context);
        QCOMPARE(page.marked(), QString("backlog"));
        page.context.language = Language::Korean;
        page.show("the backlog");
        QCOMPARE(page.marked(), QString());
    }

    void tabGoesFromTermToTermAndEnterOpensIt()
    {
        Page page("a port, the accept queue");
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.before->setFocus();
        QTest::keyClick(page.before, Qt::Key_Tab);
        QTRY_COMPARE(selectedText(page.label), QString("port"));
        QTest::keyClick(page.label, Qt::Key_Tab);
        QVERIFY(page.label->hasFocus());
        QCOMPARE(selectedText(page.label), QString("accept queue")); // what the glossary's key looks up
        QTest::keyClick(page.label, Qt::Key_Return);
        QCOMPARE(page.opened, QStringList {"terms/accept-queue"});
        QCOMPARE(page.label->text(), QString("a port, the accept queue"));
    }

    void aTextWithoutTermsIsNoStopOfTab()
    {
        Page page("nothing of ours");
        QVERIFY(!(page.label->focusPolicy() & Qt::TabFocus));
        page.show("the backlog");
        QVERIFY(page.label->focusPolicy() & Qt::TabFocus);
    }

    void aClickOpensTheEntry()
    {
        Page page("backlog");
        QTest::mouseClick(page.label, Qt::LeftButton, {}, QPoint(12, page.label->height() / 2));
        QCOMPARE(page.opened, QStringList {"terms/backlog"});
    }

    void thePointerShowsNameAndMeaning()
    {
        Page page("backlog");
        QVERIFY(QTest::qWaitForWindowExposed(&page.window));
        const QPoint at(12, page.label->height() / 2);
        QTest::mouseMove(page.label, at);
        QHelpEvent help(QEvent::ToolTip, at, page.label->mapToGlobal(at));
        QCoreApplication::sendEvent(page.label, &help);
        QVERIFY2(QToolTip::text().contains("listen()"), qPrintable(QToolTip::text()));
        QVERIFY(QToolTip::text().contains(QStringLiteral("백로그")));
        QCOMPARE(termToolTip("states/NONE", page.context), QString());
        page.context.language = Language::Korean;
        QVERIFY(termToolTip("terms/backlog", page.context).startsWith("<p style='margin:0'><b>" + QStringLiteral("백로그")));
    }

    void aBrowsersOwnLinksAreLeftAlone()
    {
        Page page("");
        QTextBrowser browser;
        browser.setOpenLinks(false);
        browser.setHtml("<p>A <a href='finding:0'>socket</a> and a port</p><p>the backlog</p>");
        markTerms(&browser, page.context, 0);
        QCOMPARE(Page::markedIn(browser.document()), QString("port"));
        markTerms(&browser, page.context);
        QCOMPARE(Page::markedIn(browser.document()), QString("port|backlog"));
        emit browser.anchorClicked(QUrl("term:terms/port-number"));
        emit browser.anchorClicked(QUrl("finding:0"));
        QCOMPARE(page.opened, QStringList {"terms/port-number"});
    }

    void withoutWordsNothingIsMarked()
    {
        Page page("the backlog");
        ViewContext bare;
        markTerms(page.label, bare);
        QCOMPARE(page.label->text(), QString("the backlog"));
        QVERIFY(bare.terms().find("the backlog").empty());
    }
};

QTEST_MAIN(TermMarksTest)
#include "TermMarksTest.moc"
