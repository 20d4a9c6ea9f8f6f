#include "views/shared/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QWidget>

using namespace lab;

namespace {
constexpr Scheme schemes[] = {Scheme::Light, Scheme::Dark, Scheme::Contrast};
}

class ThemeTest : public QObject
{
    Q_OBJECT

private slots:

    void everyTextIsReadableInEveryTheme()
    {
        for (const Scheme scheme : schemes) {
            const Theme theme(scheme);
            const double wanted = scheme == Scheme::Contrast ? 7 : 4.5; // WCAG 1.4.6 (AAA), 1.4.3 (AA)
            for (const auto& [text, surface] : textPairs()) {
                const double ratio = contrast(theme.color(text), theme.color(surface));
                QVERIFY2(ratio >= wanted,
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
        for (const Scheme scheme : schemes) {
            const Theme theme(scheme);
            for (const Role role : {Role::Packet, Role::Lost, Role::State, Role::Selection, Role::Call, Role::Held})
                QVERIFY(contrast(theme.color(role), theme.color(Role::Card)) >= 3);
        }
    }

    void whatStandsInTheSamePlaceDiffersInGrey()
    {
        // A step of 10 of CIE lightness is one of the eleven greys from black to white.
        for (const Scheme scheme : schemes) {
            const Theme theme(scheme);
            for (const auto& [one, other] : toldApart()) {
                const double apart = qAbs(lightness(theme.color(one)) - lightness(theme.color(other)));
                QVERIFY2(apart >= 10,
                         qPrintable(QStringLiteral("%1 and %2 in %3: %4 apart")
                                        .arg(static_cast<int>(one))
                                        .arg(static_cast<int>(other))
                                        .arg(QLatin1String(schemeName(scheme)))
                                        .arg(apart)));
            }
        }
    }

    void lightnessIsThatOfTheCie()
    {
        QVERIFY(qAbs(lightness(Qt::white) - 100) < 0.01);
        QCOMPARE(lightness(Qt::black), 0.0);
        QVERIFY(qAbs(lightness(QColor(0x77, 0x77, 0x77)) - 50.03) < 0.1);
    }

    void everyThemeHasANameThatIsUnderstoodAgain()
    {
        for (const Scheme scheme : schemes)
            QCOMPARE(schemeOf(schemeName(scheme)), std::optional(scheme));
        QVERIFY(!schemeOf("sepia"));
        QVERIFY(!schemeOf(""));
    }

    void titlesAndCaptionsGrowWithTheText()
    {
        const double before = QApplication::font().pointSizeF();
        const QString sheet = Theme().styleSheet();
        QWidget title, caption;
        makeTitle(&title);
        makeCaption(&caption);
        setFontSize(28);
        QCOMPARE(title.font().pointSizeF(), 33.0);
        QCOMPARE(caption.font().pointSizeF(), 27.0);
        QCOMPARE(Theme().styleSheet(), sheet); // another one would have every widget looked at anew
        setFontSize(before);
    }

    void aWidgetOfFixedPitchFollowsTheSizeOfTheText()
    {
        const double before = QApplication::font().pointSizeF();
        QWidget widget;
        setMono(&widget, -1);
        setFontSize(24);
        QCOMPARE(widget.font().pointSizeF(), 23.0);
        setFontSize(before);
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void theStyleSheetHasNoUnknownColour()
    {
        for (const Scheme scheme : schemes) {
            const QString sheet = Theme(scheme).styleSheet();
            QVERIFY(sheet.size() > 1000);
            QVERIFY2(!sheet.contains(QLatin1Char('@')), qPrintable(sheet.mid(sheet.indexOf(QLatin1Char('@')), 30)));
            QVERIFY(!sheet.contains(QRegularExpression(QStringLiteral("#[0-9a-f]{6}[A-Za-z]"))));
        }
    }

    void whatAFieldIsForIsReadInEveryTheme()
    {
        for (const Scheme scheme : schemes) {
            const Theme theme(scheme);
            QApplication::setPalette(theme.palette());
            qApp->setStyleSheet(theme.styleSheet());
            QLineEdit words;
            words.ensurePolished();
            for (const bool enabled : {true, false}) {
                words.setEnabled(enabled);
                const QColor ink = words.palette().color(QPalette::PlaceholderText);
                QCOMPARE(ink.alpha(), 255); // Qt makes it half of a style sheet's text colour
                QVERIFY2(contrast(ink, theme.color(enabled ? Role::Card : Role::Window)) >= 4.5, schemeName(scheme)); // WCAG 2.2, 1.4.3
            }
        }
        qApp->setStyleSheet({});
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
