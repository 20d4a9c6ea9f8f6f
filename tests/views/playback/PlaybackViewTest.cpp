#include "views/playback/PlaybackView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "views/playback/PlaybackSlider.h"

#include <QLabel>
#include <QToolButton>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

class PlaybackViewTest : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        JournalBuilder builder;
        for (const Event& event : handshakeStory())
            builder.add(event.body);
        m_bytes = builder.bytes();
        m_journal = std::make_unique<Journal>();
        QVERIFY(m_journal->feed(m_bytes).has_value());
        m_playhead = std::make_unique<Playhead>();
        m_playhead->setJournal(m_journal.get());
        m_context = std::make_unique<ViewContext>();
        m_context->playhead = m_playhead.get();
        m_view = std::make_unique<PlaybackView>(*m_context);
        m_view->resize(900, 44);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void theButtonsWalkThroughWhatHappened()
    {
        const std::size_t end = m_journal->size();
        QVERIFY(!button("last")->isEnabled());
        QTest::mouseClick(button("back"), Qt::LeftButton);
        const std::size_t before = m_playhead->position();
        QVERIFY(before < end);
        QVERIFY(!m_playhead->live());
        QCOMPARE(slider()->value(), int(before));
        QTest::mouseClick(button("forward"), Qt::LeftButton);
        QVERIFY(m_playhead->position() > before);
        QTest::mouseClick(button("first"), Qt::LeftButton);
        QCOMPARE(m_playhead->position(), std::size_t {0});
        QVERIFY(!button("back")->isEnabled());
        QTest::mouseClick(button("last"), Qt::LeftButton);
        QCOMPARE(m_playhead->position(), end);
        QVERIFY(m_playhead->live());
    }

    void keysOnTheBarMoveOneEvent()
    {
        m_playhead->moveTo(10);
        slider()->setFocus();
        QTest::keyClick(slider(), Qt::Key_Right);
        QCOMPARE(m_playhead->position(), std::size_t {11});
        QTest::keyClick(slider(), Qt::Key_Left);
        QTest::keyClick(slider(), Qt::Key_Left);
        QCOMPARE(m_playhead->position(), std::size_t {9});
        QTest::keyClick(slider(), Qt::Key_Home);
        QCOMPARE(m_playhead->position(), std::size_t {0});
        QTest::keyClick(slider(), Qt::Key_End);
        QCOMPARE(m_playhead->position(), m_journal->size());
    }

    void aClickGoesToThatPosition()
    {
        const int wanted = int(m_journal->size()) / 2;
        QTest::mouseClick(slider(), Qt::LeftButton, {}, {slider()->xOf(wanted), slider()->height() - 12});
        // One pixel may stand for more than one event, or one event for several pixels.
        const int perPixel = int(m_journal->size()) / slider()->width() + 1;
        QVERIFY(qAbs(int(m_playhead->position()) - wanted) <= perPixel);
        QTest::mouseClick(slider(), Qt::LeftButton, {}, {slider()->width() - 1, slider()->height() - 12});
        QVERIFY(m_playhead->live());
    }

    void theLabelSaysPositionAndLength()
    {
        m_playhead->moveTo(3);
        QCOMPARE(m_view->findChild<QLabel*>("position")->text(), QStringLiteral("3 / %1").arg(m_journal->size()));
        QCOMPARE(m_view->findChild<QLabel*>("live")->text(), QStringLiteral("looking back"));
        m_playhead->goLive();
        QCOMPARE(m_view->findChild<QLabel*>("live")->text(), QStringLiteral("end"));
    }

    void aGrowingJournalDoesNotMoveSomebodyWhoLooksBack()
    {
        m_playhead->moveTo(5);
        JournalBuilder more;
        Bytes block;
        encodeEvent({{m_journal->timeOf(m_journal->size() - 1).ns + 1}, CommandGiven {99, "lab: mark later"}}, 0,
                    block);
        QVERIFY(m_journal->feed(block).has_value());
        m_playhead->journalGrew();
        QCOMPARE(m_playhead->position(), std::size_t {5});
        QCOMPARE(slider()->value(), 5);
        QCOMPARE(slider()->maximum(), int(m_journal->size()));
    }

    void everyControlHasAName()
    {
        for (const QToolButton* one : m_view->findChildren<QToolButton*>())
            QVERIFY2(!one->accessibleName().isEmpty(), qPrintable(one->objectName()));
        QVERIFY(!slider()->accessibleName().isEmpty());
    }

    void aNoteIsADotAboveTheBar()
    {
        const auto above = [this] { return slider()->grab(QRect(0, 0, slider()->width(), 6)).toImage(); };
        m_view->resize(900, 44);
        const QImage without = above();
        Bytes block;
        encodeEvent({m_journal->timeOf(m_journal->size() - 1), NoteWritten {10, 1, "Look here"}}, 0, block);
        QVERIFY(m_journal->feed(block).has_value());
        m_playhead->journalGrew();
        QVERIFY(above() != without);
    }

private:
    QToolButton* button(const char* name) { return m_view->findChild<QToolButton*>(QLatin1String(name)); }

    PlaybackSlider* slider() { return m_view->findChild<PlaybackSlider*>("slider"); }

    Bytes m_bytes;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Playhead> m_playhead;
    std::unique_ptr<ViewContext> m_context;
    std::unique_ptr<PlaybackView> m_view;
};

QTEST_MAIN(PlaybackViewTest)
#include "PlaybackViewTest.moc"
