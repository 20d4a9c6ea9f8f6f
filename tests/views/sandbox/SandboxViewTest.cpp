#include "views/sandbox/SandboxView.h"

#include "model/command/CallBuilder.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sandbox/CallForm.h"
#include "views/sandbox/CommandEdit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

class OpenLab : public LessonDriver
{
public:
    const LessonRunner* runner() const override { return nullptr; }

    void next() override { }

    void answer(int) override { }

    void restart() override { }

    bool labRunning() const override { return running; }

    bool running = true;
};

struct Shown
{
    explicit Shown(const std::vector<Event>& events)
        : lab(events)
    {
        lab.context.lesson = &driver;
        view = std::make_unique<SandboxView>(lab.context);
        view->resize(300, 800);
        view->show();
    }

    QPushButton* button(const QString& text) const
    {
        for (QPushButton* one : view->findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }

    QComboBox* combo(const QString& name) const
    {
        for (QComboBox* one : view->findChildren<QComboBox*>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }

    QString line() const { return view->findChild<CommandEdit*>()->line(); }

    void choose(const QString& actor, const QString& call) const
    {
        combo(QStringLiteral("Program that makes the call"))->setCurrentText(actor);
        combo(QStringLiteral("Call"))->setCurrentText(call);
    }

    ShownLab lab;
    OpenLab driver;
    std::unique_ptr<SandboxView> view;
};

std::vector<Event> listeningServer()
{
    std::vector<Event> events = handshakeStory();
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto* call = std::get_if<CallEntered>(&events[i].body);
        if (call && call->name == "accept") {
            events.resize(i);
            break;
        }
    }
    return events;
}

} // namespace

class SandboxViewTest : public QObject
{
    Q_OBJECT

private slots:

    void theFormMakesACommandThatTheActorCanPerform()
    {
        const auto anyName = [](std::string_view) { return std::optional<int>(3); };
        for (const std::string& verb : CallForm::verbs()) {
            CallForm form;
            form.setDescriptors({QStringLiteral("C")});
            form.showVerb(verb);
            const Command command = form.command("client");
            const auto parsed = parseCommand(toLine(command));
            QVERIFY2(parsed && *parsed == command, verb.c_str());
            // The usual calls work as they stand; others say in a sentence what is still to be filled in.
            const auto call = prepareCall(command, anyName);
            const bool usual = &verb - CallForm::verbs().data() < 15;
            QVERIFY2(call || (!usual && !call.error().message.empty()),
                     call ? "" : (verb + ": " + call.error().message).c_str());
        }
    }

    void theCommandNamesTheDescriptorAndTheAddress()
    {
        Shown shown(listeningServer());
        shown.choose(QStringLiteral("server"), QStringLiteral("bind"));
        QCOMPARE(shown.line(), QStringLiteral("server: bind sockfd=L addr=10.9.0.2:8080"));
        shown.button(QStringLiteral("Perform"))->click();
        QCOMPARE(shown.lab.submitted, QStringList {QStringLiteral("server: bind sockfd=L addr=10.9.0.2:8080")});
    }

    void wrongValuesAreLeftToTheKernel()
    {
        Shown shown(listeningServer());
        shown.choose(QStringLiteral("client"), QStringLiteral("socket"));
        auto* form = shown.view->findChild<CallForm*>();
        qobject_cast<QComboBox*>(form->field(QStringLiteral("domain")))->setCurrentText(QStringLiteral("999"));
        qobject_cast<QLineEdit*>(form->field(QStringLiteral("as")))->setText(QStringLiteral("X"));
        QCOMPARE(shown.line(), QStringLiteral("client: socket domain=999 type=SOCK_STREAM as=X"));
        shown.button(QStringLiteral("Perform"))->click();
        QCOMPARE(shown.lab.submitted.size(), 1);
    }

    void anEditedLineIsSubmittedByEnterAsItStands()
    {
        Shown shown(listeningServer());
        auto* edit = shown.view->findChild<CommandEdit*>();
        edit->setPlainText(QStringLiteral("wire: hold"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(shown.lab.submitted, QStringList {QStringLiteral("wire: hold")});
    }

    void theOptionsFollowTheLevel()
    {
        CallForm form;
        form.showVerb("setsockopt");
        auto* level = qobject_cast<QComboBox*>(form.field(QStringLiteral("level")));
        auto* option = qobject_cast<QComboBox*>(form.field(QStringLiteral("optname")));
        QVERIFY(option->findText(QStringLiteral("SO_REUSEADDR")) >= 0);
        level->setCurrentText(QStringLiteral("IPPROTO_TCP"));
        QVERIFY(option->findText(QStringLiteral("TCP_NODELAY")) >= 0);
        QVERIFY(option->findText(QStringLiteral("SO_REUSEADDR")) < 0);
    }

    void aProgramIsStartedByEnter()
    {
        Shown shown(listeningServer());
        for (QLineEdit* edit : shown.view->findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("Name of the new program")) {
                QTest::keyClicks(edit, QStringLiteral("c2"));
                QTest::keyClick(edit, Qt::Key_Return);
            }
        }
        QCOMPARE(shown.lab.submitted, QStringList {QStringLiteral("lab: actor c2 client")});
    }

    void theCheckBoxShowsWhetherTheLabStopsBeforeCalls()
    {
        Shown shown(listeningServer());
        auto* stops = shown.view->findChild<QCheckBox*>();
        QVERIFY(!stops->isChecked());
        shown.lab.append({Event {{9'000'000'000}, CommandGiven {99, "lab: stops calls"}}});
        shown.lab.playhead.journalGrew();
        QVERIFY(stops->isChecked());
        stops->click();
        QCOMPARE(shown.lab.submitted, QStringList {QStringLiteral("lab: stops none")});
    }

    void aCallThatStandsBeforeTheKernelCanBeStepped()
    {
        JournalBuilder journal;
        const ActorId client = journal.actor(HostId::Client, "client");
        Shown before(journal.events());
        QVERIFY(!before.button(QStringLiteral("Step"))->isEnabled());
        journal.enter(client, "recvfrom", {number(3), number(0), number(9), number(0), number(0), number(0)}, "rx");
        Shown shown(journal.events());
        QVERIFY(shown.button(QStringLiteral("Step"))->isEnabled());
        shown.button(QStringLiteral("Step"))->click();
        QCOMPARE(shown.lab.submitted, QStringList {QStringLiteral("client/rx: step")});
    }

    void withoutARunningLabNothingCanBeDone()
    {
        Shown shown(listeningServer());
        shown.driver.running = false;
        emit shown.driver.changed();
        for (const char* text : {"Perform", "Start", "Kill", "Send signal", "Step", "Start afresh"})
            QVERIFY2(!shown.button(QString::fromLatin1(text))->isEnabled(), text);
        const auto labels = shown.view->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* one) { return one->text().startsWith("No lab runs"); }));
    }

    void everyControlHasANameForScreenReaders()
    {
        Shown shown(listeningServer());
        shown.choose(QStringLiteral("server"), QStringLiteral("sendto"));
        for (QComboBox* combo : shown.view->findChildren<QComboBox*>())
            QVERIFY(!combo->accessibleName().isEmpty());
        for (QLineEdit* edit : shown.view->findChildren<QLineEdit*>())
            QVERIFY(!edit->accessibleName().isEmpty() || qobject_cast<QComboBox*>(edit->parentWidget()));
    }
};

QTEST_MAIN(SandboxViewTest)
#include "SandboxViewTest.moc"
