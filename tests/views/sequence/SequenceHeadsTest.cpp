#include "views/sequence/SequenceHeads.h"

#include "tests/support/CapturedStory.h"
#include "tests/views/shared/ShownLab.h"
#include "views/sequence/SequenceReading.h"

#include <QTest>

using namespace lab;
using namespace lab::tests;

class SequenceHeadsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatNoProgramStandsBesideHasTheWholeWidth()
    {
        const Journal captured = capturedStory(1, 50);
        ShownLab lab({});
        lab.playhead.setJournal(&captured);
        SequenceReading reading;
        reading.finish(captured);
        const SequenceTexts texts(reading.index(), lab.playhead);
        const SequenceColumns columns = SequenceColumns::of(reading.index(), 1280);
        QVERIFY(columns.programs.empty());
        QVERIFY(columns.gap[0] > 0.8 * columns.kernel[0] && columns.gap[1] > 0.8 * (columns.width - columns.kernel[1]));
        QFont large;
        large.setPointSize(28);
        const SequenceFonts fonts = SequenceFonts::from(large);
        const SequenceColumns wide = SequenceColumns::of(reading.index(), 1280, SequenceColumns::scaleFor(fonts));
        const SequenceHeads heads(reading.index(), texts, wide, fonts);
        for (const SequenceHead& head : heads.between(0, 1280, captured.size())) {
            QVERIFY2(head.mark && QFontMetricsF(fonts.bold).horizontalAdvance(head.text) < head.rect.width(), qPrintable(head.text));
            QVERIFY(head.rect.left() >= 0 && head.rect.right() <= 1280);
        }
    }
};

QTEST_MAIN(SequenceHeadsTest)
#include "SequenceHeadsTest.moc"
