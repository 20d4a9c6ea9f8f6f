#include "views/shared/Theme.h"

#include <QRegularExpression>
#include <QTest>

using namespace lab;

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:

    void everyTextIsReadableInBothSchemes()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Theme theme(scheme);
            for (const auto& [text, surface] : textPairs()) {
                const double ratio = contrast(theme.color(text), theme.color(surface));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QStringLiteral("%1 on %2 in scheme %3: %4")
                                        .arg(static_cast<int>(text))
                                        .arg(static_cast<int>(surface))
                                        .arg(static_cast<int>(scheme))
                                        .arg(ratio)));
            }
        }
    }

    void marksStandOutFromTheCard()
    {
        // WCAG 1.4.11: what is needed to understand a picture has 3:1; the bright amber is doubled by dashes and
        // labels.
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Theme theme(scheme);
            for (const Role role : {Role::Packet, Role::Lost, Role::State, Role::Selection, Role::Call, Role::Held})
                QVERIFY(contrast(theme.color(role), theme.color(Role::Card)) >= 3);
        }
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void theStyleSheetHasNoUnknownColour()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QString sheet = Theme(scheme).styleSheet();
            QVERIFY(sheet.size() > 1000);
            QVERIFY2(!sheet.contains(QLatin1Char('@')), qPrintable(sheet.mid(sheet.indexOf(QLatin1Char('@')), 30)));
            QVERIFY(!sheet.contains(QRegularExpression(QStringLiteral("#[0-9a-f]{6}[A-Za-z]"))));
        }
    }

    void thePaletteIsTheThemes()
    {
        const Theme theme(Scheme::Dark);
        QCOMPARE(theme.palette().color(QPalette::Base), theme.color(Role::Card));
        QCOMPARE(theme.palette().color(QPalette::Text), theme.color(Role::Text));
    }
};

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
