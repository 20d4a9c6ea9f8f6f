#include "app/DiagramTableDialog.h"

#include "app/DiagramTableModel.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/ViewCatalog.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

namespace {

/// Every diagram of the catalog over one lab.
class ShownDiagrams
{
public:
    explicit ShownDiagrams(ShownLab& lab)
    {
        for (const ViewRow& row : viewCatalog()) {
            auto view = std::unique_ptr<View>(row.make(lab.context, nullptr));
            view->setObjectName(row.id);
            views.emplace(QString::fromLatin1(row.id), std::move(view));
        }
        dialog = std::make_unique<DiagramTableDialog>(
            lab.context, [this](const QString& id) { return views.at(id).get(); }, nullptr);
    }

    QTableView& table() { return *dialog->findChild<QTableView*>(); }

    QAbstractItemModel& model() { return *table().model(); }

    /// All cells, a row a line.
    QString text()
    {
        QString all;
        for (int row = 0; row < model().rowCount(); ++row) {
            for (int column = 0; column < model().columnCount(); ++column)
                all += model().index(row, column).data().toString() + QStringLiteral(" | ");
            all += QLatin1Char('\n');
        }
        return all;
    }

    int rowWith(const QString& words)
    {
        return static_cast<int>(text().split(QLatin1Char('\n')).indexOf(QRegularExpression(QStringLiteral(".*") + QRegularExpression::escape(words) + QStringLiteral(".*"))));
    }

    std::map<QString, std::unique_ptr<View>> views;
    std::unique_ptr<DiagramTableDialog> dialog; ///< before the views are gone
};

} // namespace

class DiagramTableDialogTest : public QObject
{
    Q_OBJECT

private slots:

    void everyDiagramHasATableThatIsNotEmptyAndNothingElseHasOne()
    {
        ShownLab lab(handshakeStory());
        for (const ViewRow& row : viewCatalog()) {
            const std::unique_ptr<View> view(row.make(lab.context, nullptr));
            const std::unique_ptr<DiagramTable> table = view->table();
            QVERIFY2((table != nullptr) == row.diagram, row.id);
            if (!table)
                continue;
            QVERIFY2(table->rows() > 2, row.id);
            for (const QString& column : table->columns())
                QVERIFY2(!column.isEmpty(), row.id);
            for (std::size_t i = 0; i < table->rows(); ++i) {
                QString words;
                for (int column = 0; column < table->columns().size(); ++column)
                    words += table->cell(i, column);
                QVERIFY2(!words.isEmpty(), row.id);
            }
        }
    }

    void everyDiagramOfAnEmptyJournalHasATableToo()
    {
        ShownLab lab({});
        for (const ViewRow& row : viewCatalog()) {
            const std::unique_ptr<View> view(row.make(lab.context, nullptr));
            if (const auto table = view->table()) {
                QVERIFY2(!table->columns().isEmpty(), row.id);
                for (std::size_t i = 0; i < table->rows(); ++i)
                    (void)table->cell(i, 0);
            }
        }
    }

    void theTablesSayWhatTheDiagramsShow_data()
    {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("stage") << "stage" << QStringList {"Client host", "client", "Server host", "LISTEN", "Wire", "delivered"};
        QTest::newRow("sequence") << "sequence" << QStringList {"| client | client kernel | socket(AF_INET, SOCK_STREAM)", "client kernel | wire | SYN seq 0",
                                                               "| wire | server kernel |", "LISTEN"};
        QTest::newRow("timeline") << "timeline" << QStringList {"calls | server | accept", "state | client", "LISTEN", "SYN-SENT", "wire: client → server",
                                                               "unread |"};
        QTest::newRow("states") << "states" << QStringList {":8080 | now |  | LISTEN |", "| 2 | SYN-SENT | ESTAB | SYN+ACK / ACK |"};
        QTest::newRow("buffers") << "buffers" << QStringList {"client: send() | send(", "| 0 | 4 | 5 | 1 | 1 |", "segments", "server: recv()"};
        QTest::newRow("analogy") << "analogy" << QStringList {"Client host |", "TIME-WAIT"};
    }

    void theTablesSayWhatTheDiagramsShow()
    {
        QFETCH(QString, view);
        QFETCH(QStringList, words);
        ShownLab lab(handshakeStory());
        ShownDiagrams shown(lab);
        shown.dialog->showDiagram(view);
        const QString text = shown.text();
        for (const QString& one : words)
            QVERIFY2(text.contains(one), qPrintable(one + "\n" + text));
    }

    void itFollowsThePlayhead()
    {
        ShownLab lab(handshakeStory());
        ShownDiagrams shown(lab);
        for (const char* id : {"sequence", "timeline", "stage", "states"}) {
            lab.playhead.goLive();
            shown.dialog->showDiagram(QLatin1String(id));
            const QString whole = shown.text();
            lab.playhead.moveTo(lab.after<PacketSent>([](const PacketSent&) { return true; }));
            QTRY_VERIFY2(shown.text() != whole, id);
            QVERIFY2(!shown.text().contains("TIME-WAIT"), id);
            lab.playhead.goLive();
            QTRY_COMPARE(shown.text(), whole);
        }
    }

    void aRowSelectsItsEventAndEnterGoesThere()
    {
        ShownLab lab(handshakeStory());
        ShownDiagrams shown(lab);
        shown.dialog->showDiagram("sequence");
        const int row = shown.rowWith("SYN seq 0");
        QVERIFY(row >= 0);
        shown.table().selectRow(row);
        const Selection::What what = lab.selection.what();
        QVERIFY(what.event && what.packet);
        QVERIFY(std::holds_alternative<PacketSent>(lab.journal.at(*what.event).body));
        QTest::keyClick(&shown.table(), Qt::Key_Return);
        QCOMPARE(lab.playhead.position(), *what.event + 1);
        QVERIFY(shown.dialog->isVisible());
    }

    void anotherJournalReplacesTheRows()
    {
        ShownLab lab(handshakeStory());
        ShownDiagrams shown(lab);
        for (const char* id : {"sequence", "timeline", "buffers", "states"}) {
            lab.playhead.setJournal(&lab.journal);
            shown.dialog->showDiagram(QLatin1String(id));
            QVERIFY(shown.model().rowCount() > 0);
            lab.playhead.setJournal(nullptr);
            (void)shown.text(); // of whatever is there now
            QTRY_COMPARE(shown.model().rowCount(), 0);
        }
    }

    void whatTheViewIsTurnedToIsInTheTable()
    {
        ShownLab lab(handshakeStory());
        ShownDiagrams shown(lab);
        shown.dialog->showDiagram("analogy");
        const QString phones = shown.text();
        const auto kinds = shown.views.at("analogy")->findChildren<QToolButton*>();
        QVERIFY(kinds.size() >= 3);
        kinds[1]->click();
        QTRY_VERIFY(shown.text() != phones);
    }

    void aScreenReaderHasTheTable()
    {
        ShownLab lab(handshakeStory());
        for (const ViewRow& row : viewCatalog()) {
            if (!row.diagram)
                continue;
            ShownDiagrams shown(lab); // one for each: the offscreen platform tells no screen reader of other columns
            shown.dialog->showDiagram(QLatin1String(row.id));
            QAccessibleInterface* table = QAccessible::queryAccessibleInterface(&shown.table());
            QVERIFY(table && table->tableInterface());
            QVERIFY2(table->text(QAccessible::Name).contains(viewTitle(row)), row.id);
            QCOMPARE(table->tableInterface()->rowCount(), shown.model().rowCount());
            QCOMPARE(table->tableInterface()->columnCount(), shown.model().columnCount());
            QVERIFY2(!table->tableInterface()->columnDescription(0).isEmpty(), row.id);
            QCOMPARE(table->tableInterface()->cellAt(1, 1)->text(QAccessible::Name), shown.model().index(1, 1).data().toString());
        }
    }

    void manyRowsAreNotMadeBeforeSomebodyLooks()
    {
        JournalBuilder builder;
        builder.actor(HostId::Client, "client");
        builder.actor(HostId::Server, "server");
        for (std::uint32_t i = 0; i < 60'000; ++i)
            builder.delivered(builder.sent(HostId::Client, tcpFrame({clientEnd(40000), serverEnd(8080), 16, i})));
        ShownLab lab(builder.events());
        ShownDiagrams shown(lab);
        shown.dialog->showDiagram("sequence");
        QTRY_VERIFY(shown.model().rowCount() >= 60'000); // the diagram reads on between paintings, and the table with it
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 100; ++i) {
            const auto table = shown.views.at("sequence")->table();
            QVERIFY(table->rows() >= 60'000);
            QVERIFY(!table->cell(table->rows() - 1, 3).isEmpty());
        }
        QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    }
};

QTEST_MAIN(DiagramTableDialogTest)
#include "DiagramTableDialogTest.moc"
