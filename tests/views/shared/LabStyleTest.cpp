#include "views/shared/LabStyle.h"

#include "views/shared/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QStyleOptionButton>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

#include <set>

using namespace lab;

class LabStyleTest : public QObject
{
    Q_OBJECT

private:
    /// What is painted at the place of the box.
    static QImage boxOf(QCheckBox& check)
    {
        check.resize(check.sizeHint());
        QStyleOptionButton option;
        option.initFrom(&check);
        return check.grab(check.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &check)).toImage();
    }

    static double contrastWithCard(const QImage& image, const Theme& theme)
    {
        double best = 1;
        for (int x = 0; x < image.width(); ++x)
            best = std::max(best, contrast(image.pixelColor(x, image.height() / 2), theme.color(Role::Card)));
        return best;
    }

private slots:

    void initTestCase()
    {
        QApplication::setStyle(new LabStyle);
    }

    void aBoxIsSeenInEveryThemeAndSoIsWhetherItIsChecked()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::Contrast}) {
            const Theme theme(scheme);
            QApplication::setPalette(theme.palette());
            qApp->setStyleSheet(theme.styleSheet());
            QCheckBox check(QStringLiteral("Closed ones, too"));
            const QImage off = boxOf(check);
            QVERIFY2(contrastWithCard(off, theme) >= 3, schemeName(scheme)); // WCAG 2.2, 1.4.11
            check.setChecked(true);
            const QImage on = boxOf(check);
            QVERIFY(on != off);
            std::set<QRgb> colours; // a mark on a surface, not a filled square
            for (int x = 0; x < on.width(); ++x)
                colours.insert(on.pixel(x, on.height() / 2));
            QVERIFY(colours.size() > 2);
        }
    }

    void boxesAndArrowsGrowWithTheText()
    {
        const double before = QApplication::font().pointSizeF();
        QCheckBox check(QStringLiteral("a"));
        setFontSize(10);
        const int small = boxOf(check).width();
        setFontSize(28);
        check.setFont(QApplication::font());
        QVERIFY(boxOf(check).width() > small * 3 / 2);
        QVERIFY(Theme().styleSheet(QFontMetrics(QApplication::font()).height()) != Theme().styleSheet()); // those of combo boxes
        setFontSize(before);
    }

    void theMarginsOfCellsGrowWithTheText()
    {
        const double before = QApplication::font().pointSizeF();
        const auto gap = [](double points) { // between what ends at the right of a cell and what begins at the left of the next
            setFontSize(points);
            QTableWidget table(1, 2);
            table.setFont(QApplication::font());
            return 2 * (table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1);
        };
        QVERIFY(gap(12) >= 6);
        QVERIFY(gap(28) >= 2 * gap(12));
        const QFontMetrics large(QApplication::font());
        QVERIFY(gap(28) >= large.horizontalAdvance(QLatin1Char(' ')));
        QVERIFY(LabStyle::besideText(large) > gap(28)); // a column has room for it
        setFontSize(before);
    }

    void aBranchThatOpensHasAnArrow()
    {
        QTreeWidget tree;
        tree.setHeaderHidden(true);
        auto* top = new QTreeWidgetItem(&tree, {QString()});
        tree.resize(100, 60);
        const QImage without = tree.grab().toImage();
        new QTreeWidgetItem(top, {QString()});
        const QImage closed = tree.grab().toImage();
        QVERIFY(closed != without);
        top->setExpanded(true);
        QVERIFY(tree.grab().toImage() != closed);
    }
};

QTEST_MAIN(LabStyleTest)
#include "LabStyleTest.moc"
