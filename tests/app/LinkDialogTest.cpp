// Delay and rate of the wire, chosen from the list or written by hand.

#include "app/LinkDialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace lab;

namespace {

constexpr std::int64_t ms = 1'000'000;

template<class Widget>
Widget* part(const LinkDialog& dialog, const char* name)
{
    auto* found = dialog.findChild<Widget*>(QLatin1String(name));
    Q_ASSERT(found);
    return found;
}

QString line(const LinkDialog& dialog)
{
    return part<QLabel>(dialog, "link-line")->text();
}

} // namespace

class LinkDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void itBeginsWithTheLinkThatIs()
    {
        const Link now {30 * ms, 1'500'000, 7};
        LinkDialog dialog(now, nullptr);
        QCOMPARE(dialog.link(), now);
        QCOMPARE(part<QDoubleSpinBox>(dialog, "link-delay")->text(), "30 ms");
        QCOMPARE(part<QDoubleSpinBox>(dialog, "link-rate")->text(), "1.5 Mbit/s");
        QCOMPARE(line(dialog), "wire: link delay=30ms rate=1.5mbit queue=7");
        QCOMPARE(part<QComboBox>(dialog, "link-preset")->currentText(), "As written below");
    }

    void everyUsualLinkFillsTheFieldsAndIsFoundAgain()
    {
        LinkDialog dialog({}, nullptr);
        auto* presets = part<QComboBox>(dialog, "link-preset");
        QCOMPARE(presets->currentIndex(), 0);
        QSet<QString> lines;
        for (int i = 0; i + 1 < presets->count(); ++i) {
            presets->setCurrentIndex(i);
            emit presets->activated(i);
            lines << line(dialog);
            LinkDialog again(dialog.link(), nullptr);
            QCOMPARE(part<QComboBox>(again, "link-preset")->currentIndex(), i);
        }
        QCOMPARE(lines.size(), presets->count() - 1);
    }

    void aQueueIsAskedForOnlyWhereThereIsARate()
    {
        LinkDialog dialog({}, nullptr);
        QVERIFY(!part<QSpinBox>(dialog, "link-queue")->isEnabled());
        QCOMPARE(line(dialog), "wire: link");
        part<QDoubleSpinBox>(dialog, "link-rate")->setValue(2);
        QVERIFY(part<QSpinBox>(dialog, "link-queue")->isEnabled());
        QCOMPARE(line(dialog), "wire: link rate=2mbit queue=100");
    }

    void enterUsesItAndEscapeDoesNot()
    {
        LinkDialog dialog({}, nullptr);
        dialog.show();
        part<QDoubleSpinBox>(dialog, "link-delay")->setFocus();
        part<QDoubleSpinBox>(dialog, "link-delay")->selectAll();
        QTest::keyClicks(part<QDoubleSpinBox>(dialog, "link-delay"), "250");
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.link(), (Link {250 * ms, 0, 0}));
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
    }
};

QTEST_MAIN(LinkDialogTest)
#include "LinkDialogTest.moc"
