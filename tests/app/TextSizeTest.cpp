#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/ShortcutsDialog.h"
#include "app/TopBar.h"
#include "tests/app/ShownStory.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/OwnHome.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenuBar>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

/// The size of all text by Ctrl+Plus, Ctrl+Minus and Ctrl+0, and a window of 1280x720 that stays one at 28 points.
class TextSizeTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        openWindow();
    }

    void cleanup()
    {
        m_window.reset();
        m_engine.reset();
    }

    void theKeysMakeAllTextLargerAndSmaller_data()
    {
        QTest::addColumn<Qt::Key>("larger");
        QTest::addColumn<Qt::Key>("smaller");
        QTest::addColumn<Qt::KeyboardModifiers>("with");
        const Qt::KeyboardModifiers control = Qt::ControlModifier, keypad = Qt::ControlModifier | Qt::KeypadModifier;
        QTest::newRow("plus and minus") << Qt::Key_Plus << Qt::Key_Minus << control;
        QTest::newRow("plus without Shift") << Qt::Key_Equal << Qt::Key_Minus << control;
        QTest::newRow("keypad") << Qt::Key_Plus << Qt::Key_Minus << keypad;
    }

    void theKeysMakeAllTextLargerAndSmaller()
    {
        QFETCH(Qt::Key, larger);
        QFETCH(Qt::Key, smaller);
        QFETCH(Qt::KeyboardModifiers, with);
        const int before = qRound(points());
        press(larger, with);
        press(larger, with);
        QCOMPARE(points(), before + 2.0);
        press(smaller, with);
        QCOMPARE(points(), before + 1.0);
        press(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(qRound(points()), before);
    }

    void itStaysBetweenNineAndThirtyTwoPoints()
    {
        for (int i = 0; i < 40; ++i)
            press(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(points(), 32.0);
        for (int i = 0; i < 40; ++i)
            press(Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(points(), 9.0);
    }

    void itIsRemembered()
    {
        makeText(19);
        m_window.reset();
        QVERIFY(points() != 19);
        openWindow();
        QCOMPARE(points(), 19.0);
        QTRY_COMPARE(m_window->findChild<QComboBox*>("lesson-chooser")->font().pointSizeF(), 19.0);
        QCOMPARE(m_window->menuBar()->font().pointSizeF(), 19.0);
        press(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(Preferences::read().fontSize, 0);
    }

    void settingsThatNobodyCanReadAreBroughtIntoRange()
    {
        Preferences preferences;
        preferences.fontSize = 400;
        preferences.write();
        QCOMPARE(Preferences::read().fontSize, 32);
        preferences.fontSize = -3;
        preferences.write();
        QCOMPARE(Preferences::read().fontSize, 9);
    }

    void everyViewHasTheNewSizeAtOnce()
    {
        openStory();
        makeEveryView();
        const int row = m_window->panels()->view("events")->findChild<QTableView*>()->verticalHeader()->defaultSectionSize();
        makeText(28);
        for (const ViewRow& view : viewCatalog())
            QCOMPARE(m_window->panels()->view(view.id)->font().pointSizeF(), 28.0);
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            const QByteArray where = QByteArray(widget->metaObject()->className()) + " " + widget->objectName().toUtf8();
            QVERIFY2(widget->font().pointSizeF() >= 25, where);
        }
        QVERIFY(m_window->panels()->view("events")->findChild<QTableView*>()->verticalHeader()->defaultSectionSize() > 2 * row);
    }

    void inTheListOfKeysNothingIsCut()
    {
        makeText(28);
        ShortcutsDialog dialog(m_window.get());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        auto* table = dialog.findChild<QTableWidget*>("shortcuts");
        QVERIFY(table->columnWidth(1) > table->columnWidth(0));
        const int inside = 2 * (table->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1); // of a cell, at both sides
        for (int row = 0; row < table->rowCount(); ++row) {
            for (int column = 0; column < 2; ++column) {
                const QTableWidgetItem* item = table->item(row, column);
                if (item->text().isEmpty() || (column == 0 && table->columnSpan(row, 0) > 1))
                    continue;
                const QSize room(table->columnWidth(column) - inside, table->rowHeight(row));
                const QRect needed = QFontMetrics(item->font()).boundingRect(QRect(0, 0, room.width(), 10'000), Qt::TextWordWrap, item->text());
                QVERIFY2(needed.width() <= room.width() && needed.height() <= room.height(), qPrintable(QStringLiteral("%1: %2 of %3 x %4").arg(item->text()).arg(needed.height()).arg(room.width()).arg(room.height())));
            }
        }
    }

    void aViewThatIsMadeAfterwardsHasTheNewSizeToo()
    {
        openStory();
        makeText(28);
        m_window->switchTheme();
        QVERIFY(!m_window->panels()->findChild<View*>("states"));
        QCOMPARE(m_window->panels()->view("states")->font().pointSizeF(), 28.0);
        for (const QWidget* widget : m_window->panels()->view("conversations")->findChildren<QWidget*>())
            QVERIFY2(widget->font().pointSizeF() >= 25, widget->metaObject()->className());
    }

    void anotherThemeLeavesTheSizeOfTheText()
    {
        openStory();
        makeEveryView();
        makeText(28);
        for (int i = 0; i < schemeCount; ++i) {
            m_window->switchTheme();
            for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
                const QByteArray where = QByteArray(widget->metaObject()->className()) + " " + widget->objectName().toUtf8();
                QVERIFY2(widget->font().pointSizeF() >= 25, where);
            }
        }
    }

    void overTheTimelineTheKeysChangeTheTextToo()
    {
        openStory();
        m_window->panels()->showView("timeline");
        m_window->panels()->view("timeline")->setFocus();
        const double before = points();
        press(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(points() > before);
    }

    void everyControlIsReachedAtTwentyEightPoints_data()
    {
        QTest::addColumn<bool>("korean");
        QTest::addColumn<QString>("what");
        for (const char* what : {"welcome", "recording", "sandbox", "reading"}) {
            QTest::addRow("%s, English", what) << false << QString(what);
            QTest::addRow("%s, Korean", what) << true << QString(what);
        }
    }

    void everyControlIsReachedAtTwentyEightPoints()
    {
        QFETCH(bool, korean);
        QFETCH(QString, what);
        m_window.reset();
        Preferences large;
        large.fontSize = 28;
        large.language = korean ? Language::Korean : Language::English;
        large.write();
        openWindow();
        QCOMPARE(points(), 28.0);
        if (what == QLatin1String("recording"))
            openStory();
        if (what == QLatin1String("sandbox"))
            startSandbox();
        if (what == QLatin1String("reading"))
            press(Qt::Key_F9);
        QCoreApplication::processEvents();
        const QSize least = m_window->minimumSizeHint().expandedTo(m_window->minimumSize());
        QVERIFY2(least.width() <= 1280 && least.height() <= 720, qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
        QCOMPARE(m_window->size(), QSize(1280, 720));
        if (what == QLatin1String("reading")) {
            for (const char* chapter : {"chapter-0", "chapter-1", "chapter-2"}) {
                m_window->findChild<QToolButton*>(QLatin1String(chapter))->click();
                walk(QString());
            }
            return;
        }
        QStringList tabs {QString()};
        if (m_window->panels())
            for (const ViewRow& row : viewCatalog())
                if (row.place == Place::Left || row.place == Place::CentreTabs)
                    tabs << QString::fromLatin1(row.id);
        for (const QString& tab : tabs) {
            if (!tab.isEmpty())
                m_window->panels()->showView(tab);
            walk(tab);
        }
    }

    void theWindowStaysAsItIsForEveryLongMessage()
    {
        openStory();
        makeText(28);
        m_window->openRecording("/proc/self/status");
        QCoreApplication::processEvents();
        QCOMPARE(m_window->size(), QSize(1280, 720));
        QVERIFY(m_window->minimumSizeHint().width() <= 1280 && m_window->minimumSizeHint().height() <= 720);
    }

private:
    /// Else a panel has its view when it is first seen.
    void makeEveryView() const
    {
        for (const ViewRow& view : viewCatalog())
            QVERIFY(m_window->panels()->view(view.id));
    }

    /// Tab goes round everything that wants the keyboard, and what has it is in sight.
    void walk(const QString& tab)
    {
        QCoreApplication::processEvents();
        QSet<const QWidget*> reached;
        m_window->findChild<QComboBox*>("lesson-chooser")->setFocus();
        for (int i = 0; i < 400; ++i) {
            QWidget* now = QApplication::focusWidget();
            const QByteArray where =
                tab.toUtf8() + ": " + now->metaObject()->className() + " " + now->objectName().toUtf8() + " "
                + now->accessibleName().toUtf8() + (now->property("text").toString()).toUtf8();
            const QRect seen = inSight(*now);
            QVERIFY2(!seen.isEmpty(), where);
            // A view may be larger than its panel, and a field wider; else nothing is cut but at its ends.
            if (!now->inherits("QAbstractScrollArea") && !now->inherits("lab::View") && now->height() < 100)
                QVERIFY2(seen.top() <= now->height() / 2 && seen.bottom() >= now->height() / 2 && seen.width() >= std::min(now->width() / 2, 120), where);
            if (reached.contains(now) && i > 0 && now == m_window->findChild<QComboBox*>("lesson-chooser"))
                break;
            reached.insert(now);
            QTest::keyClick(now, Qt::Key_Tab);
        }
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QLatin1Char('&')))
                reached.insert(label->buddy()); // by Alt and its letter
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || widget->focusProxy() || widget->window() != m_window.get()
                || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->inherits("QRadioButton"))
                continue;
            const QByteArray where =
                tab.toUtf8() + " never: " + widget->metaObject()->className() + " " + widget->objectName().toUtf8();
            QVERIFY2(reached.contains(widget), where);
        }
    }

    /// The part of a widget that none of its parents cuts off. Not visibleRegion(): that leaves out opaque children.
    static QRect inSight(const QWidget& widget)
    {
        QRect seen = widget.rect();
        for (const QWidget* parent = widget.parentWidget(); parent; parent = parent->parentWidget())
            seen &= QRect(widget.mapFrom(parent, QPoint()), parent->size());
        return seen;
    }

    void openWindow()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(m_window->findChild<QComboBox*>("lesson-chooser")->count() > 0);
    }

    static double points() { return QApplication::font().pointSizeF(); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }

    void makeText(int size)
    {
        while (qRound(points()) != size)
            press(qRound(points()) < size ? Qt::Key_Plus : Qt::Key_Minus, Qt::ControlModifier);
    }

    void startSandbox()
    {
        JournalBuilder builder;
        builder.add(WireChanged {WireMode::Hold});
        builder.actor(HostId::Server, "server");
        builder.actor(HostId::Client, "client");
        builder.held(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), 2, 1000}));
        m_engine = std::make_unique<FakeEngine>(builder.bytes());
        m_window->startSandbox();
        QTRY_COMPARE(m_window->session().journal().size(), builder.events().size());
        QTRY_COMPARE(m_window->findChild<QAbstractSlider*>("slider")->value(), static_cast<int>(builder.events().size()));
    }

    void openStory()
    {
        tests::openStory(*m_window, m_home->filePath("story.pcapng"));
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TextSizeTest)
#include "TextSizeTest.moc"
