#include "app/MainWindow.h"
#include "app/Panels.h"
#include "tests/app/ShownStory.h"
#include "tests/support/OwnHome.h"
#include "views/reading/CallsPage.h"
#include "views/reading/ReadingRoom.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

/// The reading room as a page of the window: how one comes there and back, and what the lab is meanwhile.
class ReadingPageTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(m_window->findChild<QComboBox*>("lesson-chooser")->count() > 0);
    }

    void cleanup() { m_window.reset(); }

    void theStartPageLeadsThereAndTheSameKeyBack()
    {
        auto* button = m_window->findChild<QPushButton*>("welcome-reading");
        QVERIFY(button->isVisible());
        button->click();
        QVERIFY(room().isVisible());
        QVERIFY(!button->isVisible());
        QVERIFY(room().isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QVERIFY(button->isVisible());
    }

    void itsDrawingsAreInTheWindowOfTablesAlsoBeforeAnythingIsOpen()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        room().open(ReadingRoom::Numbers);
        QTest::keyClick(m_window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = m_window->findChild<QDialog*>("diagram-table");
        QVERIFY(dialog && dialog->isVisible());
        const auto* table = dialog->findChild<QTableView*>();
        const int fields = table->model()->rowCount();
        QVERIFY(fields >= 3);
        QCOMPARE(dialog->findChild<QComboBox*>()->currentText(), room().accessibleName());
        room().open(ReadingRoom::Layers);
        QTRY_VERIFY(table->model()->rowCount() > fields);
        m_window->switchLanguage();
        QTRY_COMPARE(dialog->findChild<QComboBox*>()->currentText(), room().accessibleName());
        dialog->findChild<QComboBox*>()->setCurrentIndex(0); // of a lab that is not there
        QCOMPARE(table->model()->rowCount(), 0);
        m_window->switchLanguage();
        dialog->close();
        openStory();
        m_window->showTable();
        QTRY_VERIFY(dialog->isVisible() && table->model()->rowCount() > 0);
    }

    void theLabIsUnchangedBehindIt()
    {
        openStory();
        m_window->playBack();
        const std::size_t position = m_window->context().playhead->position();
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QVERIFY(room().isVisible() && !m_window->panels()->isVisible());
        QVERIFY(!m_window->action("next-step")->isEnabled()); // Space must not perform what nobody sees
        QVERIFY(!m_window->action("play-back")->isEnabled());
        m_window->findChild<QPushButton*>("reading-leave")->click();
        QVERIFY(m_window->panels()->isVisible());
        QVERIFY(m_window->action("play-back")->isEnabled());
        QCOMPARE(m_window->context().playhead->position(), position);
    }

    void aCallsFirstEventIsShownInTheLab()
    {
        openStory();
        m_window->showReading();
        room().open(ReadingRoom::Calls);
        room().findChild<CallsPage*>()->show("accept");
        room().findChild<QPushButton*>("call-go")->click();
        QVERIFY(m_window->panels()->isVisible());
        const auto event = m_window->context().selection->what().event;
        QVERIFY(event);
        QCOMPARE(m_window->context().playhead->position(), *event + 1);
        const Event shown = m_window->session().journal().at(*event);
        QCOMPARE(std::get<CallEntered>(shown.body).name, std::string("accept"));
    }

    void anotherRecordingLeadsBackToTheLab()
    {
        m_window->showReading();
        openStory();
        QVERIFY(m_window->panels()->isVisible());
        QVERIFY(!room().isVisible());
    }

private:
    ReadingRoom& room() { return *m_window->findChild<ReadingRoom*>(); }

    void openStory()
    {
        tests::openStory(*m_window, m_home->filePath("story.pcapng"));
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ReadingPageTest)
#include "ReadingPageTest.moc"
