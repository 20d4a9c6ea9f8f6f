#include "views/conversations/ConversationsView.h"

#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/conversations/StreamPane.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTextBlock>

using namespace lab;
using namespace lab::tests;

namespace {

constexpr std::uint8_t syn = TcpFlag::syn, ack = TcpFlag::ack;

/// Three clients one after the other: a question and its answer; one that is refused; one of which a segment is sent again.
class Talks
{
public:
    Talks()
    {
        client(41001, syn, 100);
        server(41001, syn | ack, 500, 101);
        client(41001, ack, 101, "What time is it?\n");
        server(41001, ack, 501, 118, "Late.\n");
        client(41002, syn, 100);
        server(41002, TcpFlag::rst | ack, 0, 101);
        client(41003, syn, 100);
        server(41003, syn | ack, 500, 101);
        client(41003, ack, 101, "again");
        client(41003, ack, 101, "again");
    }

    void client(std::uint16_t port, std::uint8_t flags, std::uint32_t seq, const char* data = "")
    {
        builder.after(1000).sent(HostId::Client, tcpFrame({clientEnd(port), serverEnd(8080), flags, seq, flags == ack ? 501U : 0U, data}));
    }

    void server(std::uint16_t port, std::uint8_t flags, std::uint32_t seq, std::uint32_t acknowledges, const char* data = "")
    {
        builder.after(1000).sent(HostId::Server, tcpFrame({serverEnd(8080), clientEnd(port), flags, seq, acknowledges, data}));
    }

    JournalBuilder builder;
};

/// The view over a journal, shown and done with reading.
class Shown
{
public:
    explicit Shown(const std::vector<Event>& events)
        : lab(events)
        , view(lab.context, nullptr)
    {
        view.resize(700, 400);
        view.show();
        // Without a window manager nothing else makes the window the active one.
        view.activateWindow();
        read();
    }

    void read()
    {
        QVERIFY(QTest::qWaitFor([this] { return model().finished(); }));
    }

    ConversationModel& model() const { return static_cast<ConversationModel&>(*table().model()); }

    QTableView& table() const { return *view.findChild<QTableView*>(); }

    template<class Widget>
    Widget& child(const char* name) const
    {
        return *view.findChild<Widget*>(QString::fromLatin1(name));
    }

    QString stream() const { return child<QPlainTextEdit>("stream-text").toPlainText(); }

    bool streamOpen() const { return child<QPlainTextEdit>("stream-text").isVisible(); }

    QString cell(int row, int column) const { return model().data(model().index(row, column)).toString(); }

    QStringList column(int which) const
    {
        QStringList all;
        for (int row = 0; row < model().rowCount(); ++row)
            all << cell(row, which);
        return all;
    }

    ShownLab lab;
    ConversationsView view;
};

} // namespace

class ConversationsViewTest : public QObject
{
    Q_OBJECT

private slots:

    void everyConversationIsARowWithItsEndsStatesAndCounts()
    {
        const Shown shown(Talks().builder.events());
        QCOMPARE(shown.model().rowCount(), 3);
        QCOMPARE(shown.column(ConversationModel::Client),
                 QStringList({"10.9.0.1:41001", "10.9.0.1:41002", "10.9.0.1:41003"}));
        QCOMPARE(shown.column(ConversationModel::States),
                 QStringList({"ESTAB / ESTAB", "CLOSED / CLOSED · RST", "ESTAB / ESTAB"}));
        QCOMPARE(shown.column(ConversationModel::Packets), QStringList({"2 + 2", "1 + 1", "3 + 1"}));
        QCOMPARE(shown.column(ConversationModel::ClientBytes), QStringList({"17", "0", "10"}));
        QCOMPARE(shown.column(ConversationModel::ServerBytes), QStringList({"6", "0", "0"}));
        QCOMPARE(shown.column(ConversationModel::Again), QStringList({"0", "0", "1"}));
        QCOMPARE(shown.child<QLabel>("conversation-count").text(), QStringLiteral("3 conversation(s)"));
    }

    void wordsLeaveThoseThatHaveThem()
    {
        const Shown shown(Talks().builder.events());
        shown.child<QLineEdit>("conversation-words").setText("8080 RST");
        QCOMPARE(shown.model().rowCount(), 0); // "reset" is the word
        QVERIFY(!shown.table().isVisible());
        shown.child<QLineEdit>("conversation-words").setText(":8080 reset");
        QCOMPARE(shown.column(ConversationModel::Number), QStringList({"2"}));
        QCOMPARE(shown.child<QLabel>("conversation-count").text(), QStringLiteral("1 of 3"));
        shown.child<QLineEdit>("conversation-words").clear();
        QCOMPARE(shown.model().rowCount(), 3);
    }

    void everyHeaderSorts()
    {
        const Shown shown(Talks().builder.events());
        const QAbstractItemModelTester tester(&shown.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::pair<int, QStringList> orders[] {
            {ConversationModel::Number, {"3", "2", "1"}}, {ConversationModel::Client, {"3", "2", "1"}},
            {ConversationModel::Server, {"1", "2", "3"}}, {ConversationModel::Packets, {"1", "3", "2"}},
            {ConversationModel::ClientBytes, {"1", "3", "2"}}, {ConversationModel::ServerBytes, {"1", "2", "3"}},
            {ConversationModel::Again, {"3", "1", "2"}}, {ConversationModel::Began, {"3", "2", "1"}},
            {ConversationModel::Lasted, {"1", "3", "2"}},
        };
        for (const auto& [column, order] : orders) {
            shown.table().sortByColumn(column, Qt::DescendingOrder);
            QCOMPARE(shown.column(ConversationModel::Number), order);
        }
    }

    void enterOpensTheStreamAndEscapeLeavesIt()
    {
        Shown shown(Talks().builder.events());
        shown.table().setFocus();
        shown.table().selectRow(0);
        QTest::keyClick(&shown.table(), Qt::Key_Return);
        QVERIFY(shown.streamOpen());
        QCOMPARE(shown.stream(), QStringLiteral("▶ client 10.9.0.1:41001, 0.003040 s\nWhat time is it?\n"
                                                "◀ server 10.9.0.2:8080, 0.004050 s\nLate.\n"));
        QCOMPARE(shown.child<QLabel>("stream-title").text(), QStringLiteral("No. 1: 10.9.0.1:41001 ⇄ 10.9.0.2:8080"));
        QTest::keyClick(&shown.child<QPlainTextEdit>("stream-text"), Qt::Key_Escape);
        QVERIFY(!shown.streamOpen());
        QVERIFY(shown.table().hasFocus());
    }

    void oneSideAloneAndHexadecimalAreChosen()
    {
        Shown shown(Talks().builder.events());
        shown.table().selectRow(0);
        shown.child<QPushButton>("conversation-follow").click();
        shown.child<QComboBox>("stream-side").setCurrentIndex(2);
        QCOMPARE(shown.stream(), QStringLiteral("◀ server 10.9.0.2:8080, 0.004050 s\nLate.\n"));
        shown.child<QComboBox>("stream-form").setCurrentIndex(1);
        QVERIFY(shown.stream().contains("00000000  4c 61 74 65 2e 0a "));
        shown.child<QComboBox>("stream-side").setCurrentIndex(0);
        QCOMPARE(shown.stream().count("00000000  "), 2);
    }

    void aConversationWithoutDataSaysSo()
    {
        Shown shown(Talks().builder.events());
        shown.table().selectRow(1);
        shown.child<QPushButton>("conversation-follow").click();
        QCOMPARE(shown.stream(), QStringLiteral("Neither end sent any data."));
    }

    void aRowSelectsItsFirstPacketAndAPacketItsRow()
    {
        Shown shown(Talks().builder.events());
        shown.table().selectRow(2);
        const auto& chosen = shown.lab.selection.what();
        QVERIFY(chosen.event && chosen.packet);
        QCOMPARE(*chosen.packet, PacketId {7});
        Selection::What other;
        other.packet = PacketId {6}; // the refusal
        shown.lab.selection.select(other);
        QCOMPARE(shown.table().selectionModel()->selectedRows().value(0).row(), 1);
    }

    void aPlaceInTheStreamSelectsThePacketThatBroughtIt()
    {
        Shown shown(Talks().builder.events());
        shown.table().selectRow(0);
        shown.child<QPushButton>("conversation-follow").click();
        auto& text = shown.child<QPlainTextEdit>("stream-text");
        QTextCursor at = text.textCursor();
        at.setPosition(static_cast<int>(shown.stream().indexOf("Late")) + 2);
        text.setTextCursor(at);
        QCOMPARE(shown.lab.selection.what().packet, std::optional<PacketId>(4));
        // And the other way round.
        const std::size_t question = shown.lab.after<PacketSent>([](const PacketSent& sent) { return sent.packet == 3; }) - 1;
        shown.lab.selection.select({question, PacketId {3}, {}, {}, {}});
        QCOMPARE(text.textCursor().block().text(), QStringLiteral("▶ client 10.9.0.1:41001, 0.003040 s"));
    }

    void whatIsSelectedAnywhereIsFollowedEvenBeforeItWasRead()
    {
        ShownLab lab(Talks().builder.events());
        ConversationsView view(lab.context, nullptr);
        Selection::What third;
        third.packet = PacketId {9};
        lab.selection.select(third);
        view.show();
        view.followSelected(); // nothing has been read yet
        auto* text = view.findChild<QPlainTextEdit*>("stream-text");
        QTRY_VERIFY(text->isVisible());
        QVERIFY(text->toPlainText().contains("again"));
        QCOMPARE(text->toPlainText().count("again"), 1);
    }

    void withoutASelectionTheNewestBeforeThePlayheadIsFollowed()
    {
        Shown shown(Talks().builder.events());
        shown.lab.playhead.moveTo(shown.lab.after<PacketSent>([](const PacketSent& sent) { return sent.packet == 4; }));
        shown.view.followSelected();
        QCOMPARE(shown.child<QLabel>("stream-title").text(), QStringLiteral("No. 1: 10.9.0.1:41001 ⇄ 10.9.0.2:8080"));
    }

    void whatComesAfterThePlayheadIsGrey()
    {
        Shown shown(Talks().builder.events());
        shown.table().selectRow(0);
        shown.child<QPushButton>("conversation-follow").click();
        auto& text = shown.child<QPlainTextEdit>("stream-text");
        QVERIFY(text.extraSelections().isEmpty());
        shown.lab.playhead.moveTo(shown.lab.after<PacketSent>([](const PacketSent& sent) { return sent.packet == 3; }));
        QCOMPARE(text.extraSelections().size(), 1);
        QVERIFY(text.extraSelections().first().cursor.selectedText().contains("Late"));
        QVERIFY(!text.extraSelections().first().cursor.selectedText().contains("What time"));
        const auto font = [&](int row) { return shown.model().data(shown.model().index(row, 0), Qt::FontRole).value<QFont>(); };
        QVERIFY(!font(0).italic());
        QVERIFY(font(2).italic());
    }

    void aStreamGrowsWithItsRecording()
    {
        Talks talks;
        Shown shown(talks.builder.events());
        shown.table().selectRow(0);
        shown.child<QPushButton>("conversation-follow").click();
        const std::size_t before = talks.builder.events().size();
        talks.client(41001, ack, 118, "Thanks.\n");
        talks.client(41009, syn, 100);
        shown.lab.append({talks.builder.events().begin() + static_cast<std::ptrdiff_t>(before), talks.builder.events().end()});
        shown.lab.playhead.journalGrew();
        QTRY_VERIFY(shown.stream().endsWith("Thanks.\n"));
        QTRY_COMPARE(shown.model().rowCount(), 4);
        QVERIFY(shown.streamOpen());
    }

    void aSearchedAndSortedListGrowsToo()
    {
        Talks talks;
        Shown shown(talks.builder.events());
        shown.table().sortByColumn(ConversationModel::Number, Qt::DescendingOrder);
        shown.child<QLineEdit>("conversation-words").setText(":4100");
        shown.table().selectRow(2); // No. 1
        const std::size_t before = talks.builder.events().size();
        talks.client(41009, syn, 100);
        talks.client(55555, syn, 100);
        shown.lab.append({talks.builder.events().begin() + static_cast<std::ptrdiff_t>(before), talks.builder.events().end()});
        shown.lab.playhead.journalGrew();
        QTRY_COMPARE(shown.column(ConversationModel::Number), QStringList({"4", "3", "2", "1"}));
        QCOMPARE(shown.table().selectionModel()->selectedRows().value(0).row(), 3); // it is still chosen
    }

    void anotherJournalReplacesEverything()
    {
        Shown shown(Talks().builder.events());
        shown.table().selectRow(0);
        shown.child<QPushButton>("conversation-follow").click();
        const Journal empty;
        shown.lab.playhead.setJournal(&empty);
        QCOMPARE(shown.model().rowCount(), 0);
        QVERIFY(!shown.streamOpen());
        QVERIFY(!shown.child<QPushButton>("conversation-follow").isEnabled());
        shown.lab.playhead.setJournal(&shown.lab.journal);
        shown.read();
        QCOMPARE(shown.model().rowCount(), 3);
    }

    void nothingIsReadBeforeSomebodyLooks()
    {
        ShownLab lab(Talks().builder.events());
        ConversationsView view(lab.context, nullptr);
        const auto& model = static_cast<const ConversationModel&>(*view.findChild<QTableView*>()->model());
        lab.playhead.journalGrew();
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 0);
        view.show();
        QTRY_COMPARE(model.rowCount(), 3);
    }

    void manyConversationsAreAddedInFewPieces()
    {
        Talks talks;
        for (int i = 0; i < 20'000; ++i)
            talks.client(static_cast<std::uint16_t>(42000 + i), syn, 100);
        ShownLab lab(talks.builder.events());
        ConversationsView view(lab.context, nullptr);
        auto& model = static_cast<ConversationModel&>(*view.findChild<QTableView*>()->model());
        QSignalSpy added(&model, &QAbstractItemModel::rowsInserted), reset(&model, &QAbstractItemModel::modelReset);
        view.show();
        QTRY_COMPARE(model.rowCount(), 20'003);
        QCOMPARE(reset.count(), 0);
        QVERIFY2(added.count() <= 20'003 / 60, qPrintable(QString::number(added.count())));
    }

    void koreanSaysTheSame()
    {
        Shown shown(Talks().builder.events());
        shown.lab.context.language = Language::Korean;
        shown.view.contextChanged();
        shown.table().selectRow(0);
        shown.child<QPushButton>("conversation-follow").click();
        QVERIFY(shown.stream().startsWith("▶ 클라이언트 10.9.0.1:41001, 0.003040초\n"));
    }
};

QTEST_MAIN(ConversationsViewTest)
#include "ConversationsViewTest.moc"
