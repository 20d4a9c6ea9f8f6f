#include "app/ActionCatalog.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "tests/app/ShownStory.h"
#include "tests/support/OwnHome.h"
#include "views/ViewCatalog.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QTranslator>
#include <QWhatsThis>
#include <QtTest>

using namespace lab;
using namespace lab::tests;

/// "What is this?": every action, view and control says what it is for, and has a name.
class WhatsThisTest : public QObject
{
    Q_OBJECT

private slots:

    void everyActionAndViewSaysWhatItIsForInBothLanguages()
    {
        const auto texts = [] {
            QStringList all;
            for (const ActionRow& row : actionCatalog())
                all << QString::fromLatin1(row.id) + QLatin1Char('\n') + actionHelp(row);
            for (const ViewRow& row : viewCatalog())
                all << QString::fromLatin1(row.id) + QLatin1Char('\n') + viewHelp(row);
            return all;
        };
        const QStringList english = texts();
        QTranslator korean;
        QVERIFY(korean.load(":/i18n/socketlab_ko.qm"));
        QVERIFY(QCoreApplication::installTranslator(&korean));
        const QStringList other = texts();
        QCoreApplication::removeTranslator(&korean);
        for (int i = 0; i < english.size(); ++i) {
            QVERIFY2(english[i].endsWith('.'), qPrintable(english[i]));
            QVERIFY2(other[i] != english[i], qPrintable(english[i]));
        }
    }

    void everyControlOfTheWindowHasANameAndSaysWhatItIsFor_data()
    {
        QTest::addColumn<QString>("page");
        for (const char* page : {"welcome", "lab", "reading", "presentation"})
            QTest::newRow(page) << QString(page);
    }

    void everyControlOfTheWindowHasANameAndSaysWhatItIsFor()
    {
        QFETCH(QString, page);
        const auto home = ownHome();
        MainWindow window;
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY(window.findChild<QComboBox*>("lesson-chooser")->count() > 0);
        if (page != QLatin1String("welcome"))
            openStory(window, home->filePath("story.pcapng"));
        if (page == QLatin1String("lab"))
            for (const ViewRow& row : viewCatalog())
                window.panels()->showView(row.id);
        if (page == QLatin1String("reading"))
            window.showReading();
        if (page == QLatin1String("presentation"))
            window.present();
        int controls = 0;
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (widget->window() != &window || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || ofQtItself(*widget))
                continue;
            ++controls;
            const QByteArray where = QByteArray(widget->metaObject()->className()) + " " + widget->objectName().toUtf8() + " "
                + widget->property("text").toString().toUtf8() + " in " + QByteArray(parentView(*widget));
            QVERIFY2(!nameOf(*widget).isEmpty(), where + ": no name");
            QVERIFY2(!helpOf(*widget).isEmpty(), where + ": no help");
        }
        QVERIFY2(controls > 20, qPrintable(QString::number(controls)));
    }

    void theMenuLineAsksAndAClickIsAnswered()
    {
        const auto home = ownHome();
        MainWindow window;
        window.show();
        window.action("whats-this")->trigger();
        QVERIFY(QWhatsThis::inWhatsThisMode());
        QWhatsThis::leaveWhatsThisMode();
        QVERIFY(!QWhatsThis::inWhatsThisMode());
    }

private:
    /// Parts of a Qt widget that only it speaks of: the line of an editable list, the buttons and bars of a table or a scroll area.
    static bool ofQtItself(const QWidget& widget)
    {
        const QString name = widget.objectName();
        const QWidget* parent = widget.parentWidget();
        if (const auto* label = qobject_cast<const QLabel*>(&widget); label && label->text().isEmpty())
            return true; // with nothing to read there is nothing to name
        if (const auto* button = qobject_cast<const QAbstractButton*>(&widget); button && !button->isVisible() && button->text().isEmpty())
            return true; // it gets its words when it comes
        return name.startsWith(QLatin1String("qt_")) || widget.inherits("QScrollBar") || widget.inherits("QHeaderView")
            || widget.inherits("QTableCornerButton") || (parent && (parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox")))
            || widget.inherits("QComboBoxPrivateContainer") || (parent && parent->inherits("QComboBoxPrivateContainer"));
    }

    static QString nameOf(const QWidget& widget)
    {
        QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget));
        const QString name = reader ? reader->text(QAccessible::Name) : QString();
        return name.isEmpty() && widget.inherits("QLabel") ? widget.property("text").toString() : name;
    }

    /// As Qt looks for it: the widget's own, or that of what it is in.
    static QString helpOf(const QWidget& widget)
    {
        for (const QWidget* one = &widget; one && !one->isWindow(); one = one->parentWidget())
            if (!one->whatsThis().isEmpty())
                return one->whatsThis();
        return {};
    }

    static const char* parentView(const QWidget& widget)
    {
        for (const QWidget* one = &widget; one; one = one->parentWidget())
            if (const auto* view = qobject_cast<const View*>(one))
                return view->metaObject()->className();
        return "the window";
    }
};

QTEST_MAIN(WhatsThisTest)
#include "WhatsThisTest.moc"
