// A panel has its view when it is first needed: nobody can tell, but by how quickly the page is there.

#include "app/PanelScroll.h"
#include "app/Panels.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <QtTest>

#include <algorithm>

using namespace lab;
using namespace lab::tests;

namespace {

/// All cells, a row a line.
QString textOf(View& view)
{
    QString all;
    const auto table = view.table();
    for (std::size_t row = 0; row < table->rows(); ++row)
        for (int column = 0; column < table->columns().size(); ++column)
            all += table->cell(row, column) + (column + 1 < table->columns().size() ? QStringLiteral(" | ") : QStringLiteral("\n"));
    return all;
}

/// The view that a widget is in; empty: none.
QString viewOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        if (qobject_cast<const View*>(widget))
            return widget->objectName();
    return {};
}

bool isShown(Panels& panels)
{
    panels.restoreLayout({});
    panels.show();
    panels.activateWindow();
    return QTest::qWaitForWindowActive(&panels);
}

} // namespace

class PanelsTest : public QObject
{
    Q_OBJECT

private slots:

    void aViewIsMadeWhenItIsFirstSeen()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        panels.restoreLayout({});
        panels.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panels));
        QVERIFY(panels.findChild<View*>("sequence") && panels.findChild<View*>("stage"));
        QVERIFY(!panels.findChild<View*>("timeline") && !panels.findChild<View*>("glossary") && !panels.findChild<View*>("find"));
        panels.showView("timeline");
        const auto* timeline = panels.findChild<View*>("timeline");
        QVERIFY(timeline && timeline->isVisible());
        QVERIFY(!panels.findChild<View*>("states")); // which was only passed by
        QCOMPARE(timeline->accessibleName(), QString("Timeline"));
        QVERIFY(!timeline->whatsThis().isEmpty());
        panels.showView("find");
        QVERIFY(panels.findChild<View*>("find")->isVisible());
    }

    void thoseThatWillBeSeenFirstAreMadeOneByOneBeforeAnybodySeesThem()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        panels.restoreLayout({});
        const auto made = [&] {
            const auto places = panels.findChildren<PanelScroll*>();
            return std::ranges::count_if(places, [](const PanelScroll* place) { return place->made() != nullptr; });
        };
        for (std::ptrdiff_t i = 0; panels.makeNext(); ++i)
            QCOMPARE(made(), i + 1);
        const std::ptrdiff_t ahead = made();
        QVERIFY(panels.findChild<View*>("sequence") && panels.findChild<View*>("stage"));
        QVERIFY(!panels.findChild<View*>("timeline") && !panels.findChild<View*>("find"));
        QVERIFY(isShown(panels));
        QCOMPARE(made(), ahead); // they, and no more
        for (const PanelScroll* place : panels.findChildren<PanelScroll*>())
            QCOMPARE(place->made() != nullptr, place->isVisible());
    }

    void laidOutAheadTheyAreWhereTheyWillBeSeen()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        panels.restoreLayout({});
        constexpr QSize size(1280, 700);
        while (panels.prepareNext(size)) { }
        const auto places = [&] { // across: how high a view is follows from what it shows, too
            QList<std::pair<int, int>> all;
            for (const char* id : {"stage", "sequence", "inspector", "playback"})
                all.emplaceBack(panels.view(id)->mapTo(&panels, QPoint()).x(), panels.view(id)->width());
            return all;
        };
        const auto ahead = places();
        QVERIFY(!panels.isVisible());
        panels.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panels));
        QCOMPARE(panels.size(), size);
        QCOMPARE(places(), ahead);
    }

    void theMiddleIsPaintedFirstAndWhatIsAroundItInTurnsOfTheirOwn()
    {
        class Paintings : public QObject
        {
        public:
            int requests = 0;
            QHash<QObject*, int> first; ///< in which of them it was painted

            bool eventFilter(QObject* what, QEvent* event) override
            {
                if (event->type() == QEvent::UpdateRequest)
                    ++requests;
                if (event->type() == QEvent::Paint && !first.contains(what))
                    first.insert(what, requests);
                return false;
            }
        };

        ShownLab lab(handshakeStory());
        QWidget window; // is there already, as when a lab begins behind the start page
        auto* box = new QVBoxLayout(&window);
        window.resize(1280, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        Panels panels(lab.context);
        panels.restoreLayout({});
        panels.hide();
        View *middle = panels.view("sequence"), *above = panels.view("stage"), *right = panels.view("inspector"), *left = panels.view("lesson");
        box->addWidget(&panels);
        Paintings seen;
        window.installEventFilter(&seen);
        for (View* view : {middle, above, right, left})
            view->installEventFilter(&seen);
        panels.appear();
        panels.show();
        QList<int> order;
        for (View* view : {middle, above, right, left}) {
            QTRY_VERIFY(seen.first.contains(view));
            order << seen.first[view];
        }
        for (qsizetype i = 1; i < order.size(); ++i)
            QVERIFY2(order[i - 1] < order[i], qPrintable(QStringLiteral("%1: %2 %3").arg(i).arg(order[i - 1]).arg(order[i])));
        for (const QWidget* part : panels.findChildren<QWidget*>())
            QVERIFY(part->updatesEnabled());
    }

    void oneThatIsAskedForIsMadeAndStaysTheSame()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        for (const ViewRow& row : viewCatalog()) {
            View* view = panels.view(row.id);
            QVERIFY(view);
            QCOMPARE(view->objectName(), QString(row.id));
            QCOMPARE(view->accessibleName(), viewTitle(row));
            QCOMPARE(panels.view(row.id), view);
        }
        QVERIFY(!panels.view("none"));
    }

    void oneThatIsLentBeforeItWasSeenComesBackToItsPlace()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        panels.restoreLayout({});
        panels.show();
        View* lent = panels.lend("states");
        QVERIFY(lent);
        QVERIFY(!panels.lend("states"));
        panels.takeBack(lent);
        panels.showView("states");
        QVERIFY(lent->isVisible());
        QVERIFY(panels.isAncestorOf(lent));
    }

    void madeLateItShowsWhatItWouldHaveShown_data()
    {
        QTest::addColumn<QString>("id");
        ShownLab lab(handshakeStory());
        for (const ViewRow& row : viewCatalog())
            if (std::unique_ptr<View>(row.make(lab.context, nullptr))->table())
                QTest::newRow(row.id) << row.id;
    }

    void madeLateItShowsWhatItWouldHaveShown()
    {
        QFETCH(QString, id);
        const auto row = std::find_if(viewCatalog().begin(), viewCatalog().end(), [&](const ViewRow& one) { return id == one.id; });
        ShownLab lab(handshakeStory());
        lab.playhead.setJournal(nullptr);
        const std::unique_ptr<View> early(row->make(lab.context, nullptr));
        lab.playhead.setJournal(&lab.journal);
        lab.playhead.moveTo(lab.journal.size() * 9 / 10);
        lab.selection.select(lab.playhead.lookup().whatOf(lab.journal.size() / 3));
        const std::unique_ptr<View> late(row->make(lab.context, nullptr));
        QTRY_VERIFY(early->table()->whole() && late->table()->whole());
        QVERIFY(!textOf(*early).isEmpty());
        QCOMPARE(textOf(*late), textOf(*early));
    }

    void theTabKeyGoesThroughThemInTheirOrderWheneverTheyWereMade()
    {
        ShownLab lab(handshakeStory());
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto *before = new QLineEdit(&window), *after = new QLineEdit;
        auto* panels = new Panels(lab.context, &window);
        after->setParent(&window);
        for (QWidget* widget : {static_cast<QWidget*>(before), static_cast<QWidget*>(panels), static_cast<QWidget*>(after)})
            layout->addWidget(widget);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (const char* tab : {"terminal", "states", "glossary", "timeline"}) { // the last ones stay in front
            panels->showView(tab);
            QCoreApplication::processEvents();
        }
        const QStringList expected {"", "glossary", "stage", "timeline", "find", "playback", "source", "inspector", ""};
        QCOMPARE(walk(before, after, Qt::Key_Tab), expected);
        QCOMPARE(walk(panels->view("inspector"), before, Qt::Key_Backtab), QStringList(expected.rbegin() + 1, expected.rend()));
    }

    void fromElsewhereTabComesToTheFirstAndShiftTabToTheLast()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        QVERIFY(isShown(panels));
        panels.showView("timeline"); // made last
        panels.enter(false);
        QCOMPARE(viewOf(panels.focusWidget()), QString("inspector"));
        for (const char* left : {"lesson", "sandbox", "findings"})
            panels.hideView(left);
        panels.enter(true);
        QCOMPARE(viewOf(panels.focusWidget()), QString("stage"));
    }

    void fromWhatTabPassesByItGoesToItsNeighbours()
    {
        ShownLab lab(handshakeStory());
        Panels panels(lab.context);
        QVERIFY(isShown(panels));
        for (const bool next : {true, false}) {
            QWidget passedBy(panels.view("stage"));
            passedBy.setFocusPolicy(Qt::ClickFocus);
            passedBy.show();
            passedBy.setFocus();
            QVERIFY(passedBy.hasFocus());
            QTest::keyClick(&passedBy, next ? Qt::Key_Tab : Qt::Key_Backtab, next ? Qt::NoModifier : Qt::ShiftModifier);
            QCOMPARE(viewOf(panels.focusWidget()), QString(next ? "stage" : ""));
        }
    }

    void aViewMadeLateKnowsWhatIsSelected()
    {
        ShownLab lab(handshakeStory());
        const auto entered = lab.after<CallEntered>([&](const CallEntered& call) { return lab.playhead.lookup().actor(call.actor)->name == "client"; });
        lab.selection.select(lab.playhead.lookup().whatOf(entered - 1));
        for (const char* id : {"source", "terminal", "events"}) {
            const auto row = std::find_if(viewCatalog().begin(), viewCatalog().end(), [&](const ViewRow& one) { return QLatin1String(one.id) == QLatin1String(id); });
            const Selection::What what = lab.selection.what();
            lab.selection.select({});
            const std::unique_ptr<View> early(row->make(lab.context, nullptr));
            lab.selection.select(what);
            const std::unique_ptr<View> late(row->make(lab.context, nullptr));
            for (View* view : {early.get(), late.get()}) {
                view->resize(600, 400);
                view->show();
            }
            QCOMPARE(shownBy(*late), shownBy(*early));
        }
    }

private:
    /// What its lists have chosen.
    static QString shownBy(const View& view)
    {
        QString all;
        for (const QComboBox* list : view.findChildren<QComboBox*>())
            all += list->currentText() + QLatin1Char('\n');
        for (const QTableView* table : view.findChildren<QTableView*>())
            for (const QModelIndex& index : table->selectionModel()->selectedRows())
                all += QString::number(index.row()) + QLatin1Char('\n');
        return all;
    }

    /// The views that have the focus one after the other; empty: a widget beside them.
    static QStringList walk(QWidget* from, QWidget* to, Qt::Key key)
    {
        from->setFocus();
        QStringList views {viewOf(from)};
        for (int i = 0; i < 200 && QApplication::focusWidget() != to; ++i) {
            QTest::keyClick(QApplication::focusWidget(), key, key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
            QCoreApplication::processEvents();
            const QWidget* now = QApplication::focusWidget();
            if (const QString view = viewOf(now); view != views.back() && (!view.isEmpty() || now == to))
                views << view;
        }
        return views;
    }
};

QTEST_MAIN(PanelsTest)
#include "PanelsTest.moc"
