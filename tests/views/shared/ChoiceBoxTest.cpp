#include "views/shared/ChoiceBox.h"

#include "views/shared/LabStyle.h"
#include "views/shared/Theme.h"

#include <QApplication>
#include <QStyleOptionComboBox>
#include <QTest>

using namespace lab;

class ChoiceBoxTest : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase()
    {
        QApplication::setStyle(new LabStyle);
    }

    void itsLongestChoiceIsSeenWholeAtAnySize()
    {
        const double before = QApplication::font().pointSizeF();
        for (int points = 9; points <= 32; ++points) {
            setFontSize(points);
            const QFontMetrics metrics(QApplication::font());
            qApp->setStyleSheet(Theme().styleSheet(metrics.height()));
            ChoiceBox combo;
            combo.setSizeAdjustPolicy(QComboBox::AdjustToContents);
            combo.addItem(QStringLiteral("리스닝 소켓 먼저"));
            combo.show();
            combo.resize(combo.sizeHint());
            QStyleOptionComboBox option;
            option.initFrom(&combo);
            const QRect words = combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo);
            QVERIFY2(words.width() >= metrics.horizontalAdvance(combo.currentText()), qPrintable(QStringLiteral("%1: %2 of %3").arg(points).arg(words.width()).arg(metrics.horizontalAdvance(combo.currentText()))));
        }
        qApp->setStyleSheet(QString());
        setFontSize(before);
    }
};

QTEST_MAIN(ChoiceBoxTest)
#include "ChoiceBoxTest.moc"
