#include "views/shared/TextRow.h"

#include "views/shared/FlowLayout.h"
#include "views/shared/Theme.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

#include <type_traits>

using namespace lab;

class TextRowTest : public QObject
{
    Q_OBJECT

private:
    /// Pixels between two words that a layout puts beside each other, inside of one that leaves nothing between its rows.
    template<class Row>
    static int between(double points)
    {
        setFontSize(points);
        QWidget window;
        auto* all = new QVBoxLayout(&window);
        all->setSpacing(0);
        auto* row = new Row;
        if constexpr (std::is_same_v<Row, FlowLayout>)
            row->growWithText();
        auto* first = new QLabel(QStringLiteral("92 / 92"));
        auto* second = new QLabel(QStringLiteral("live"));
        row->addWidget(first);
        row->addWidget(second);
        all->addLayout(row);
        window.adjustSize();
        window.show();
        return second->geometry().left() - first->geometry().right() - 1;
    }

private slots:

    void whatIsSideBySideStandsFurtherApartInLargerText()
    {
        const double before = QApplication::font().pointSizeF();
        const int small = between<TextRow>(10), large = between<TextRow>(28);
        QVERIFY2(small >= 5 && small <= 8, qPrintable(QString::number(small)));
        QVERIFY2(large >= 2 * small, qPrintable(QString::number(large)));
        QCOMPARE(between<FlowLayout>(28), large);
        setFontSize(before);
    }
};

QTEST_MAIN(TextRowTest)
#include "TextRowTest.moc"
