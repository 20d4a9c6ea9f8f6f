#include "views/shared/Segments.h"

#include "views/shared/Theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QTest>

using namespace lab;

class SegmentsTest : public QObject
{
    Q_OBJECT

private slots:

    void theChosenOnesBoldWordsHaveRoomAtEverySize()
    {
        const double before = QApplication::font().pointSizeF();
        qApp->setStyleSheet(Theme().styleSheet());
        for (const int points : {9, 13, 20, 28, 32}) {
            setFontSize(points);
            QWidget bar;
            std::array<QToolButton*, 2> buttons {};
            bar.setLayout(segmentRow(&bar, buttons, [](int) {}));
            buttons[0]->setText(QStringLiteral("Client to server"));
            buttons[1]->setText(QStringLiteral("흘려보내기"));
            bar.adjustSize();
            for (const QToolButton* button : buttons) {
                QFont bold = button->font();
                bold.setWeight(QFont::DemiBold);
                constexpr int padding = 2 * 11;
                QVERIFY2(button->width() >= QFontMetrics(bold).horizontalAdvance(button->text()) + padding, qPrintable(QString::number(points)));
            }
        }
        setFontSize(before);
        qApp->setStyleSheet({});
    }

    void theOneThatIsPressedIsTold()
    {
        QWidget bar;
        std::array<QToolButton*, 3> buttons {};
        int chosen = -1;
        bar.setLayout(segmentRow(&bar, buttons, [&](int which) { chosen = which; }));
        QTest::mouseClick(buttons[2], Qt::LeftButton);
        QCOMPARE(chosen, 2);
        checkSegment(buttons, 1);
        QVERIFY(buttons[1]->isChecked() && !buttons[2]->isChecked());
    }
};

QTEST_MAIN(SegmentsTest)
#include "SegmentsTest.moc"
