#include "app/Tour.h"

#include "app/MainWindow.h"
#include "app/Panels.h"
#include "tests/app/ShownStory.h"
#include "tests/support/OwnHome.h"
#include "views/ViewCatalog.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTranslator>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

class TourTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
    }

    void cleanup()
    {
        m_window.reset();
    }

    void everyStationPointsAtAPartThatIsThere()
    {
        openStory();
        QCOMPARE(tourStations().size(), std::size_t {7});
        QSet<QString> seen;
        begin();
        for (std::size_t i = 0; i < tourStations().size(); ++i) {
            const TourStation& station = tourStations()[i];
            QCOMPARE(tour()->station(), i); // none was passed over
            QWidget* target = tour()->target();
            QVERIFY2(target && target->isVisible(), station.title);
            if (*station.part)
                QCOMPARE(target->objectName(), QString(station.part));
            if (*station.view) {
                const View* view = m_window->panels()->view(station.view);
                QVERIFY2(view == target || view->isAncestorOf(target), station.view);
            }
            QVERIFY(!seen.contains(target->objectName()));
            seen.insert(target->objectName());
            QVERIFY2(tour()->findChild<QLabel*>()->text().contains(QString::fromUtf8(station.text).left(20)), station.title);
            QVERIFY(counter().startsWith(QString::number(i + 1)));
            button("tour-next")->click();
        }
        QTRY_VERIFY(!tour());
    }

    void everyStationIsInBothLanguages()
    {
        QTranslator korean;
        QVERIFY(korean.load(":/i18n/socketlab_ko.qm"));
        for (const TourStation& station : tourStations()) {
            QVERIFY2(!korean.translate("Tour", station.title).isEmpty(), station.title);
            QVERIFY2(!korean.translate("Tour", station.text).isEmpty(), station.text);
        }
    }

    void itIsBesideWhatItPointsAtAndInsideTheWindow_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("points");
        QTest::addColumn<bool>("korean");
        for (const bool korean : {false, true}) {
            for (const int points : {10, 18, 28})
                QTest::addRow("1280 x 720, %d points, %s", points, korean ? "Korean" : "English") << QSize(1280, 720) << points << korean;
            QTest::addRow("1920 x 1080, %s", korean ? "Korean" : "English") << QSize(1920, 1080) << 10 << korean;
        }
    }

    void itIsBesideWhatItPointsAtAndInsideTheWindow()
    {
        QFETCH(QSize, size);
        QFETCH(int, points);
        QFETCH(bool, korean);
        Preferences preferences;
        preferences.fontSize = points;
        preferences.language = korean ? Language::Korean : Language::English;
        preferences.write();
        openStory(size);
        begin();
        for (std::size_t i = 0; i < tourStations().size(); ++i) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            QTRY_VERIFY2(wellPlaced().isEmpty(), qPrintable(QString::number(i + 1) + ": " + wellPlaced()));
            if (i + 1 < tourStations().size())
                button("tour-next")->click();
        }
    }

    void itGoesOnAndBackAndAwayByKeys()
    {
        openStory();
        begin();
        QVERIFY(button("tour-next")->hasFocus());
        press(Qt::Key_PageDown);
        QCOMPARE(tour()->station(), std::size_t {1});
        press(Qt::Key_Right);
        QCOMPARE(tour()->station(), std::size_t {2});
        press(Qt::Key_Left);
        press(Qt::Key_PageUp);
        QCOMPARE(tour()->station(), std::size_t {0});
        press(Qt::Key_PageUp);
        QCOMPARE(tour()->station(), std::size_t {0});
        press(Qt::Key_Escape);
        QTRY_VERIFY(!tour());
    }

    void itKeepsNothingFromWorking()
    {
        openStory();
        m_window->context().playhead->moveTo(0);
        begin();
        press(Qt::Key_Right, Qt::AltModifier); // one event forward
        QVERIFY(m_window->context().playhead->position() > 0);
        const std::size_t before = m_window->context().playhead->position();
        m_window->panels()->view("sequence")->setFocus();
        press(Qt::Key_PageDown); // the lab's own again
        QVERIFY(m_window->context().playhead->position() > before);
        QCOMPARE(tour()->station(), std::size_t {0});
        QVERIFY(tour()->isVisible());
    }

    void itGoesAwayWithThePageThatItPointsAtAndComesBack()
    {
        openStory();
        begin();
        m_window->showWelcome();
        QTRY_VERIFY(!tour()->isVisible());
        m_window->showWelcome();
        QTRY_VERIFY(tour()->isVisible());
        m_window->switchLanguage();
        QTRY_VERIFY(!tour()->findChild<QLabel*>()->text().contains("kernel"));
    }

    void itIsRememberedAndNeverComesUnasked()
    {
        openStory();
        QVERIFY(!Preferences::read().tourSeen);
        QCoreApplication::processEvents();
        QVERIFY(!tour());
        begin();
        QVERIFY(Preferences::read().tourSeen);
        button("tour-skip")->click();
        QTRY_VERIFY(!tour());
    }

    void aPanelWithoutRoomBesideTakesTheBestPlace()
    {
        const QRect room(0, 0, 400, 300);
        const auto heightFor = [](int width) { return 60'000 / width; };
        const QRect target(0, 0, 400, 200);
        const QRect place = besideTarget(target, room, 300, 100, heightFor);
        QVERIFY(!place.intersects(target));
        QVERIFY(room.contains(place));
        QCOMPARE(place.width(), 400);
    }

private:
    Tour* tour() const { return m_window->findChild<Tour*>("tour"); }

    QPushButton* button(const char* name) const { return tour()->findChild<QPushButton*>(name); }

    QString counter() const
    {
        for (const QLabel* label : tour()->findChildren<QLabel*>())
            if (label->property("look") == "muted")
                return label->text();
        return {};
    }

    /// What is wrong with its place; empty: nothing.
    QString wellPlaced() const
    {
        const QRect place = tour()->geometry(), target = tour()->targetRect();
        const auto* frame = m_window->findChild<QWidget*>("tour-frame");
        const auto text = [](const QRect& rect) { return QStringLiteral("%1,%2 %3x%4").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height()); };
        if (!tour()->isVisible() || !frame->isVisible())
            return "not there";
        if (place.intersects(target))
            return "covers: " + text(place) + " over " + text(target);
        if (!m_window->rect().contains(place))
            return "outside: " + text(place);
        if (!frame->geometry().intersects(target))
            return "no frame";
        for (const QPushButton* one : tour()->findChildren<QPushButton*>())
            if (one->isVisible() && !tour()->rect().contains(QRect(one->mapTo(tour(), QPoint()), one->size())))
                return "a button is cut: " + one->text() + " " + text(place);
        const auto* scroll = tour()->findChild<QScrollArea*>();
        if (scroll->verticalScrollBar()->maximum() > 0 && place.height() < m_window->height() / 2)
            return "words are cut, and there is room: " + text(place) + QStringLiteral(" scrolls %1").arg(scroll->verticalScrollBar()->maximum());
        if (scroll->height() < scroll->fontMetrics().height() * 2)
            return "no room for two lines: " + text(place) + " beside " + text(target);
        return {};
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(QApplication::focusWidget(), key, modifiers); }

    void begin()
    {
        m_window->action("tour")->trigger();
        QVERIFY(tour() && tour()->isVisible());
    }

    void openStory(const QSize& size = QSize(1280, 720))
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(size);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(m_window->findChild<QComboBox*>("lesson-chooser")->count() > 0);
        tests::openStory(*m_window, m_home->filePath("story.pcapng"));
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TourTest)
#include "TourTest.moc"
