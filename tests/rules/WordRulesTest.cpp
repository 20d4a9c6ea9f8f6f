#include "tests/rules/SourceTree.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace lab::rules;

namespace {

/// "file:line: text" of every line that matches.
QStringList linesMatching(const QStringList& files, const QString& pattern)
{
    const QRegularExpression words(pattern);
    QStringList found;
    for (const QString& file : files) {
        int number = 0;
        for (const QString& line : textOf(file).split('\n'))
            if (++number; line.contains(words))
                found << QString("%1:%2: %3").arg(file).arg(number).arg(line.trimmed());
    }
    return found;
}

} // namespace

class WordRulesTest : public QObject
{
    Q_OBJECT

private slots:

    void nothingIsLeftForLater()
    {
        QStringList files = cppFiles() + filesIn({"resources", "docs", ".setup"}, {".md", ".yaml", ".sh", ".c"});
        files << "CMakeLists.txt"
              << "tests/CMakeLists.txt"
              << "run.sh"
              << "test.sh"
              << "README.md"
              << "ARCHITECTURE.md";
        // Written in two halves, or this line would find itself.
        const QStringList found = linesMatching(files,
                                                "\\b(TO"
                                                "DO|FIX"
                                                "ME|XX"
                                                "X)\\b");
        QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
    }

    void nobodySleepsToWaitForSomebody()
    {
        const QString pauses = "\\b(sl"
                               "eep|usl"
                               "eep|nanosl"
                               "eep|msl"
                               "eep|qSl"
                               "eep|qWa"
                               "it)\\s*\\(|sl"
                               "eep_(for|until)";
        const QStringList found = linesMatching(cppFiles(), pauses);
        QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
    }

    void theReadmeNamesTwoCommands()
    {
        static const QRegularExpression command(R"((?<![\w/.])\./[\w./-]+)");
        QSet<QString> commands;
        const QString readme = textOf("README.md");
        for (auto match = command.globalMatch(readme); match.hasNext();)
            commands << match.next().captured();
        QCOMPARE(commands, (QSet<QString> {"./run.sh", "./test.sh"}));
    }

    void documentsPointToWhatExists()
    {
        static const QRegularExpression link(R"(\]\(([^)#\s]+)[^)]*\))");
        QStringList broken;
        for (const QString& file :
             QStringList {"README.md", "ARCHITECTURE.md", "SECURITY.md"} + filesIn({"docs"}, {".md"})) {
            const QString text = textOf(file);
            QVERIFY2(!text.isEmpty(), qPrintable(file));
            const QDir folder = QFileInfo(QDir(sourceRoot()).filePath(file)).dir();
            for (auto match = link.globalMatch(text); match.hasNext();)
                if (const QString target = match.next().captured(1);
                    !target.contains("://") && !QFileInfo::exists(folder.filePath(target)))
                    broken << file + " → " + target;
        }
        QVERIFY2(broken.isEmpty(), qPrintable('\n' + broken.join('\n')));
    }
};

QTEST_APPLESS_MAIN(WordRulesTest)
#include "WordRulesTest.moc"
