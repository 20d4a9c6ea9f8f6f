#include "views/compare/CompareView.h"

#include "tests/support/ComparedRuns.h"
#include "tests/views/shared/ShownLab.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace lab;
using namespace lab::tests;

namespace {

RunVariant changed()
{
    RunVariant variant;
    variant.clientPort = 55'555;
    variant.connectError = 111;
    variant.dropped = true;
    return variant;
}

/// The view over a run, beside another one, compared.
class ShownComparison
{
public:
    explicit ShownComparison(const RunVariant& other)
        : lab(conversation({}))
        , view(lab.context, nullptr)
    {
        view.resize(760, 320);
        view.show();
        // Without a window manager nothing else makes the window the active one.
        view.activateWindow();
        view.setOther(journalOf(conversation(other)), QStringLiteral("/somewhere/other.pcapng"));
        wait();
    }

    void wait() { QVERIFY(QTest::qWaitFor([this] { return !child<QLabel>("compare-count").accessibleName().isEmpty(); })); }

    CompareModel& model() const { return static_cast<CompareModel&>(*table().model()); }

    QTableView& table() const { return *view.findChild<QTableView*>(); }

    template<class Widget>
    Widget& child(const char* name) const
    {
        return *view.findChild<Widget*>(QString::fromLatin1(name));
    }

    QString cell(int row, int column, int role = Qt::DisplayRole) const { return model().data(model().index(row, column), role).toString(); }

    QString signs() const
    {
        QString all;
        for (int row = 0; row < model().rowCount(); ++row)
            all += cell(row, CompareModel::Sign).isEmpty() ? QStringLiteral("=") : cell(row, CompareModel::Sign);
        return all;
    }

    int current() const
    {
        const QModelIndexList rows = table().selectionModel()->selectedRows();
        return rows.isEmpty() ? -1 : rows.first().row();
    }

    ShownLab lab;
    CompareView view;
};

} // namespace

class CompareViewTest : public QObject
{
    Q_OBJECT

private slots:

    void withoutAnotherRecordingItSaysHowToChooseOne()
    {
        ShownLab lab(conversation({}));
        CompareView view(lab.context, nullptr);
        view.show();
        QVERIFY(view.findChild<QLabel*>("compare-empty")->text().contains("Compare with another recording"));
        QVERIFY(!view.findChild<QToolButton*>("compare-next")->isEnabled());
        view.next(); // and nothing happens
    }

    void equalRunsSaySo()
    {
        const ShownComparison shown {RunVariant()};
        QCOMPARE(shown.child<QLabel>("compare-count").accessibleName(), QStringLiteral("No differences."));
        QVERIFY(!shown.table().isVisible());
        QVERIFY(shown.child<QLabel>("compare-empty").isVisible());
    }

    void differencesStandUnderTheirCommandsWithASignAndInWords()
    {
        const ShownComparison shown(changed());
        const QAbstractItemModelTester tester(&shown.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown.signs(), QStringLiteral("=≠=+"));
        QVERIFY(shown.cell(0, CompareModel::Left).contains("client: connect"));
        QVERIFY2(shown.cell(1, CompareModel::Left).endsWith(") = 0"), qPrintable(shown.cell(1, CompareModel::Left)));
        QVERIFY(shown.cell(1, CompareModel::Right).contains("ECONNREFUSED"));
        QCOMPARE(shown.cell(1, CompareModel::Differs), QStringLiteral("result, errno"));
        QCOMPARE(shown.cell(3, CompareModel::Left), QString());
        QVERIFY(shown.cell(3, CompareModel::Right).contains("dropped (by-command)"));
        QCOMPARE(shown.cell(3, CompareModel::Sign, Qt::AccessibleTextRole), QStringLiteral("only right"));
        QCOMPARE(shown.child<QLabel>("compare-count").accessibleName(), QStringLiteral("Differences: 2 (only left 0, only right 1, changed 1)"));
        QCOMPARE(shown.model().headerData(CompareModel::Right, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("other.pcapng"));
    }

    void whatIsMissingIsHatchedAndNoSurfaceIsAlike()
    {
        const ShownComparison shown(changed());
        const auto surface = [&](int row, int column) { return shown.model().data(shown.model().index(row, column), Qt::BackgroundRole); };
        QCOMPARE(surface(3, CompareModel::Left).value<QBrush>().style(), Qt::BDiagPattern);
        QVERIFY(surface(3, CompareModel::Right).value<QColor>() != surface(1, CompareModel::Right).value<QColor>());
    }

    void theSwitchShowsWhatIsEqualToo()
    {
        const ShownComparison shown(changed());
        shown.table().selectRow(1);
        auto& only = shown.child<QCheckBox>("compare-only");
        QVERIFY(only.isChecked());
        only.click();
        QCOMPARE(shown.signs(), QStringLiteral("====≠=======+=="));
        QCOMPARE(shown.current(), 4); // the same thing is chosen
        only.click();
        QCOMPARE(shown.current(), 1);
    }

    void nextAndPreviousGoFromDifferenceToDifferenceAndRound()
    {
        ShownComparison shown(changed());
        shown.view.next();
        QCOMPARE(shown.current(), 1);
        shown.child<QToolButton>("compare-next").click();
        QCOMPARE(shown.current(), 3);
        shown.view.next();
        QCOMPARE(shown.current(), 1);
        shown.child<QToolButton>("compare-previous").click();
        QCOMPARE(shown.current(), 3);
        shown.view.previous();
        QCOMPARE(shown.current(), 1);
        shown.child<QCheckBox>("compare-only").click();
        shown.view.next();
        QCOMPARE(shown.current(), 12);
    }

    void aRowSelectsItsEventInEveryView()
    {
        ShownComparison shown(changed());
        shown.lab.playhead.moveTo(0);
        shown.view.next();
        const std::size_t returned = shown.lab.after<CallReturned>([](const CallReturned&) { return true; }) - 1;
        QCOMPARE(shown.lab.selection.what().event, std::optional(returned));
        QCOMPARE(shown.lab.selection.what().call, std::optional<CallId>(1));
        QCOMPARE(shown.lab.playhead.position(), returned + 1);
        // What is only in the other one is told below, and selects nothing here.
        shown.view.next();
        QCOMPARE(shown.lab.selection.what().event, std::optional(returned));
        auto& details = shown.child<QPlainTextEdit>("compare-details");
        QVERIFY2(details.toPlainText().startsWith("+ ") && details.toPlainText().contains("DATA(5)"), qPrintable(details.toPlainText()));
    }

    void aSelectionElsewhereFindsItsRow()
    {
        ShownComparison shown(changed());
        const std::size_t entered = shown.lab.after<CallEntered>([](const CallEntered&) { return true; }) - 1;
        Selection::What what;
        what.event = entered;
        shown.lab.selection.select(what);
        QCOMPARE(shown.current(), 1);
        QCOMPARE(shown.lab.selection.what().event, std::optional(entered)); // and stays what it is
    }

    void theShownRunGrowsAndIsComparedAgain()
    {
        const auto all = conversation({});
        const auto half = all.begin() + 8;
        ShownLab lab({all.begin(), half});
        CompareView view(lab.context, nullptr);
        view.resize(760, 320);
        view.show();
        view.setOther(journalOf(all), QStringLiteral("whole"));
        const auto count = [&] { return view.findChild<QLabel*>("compare-count")->accessibleName(); };
        QTRY_VERIFY2(count().startsWith("Differences: "), qPrintable(count()));
        lab.append({half, all.end()});
        lab.playhead.journalGrew();
        QTRY_COMPARE(count(), QStringLiteral("No differences."));
    }

    void anotherJournalIsComparedInItsPlace()
    {
        ShownComparison shown(changed());
        shown.view.next();
        const auto same = journalOf(conversation(changed()));
        shown.lab.playhead.setJournal(same.get());
        QTRY_COMPARE(shown.child<QLabel>("compare-count").accessibleName(), QStringLiteral("No differences."));
        shown.lab.playhead.setJournal(&shown.lab.journal);
    }

    void escapeCloses()
    {
        ShownComparison shown(changed());
        const QSignalSpy closed(&shown.view, &CompareView::closed);
        QTest::keyClick(&shown.table(), Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
    }

    void manyPacketsAreReadAndComparedWithoutAStall()
    {
        JournalBuilder builder;
        for (std::uint32_t i = 0; i < 40'000; ++i)
            builder.sent(HostId::Client, tcpFrame({clientEnd(41000), serverEnd(8080), TcpFlag::ack, i * 10, 1, "0123456789"}));
        ShownLab lab(builder.events());
        CompareView view(lab.context, nullptr);
        view.resize(760, 320);
        view.show();
        view.setOther(journalOf(builder.events()), QStringLiteral("same"));
        QElapsedTimer turn;
        qint64 longest = 0;
        const auto* count = view.findChild<QLabel*>("compare-count");
        QVERIFY(QTest::qWaitFor(
            [&] {
                longest = std::max(longest, turn.isValid() ? turn.elapsed() : 0);
                turn.start();
                QCoreApplication::processEvents(QEventLoop::AllEvents, 0);
                return !count->accessibleName().isEmpty();
            },
            60'000));
        QCOMPARE(count->accessibleName(), QStringLiteral("No differences."));
        QVERIFY2(longest < 1000, qPrintable(QString::number(longest))); // all at once takes several seconds without optimising
    }

    void inLargeTextWhatHappenedHasTheRoomOfWhen()
    {
        ShownComparison shown(changed());
        const auto hidden = [&](int column) { return shown.table().isColumnHidden(column); };
        QVERIFY(!hidden(CompareModel::LeftTime) && !hidden(CompareModel::RightTime));
        QTableView& table = shown.table();
        table.selectionModel()->setCurrentIndex(table.model()->index(1, CompareModel::RightTime), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        QVERIFY(shown.child<QPlainTextEdit>("compare-details").toPlainText().contains(shown.cell(1, CompareModel::Differs))); // which a narrow column cuts
        QFont large = shown.view.font();
        large.setPointSize(28);
        shown.view.setFont(large);
        shown.view.resize(640, 420);
        QTRY_VERIFY(hidden(CompareModel::LeftTime) && hidden(CompareModel::RightTime));
        for (const int column : {CompareModel::Left, CompareModel::Right})
            QVERIFY2(shown.table().columnWidth(column) > 180, qPrintable(QString::number(shown.table().columnWidth(column))));
        QVERIFY(shown.table().viewport()->height() >= 2 * shown.table().rowHeight(0)); // in sight are two rows at least
        QTest::keyClick(&table, Qt::Key_Up);
        QCOMPARE(table.currentIndex().row(), 0);
        shown.view.resize(2600, 420);
        QVERIFY(!hidden(CompareModel::LeftTime) && !hidden(CompareModel::RightTime));
        table.setColumnWidth(CompareModel::Differs, 33);
        shown.view.resize(2500, 420);
        QCOMPARE(table.columnWidth(CompareModel::Differs), 33); // as a person has made it
    }

    void koreanSaysTheSame()
    {
        ShownComparison shown(changed());
        shown.lab.context.language = Language::Korean;
        shown.view.contextChanged();
        QCOMPARE(shown.cell(1, CompareModel::Differs), QStringLiteral("결과, 오류 번호"));
        QVERIFY(shown.child<QLabel>("compare-count").accessibleName().startsWith("차이 2개"));
    }
};

QTEST_MAIN(CompareViewTest)
#include "CompareViewTest.moc"
