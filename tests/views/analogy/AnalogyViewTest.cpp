#include "views/analogy/AnalogyView.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QTest>
#include <QToolButton>

using namespace lab;
using namespace lab::tests;

namespace {

class ShownAnalogy : public ShownLab
{
public:
    explicit ShownAnalogy(const std::vector<Event>& events)
        : ShownLab(events)
        , view(context, nullptr)
    {
        view.resize(800, 320);
        view.show();
        canvas = view.findChild<AnalogyCanvas*>();
    }

    AnalogyView view;
    AnalogyCanvas* canvas = nullptr;
};

} // namespace

class AnalogyViewTest : public QObject
{
    Q_OBJECT

private slots:

    void theButtonsChooseTheAnalogy()
    {
        ShownAnalogy lab(handshakeStory());
        const auto buttons = lab.view.findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), qsizetype {analogyKinds});
        QSet<QString> names;
        for (int i = 0; i < analogyKinds; ++i) {
            buttons[i]->click();
            QCOMPARE(static_cast<int>(lab.canvas->kind()), i);
            QVERIFY(buttons[i]->isChecked());
            QVERIFY(!lab.canvas->accessibleDescription().isEmpty());
            names << lab.canvas->accessibleName();
        }
        QCOMPARE(names.size(), qsizetype {analogyKinds});
    }

    void theSentencesFollowThePlayhead()
    {
        ShownAnalogy lab(handshakeStory());
        QSet<QString> said;
        for (std::size_t at = 0; at <= lab.journal.size(); ++at) {
            lab.playhead.moveTo(at);
            said << lab.canvas->accessibleDescription();
        }
        QVERIFY(said.size() >= 8);
    }

    void aClickOnATelephoneSelectsItsSocketAndKeysGoOn()
    {
        ShownAnalogy lab(queuesStory());
        const AnalogyPicture picture = lab.canvas->arranged(lab.canvas->width());
        const auto card = std::find_if(picture.marks.begin(), picture.marks.end(), [](const Mark& mark) { return mark.what.socket.has_value(); });
        QVERIFY(card != picture.marks.end());
        QTest::mouseClick(lab.canvas, Qt::LeftButton, {}, card->rect.center().toPoint());
        QCOMPARE(lab.selection.what().socket, card->what.socket);
        QTest::keyClick(lab.canvas, Qt::Key_Down);
        QVERIFY(lab.selection.what().socket != card->what.socket);
        QTest::keyClick(lab.canvas, Qt::Key_Up);
        QCOMPARE(lab.selection.what().socket, card->what.socket);
        QTest::mouseClick(lab.canvas, Qt::LeftButton, {}, QPoint(lab.canvas->width() - 2, lab.canvas->height() - 2));
        QVERIFY(lab.selection.what() == Selection::What {});
    }

    void theLanguageChangesTheSentences()
    {
        ShownAnalogy lab(handshakeStory());
        const QString english = lab.canvas->accessibleDescription();
        lab.context.language = Language::Korean;
        lab.view.contextChanged();
        QVERIFY(lab.canvas->accessibleDescription() != english);
    }

    void aPictureHasRoomForAllOfIt()
    {
        ShownAnalogy lab(queuesStory());
        for (QToolButton* button : lab.view.findChildren<QToolButton*>()) {
            button->click();
            const QSize size = lab.view.pictureSize(900);
            QVERIFY(size.width() >= 900);
            QVERIFY(size.height() >= lab.canvas->arranged(900).size.height());
        }
    }
};

QTEST_MAIN(AnalogyViewTest)
#include "AnalogyViewTest.moc"
