#include "app/ActionCatalog.h"

#include <QSet>
#include <QTranslator>
#include <QtTest>

using namespace lab;

class ActionCatalogTest : public QObject
{
    Q_OBJECT

private slots:

    void noTwoActionsShareAnIdOrAShortcut()
    {
        QSet<QString> ids, keys;
        for (const ActionRow& row : actionCatalog()) {
            QVERIFY2(!ids.contains(row.id), row.id);
            ids.insert(row.id);
            for (const QKeySequence& key : actionKeys(row)) {
                QVERIFY2(!key.isEmpty(), row.id);
                QVERIFY2(!keys.contains(key.toString()), row.id);
                keys.insert(key.toString());
            }
        }
        QVERIFY(keys.contains("Space"));
    }

    void noShortcutIsALetterOrDigitAlone()
    {
        for (const ActionRow& row : actionCatalog()) {
            for (const QKeySequence& sequence : actionKeys(row)) {
                const QKeyCombination key = sequence[0];
                const bool strong = key.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier);
                // The full stop of a presenter's remote is no letter: it begins no syllable.
                QVERIFY2(strong || key.key() > 0xff || key.key() == Qt::Key_Space || key.key() == Qt::Key_Period, row.id);
            }
        }
    }

    void everyActionAndMenuHasANameInBothLanguages()
    {
        QTranslator korean;
        QVERIFY(korean.load(":/i18n/socketlab_ko.qm"));
        for (const ActionRow& row : actionCatalog()) {
            QCOMPARE(actionName(row), QString::fromUtf8(row.name));
            const QString translated = korean.translate("ActionCatalog", row.name);
            QVERIFY2(!translated.isEmpty(), row.name);
        }
        QStringList english, other;
        for (int menu = 0; menu < actionMenuCount; ++menu)
            english << menuName(static_cast<ActionMenu>(menu));
        QVERIFY(QCoreApplication::installTranslator(&korean));
        for (int menu = 0; menu < actionMenuCount; ++menu)
            other << menuName(static_cast<ActionMenu>(menu));
        QCoreApplication::removeTranslator(&korean);
        for (int menu = 0; menu < actionMenuCount; ++menu)
            QVERIFY2(english[menu] != other[menu], qPrintable(english[menu]));
    }
};

QTEST_GUILESS_MAIN(ActionCatalogTest)
#include "ActionCatalogTest.moc"
