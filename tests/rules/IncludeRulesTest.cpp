#include "tests/rules/SourceTree.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace lab::rules;

namespace {

/// ARCHITECTURE.md's table: a room of the model and the rooms it may include beside itself.
const QMap<QString, QStringList>& modelRooms()
{
    static const QStringList facts {"base", "journal", "packet", "calls"};
    static const QStringList state = facts + QStringList {"lab", "words"};
    static const QMap<QString, QStringList> rooms {
        {"base", {}},
        {"packet", {"base"}},
        {"calls", {"base", "journal"}},
        {"command", {"base", "calls"}},
        {"journal", {"base", "packet"}},
        {"lab", facts},
        {"words", facts},
        {"capture", facts},
        {"symbols", facts},
        {"findings", state},
        {"glossary", state},
        {"compare", facts + QStringList {"words"}},
        {"lesson", state + QStringList {"command"}},
        {"export", state + QStringList {"capture", "command"}},
        {"engine", facts + QStringList {"command", "symbols"}},
    };
    return rooms;
}

/// The only files of app/ that are the engine's side.
const QStringList engineSide {"app/engine_main.cpp", "app/actor_main.cpp"};

/// Why `file` may not include `header` (both from the root); empty: it may.
QString objection(const QString& file, const QString& header)
{
    const QStringList from = file.split('/');
    const QStringList to = header.split('/');
    if (from[0] == "tests")
        return {};
    if (to[0] == "tests")
        return "the tests are no part of the program";
    if (from[0] == "app")
        return header.startsWith("model/engine/") && !engineSide.contains(file)
            ? "only the engine's own main may know the engine"
            : QString();
    if (to[0] == "app")
        return "nothing below app/ may know app/";
    if (from[0] == "views") {
        if (header.startsWith("model/engine/"))
            return "a view doesn't know the engine";
        const bool ofTheRoot = from.size() == 2; // ViewCatalog knows every view
        if (to[0] == "model" || ofTheRoot || to.value(1) == "shared" || to.value(1) == from[1])
            return {};
        return to.size() == 2 && from[1] == "shared" ? "views/shared doesn't know the catalog"
                                                     : "a view never includes another view";
    }
    if (to[0] != "model")
        return "the model knows neither views nor programs";
    if (!modelRooms().contains(from[1]))
        return "this room has no row in the table";
    if (to[1] == from[1] || modelRooms()[from[1]].contains(to[1]))
        return {};
    return QString("model/%1 may not know model/%2").arg(from[1], to[1]);
}

QStringList includesOf(const QString& text, const QString& pattern)
{
    QStringList found;
    const QRegularExpression include(pattern, QRegularExpression::MultilineOption);
    for (auto match = include.globalMatch(text); match.hasNext();)
        found << match.next().captured(1);
    return found;
}

} // namespace

class IncludeRulesTest : public QObject
{
    Q_OBJECT

private slots:

    void theRuleFindsWhatIsForbidden_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("header");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("own room") << "model/lab/LabState.cpp"
                                  << "model/lab/LabState.h" << true;
        QTest::newRow("down") << "model/lab/LabState.h"
                              << "model/journal/Event.h" << true;
        QTest::newRow("up") << "model/journal/Event.h"
                            << "model/lab/LabState.h" << false;
        QTest::newRow("engine to state") << "model/engine/Wire.cpp"
                                         << "model/lab/LabState.h" << false;
        QTest::newRow("model to views") << "model/lab/LabState.h"
                                        << "views/shared/View.h" << false;
        QTest::newRow("unknown room") << "model/magic/Wand.h"
                                      << "model/base/Ids.h" << false;
        QTest::newRow("view to view") << "views/stage/StageView.cpp"
                                      << "views/events/EventsView.h" << false;
        QTest::newRow("view to shared") << "views/stage/StageView.cpp"
                                        << "views/shared/View.h" << true;
        QTest::newRow("view to engine") << "views/stage/StageView.cpp"
                                        << "model/engine/Wire.h" << false;
        QTest::newRow("view to app") << "views/stage/StageView.cpp"
                                     << "app/LabSession.h" << false;
        QTest::newRow("shared to a view") << "views/shared/View.cpp"
                                          << "views/stage/StageView.h" << false;
        QTest::newRow("catalog to a view") << "views/ViewCatalog.cpp"
                                           << "views/stage/StageView.h" << true;
        QTest::newRow("window to engine") << "app/LabSession.cpp"
                                          << "model/engine/Wire.h" << false;
        QTest::newRow("engine's main") << "app/engine_main.cpp"
                                       << "model/engine/Wire.h" << true;
    }

    void theRuleFindsWhatIsForbidden()
    {
        QFETCH(QString, file);
        QFETCH(QString, header);
        QFETCH(bool, allowed);
        QCOMPARE(objection(file, header).isEmpty(), allowed);
    }

    void everyIncludeFollowsTheTable()
    {
        const QStringList files = cppFiles();
        QVERIFY(files.size() > 20);
        QStringList broken;
        for (const QString& file : files)
            for (const QString& header : includesOf(textOf(file), R"(^\s*#\s*include\s+\x22([^\x22]+)\x22)")) {
                if (header.endsWith(".moc"))
                    continue;
                if (!QFile::exists(QDir(sourceRoot()).filePath(header)))
                    broken << QString("%1: \"%2\" isn't a path from the root").arg(file, header);
                else if (const QString why = objection(file, header); !why.isEmpty())
                    broken << QString("%1: \"%2\": %3").arg(file, header, why);
            }

        QVERIFY2(broken.isEmpty(), qPrintable('\n' + broken.join('\n')));
    }

    void theModelHasNoQt()

    {
        QStringList broken;
        for (const QString& file : cppFiles({"model"}))
            for (const QString& header : includesOf(textOf(file), R"(^\s*#\s*include\s+<(Q[^>]*)>)"))
                broken << QString("%1: <%2>").arg(file, header);
        QVERIFY2(broken.isEmpty(), qPrintable('\n' + broken.join('\n')));
    }

    void everyHeaderIsIncludedOnce()
    {
        QStringList broken;
        for (const QString& file : filesIn({"app", "model", "views", "tests"}, {".h"}))
            if (!textOf(file).startsWith("#pragma once\n"))
                broken << file;
        QVERIFY2(broken.isEmpty(), qPrintable("without #pragma once in the first line:\n" + broken.join('\n')));
    }
};

QTEST_APPLESS_MAIN(IncludeRulesTest)
#include "IncludeRulesTest.moc"
