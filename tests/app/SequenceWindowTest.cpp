#include "app/MainWindow.h"
#include "app/Panels.h"
#include "tests/app/ShownStory.h"
#include "tests/support/OwnHome.h"
#include "views/sequence/SequenceCanvas.h"
#include "views/sequence/SequenceView.h"

#include <QMenu>
#include <QScreen>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

/// The sequence diagram in the window: its keys, and what is remembered of it; and the size of a first window.
class SequenceWindowTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_home = ownHome();
        openWindow();
    }

    void cleanup() { m_window.reset(); }

    void aFirstWindowIsNotLargerThanItsScreen()
    {
        m_window.reset();
        m_home = ownHome();
        MainWindow first;
        QVERIFY(first.screen()->availableSize().width() < 1360); // else this tests nothing
        QVERIFY(first.width() <= first.screen()->availableSize().width() && first.height() <= first.screen()->availableSize().height());
    }

    void theHeightOfRowsIsRememberedUnlessItFitsOneRecording()
    {
        for (const auto& [chosen, remembered] : {std::pair {2.25, 2.25}, {0.3, 1.0}, {3.0, 3.0}}) {
            openStory();
            static_cast<SequenceView*>(m_window->panels()->view("sequence"))->setRowZoom(chosen);
            QVERIFY(m_window->close());
            QCOMPARE(Preferences::read().sequenceRows, remembered);
            m_window.reset();
            openWindow();
            openStory();
            QCOMPARE(static_cast<SequenceView*>(m_window->panels()->view("sequence"))->rowZoom(), remembered);
        }
    }

    void theSequenceDiagramsRowsAndFoldsHaveKeys()
    {
        openStory();
        auto& view = static_cast<SequenceView&>(*m_window->panels()->view("sequence"));
        m_window->panels()->showView("events");
        QTest::keyClick(m_window.get(), Qt::Key_Equal, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(view.isVisible() && view.rowZoom() > 1);
        QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(view.rowZoom(), 1.0);
        QTest::keyClick(m_window.get(), Qt::Key_Minus, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(view.rowZoom() < 1);
        QTest::keyClick(m_window.get(), Qt::Key_9, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(view.rowZoom() < 1 && view.findChild<SequenceCanvas*>()->verticalScrollBar()->maximum() == 0);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        auto* folds = view.findChild<QMenu*>("sequence-folds");
        QVERIFY(folds && folds->activeAction());
        QTest::keyClick(folds, Qt::Key_Return);
        QCOMPARE(view.folded().size(), 1);
    }

private:
    void openWindow()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void openStory()
    {
        tests::openStory(*m_window, m_home->filePath("story.pcapng"));
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(SequenceWindowTest)
#include "SequenceWindowTest.moc"
