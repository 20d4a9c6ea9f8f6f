#include "views/shared/ElidedLabel.h"

#include <QTest>

using namespace lab;

class ElidedLabelTest : public QObject
{
    Q_OBJECT

private slots:

    void whatHasNoRoomEndsInAnEllipsisAndIsWholeInTheTip()
    {
        ElidedLabel label;
        label.setText(QStringLiteral("Way of 10.9.0.1:51526 → 10.9.0.2:8080"));
        label.resize(label.sizeHint());
        QVERIFY(!label.elided());
        const QImage whole = label.grab().toImage();
        label.resize(80, label.height());
        QVERIFY(label.elided());
        QVERIFY(label.grab().toImage() != whole.copy(0, 0, 80, whole.height())); // not merely cut
        QCOMPARE(label.text(), QStringLiteral("Way of 10.9.0.1:51526 → 10.9.0.2:8080"));
    }

    void itGivesWayToAFewLettersAndNoFurther()
    {
        ElidedLabel label;
        label.setText(QStringLiteral("a long sentence that nobody has room for"));
        QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width() / 2);
        label.setText(QStringLiteral("a"));
        QVERIFY(label.minimumSizeHint().width() <= label.sizeHint().width());
    }
};

QTEST_MAIN(ElidedLabelTest)
#include "ElidedLabelTest.moc"
