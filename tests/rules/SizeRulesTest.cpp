#include "tests/rules/SourceTree.h"

#include <QRegularExpression>
#include <QTest>

using namespace lab::rules;

namespace {

struct FunctionSpan
{
    QString head; ///< "void Wire::accept(Frame frame)"
    int line = 0; ///< of the opening brace, from 1
    int lines = 0; ///< from the opening to the closing brace, both counted
};

/// The text with comments and the insides of strings blanked, so that braces in them don't count. Lines stay.
QString withoutCommentsAndStrings(const QString& source)
{
    static const QRegularExpression noise(
        R"re(//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')re",
        QRegularExpression::DotMatchesEverythingOption);
    QString clean = source;
    for (auto match = noise.globalMatch(source); match.hasNext();) {
        const auto found = match.next();
        // 1'000'000 is a number, not a character: a digit stands before it.
        if (found.captured().startsWith('\'') && found.capturedStart() > 0
            && source[found.capturedStart() - 1].isLetterOrNumber())
            continue;
        for (auto i = found.capturedStart(); i < found.capturedEnd(); ++i)
            if (clean[i] != '\n')
                clean[i] = ' ';
    }
    return clean;
}

/// Does `{` after this text open a function's body? Not: namespaces, types, and tables of data.
bool opensFunction(QString head)
{
    static const QRegularExpression scope(R"(\b(namespace|class|struct|enum|union|extern)\b[^()]*$)");
    static const QRegularExpression templates(R"(template\s*<[^>]*>)");
    static const QRegularExpression comparison(R"(operator\s*[=<>!]+)");
    static const QRegularExpression innermost(R"(\([^()]*\))");
    head.remove(templates);
    head.replace(comparison, "operator");
    if (head.contains(scope) || !head.contains('('))
        return false;
    for (QString before; before != head;) {
        before = head;
        head.remove(innermost); // what is left has no parameter lists, so an = is an initialiser
    }
    return !head.contains('=');
}

/// By counting braces. Not a parser: the outermost braces behind a parameter list are a function's body.
QList<FunctionSpan> functionsIn(const QString& source)
{
    const QString text = withoutCommentsAndStrings(source);
    QList<FunctionSpan> found;
    int depth = 0, parentheses = 0, functionDepth = -1, line = 1;
    qsizetype headStart = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == '\n') {
            ++line;
            if (functionDepth < 0 && text.mid(headStart, i - headStart).trimmed().startsWith('#'))
                headStart = i + 1; // a preprocessor line is no part of a declaration
        } else if (c == '(') {
            ++parentheses;
        } else if (c == ')') {
            --parentheses;
        } else if (parentheses > 0) {
            continue; // braces of a default argument or a lambda come in pairs
        } else if (c == '{') {
            const QString head = text.mid(headStart, i - headStart).simplified();
            if (functionDepth < 0 && opensFunction(head)) {
                functionDepth = depth;
                found << FunctionSpan {head, line, 0};
            }
            ++depth;
            headStart = i + 1;
        } else if (c == '}') {
            --depth;
            if (depth == functionDepth) {
                found.last().lines = line - found.last().line + 1;
                functionDepth = -1;
            }
            headStart = i + 1;
        } else if (c == ';') {
            headStart = i + 1;
        }
    }
    return found;
}

struct Limit
{
    int soft, hard;
};

constexpr Limit sourceLimit {400, 600}, headerLimit {150, 220}, functionLimit {60, 100};

/// Fails above the hard limit; lists what is above the soft one.
void judge(const QMap<QString, int>& sizes, Limit limit)
{
    QStringList large, tooLarge;
    for (auto size = sizes.begin(); size != sizes.end(); ++size) {
        const QString row = QString("  %1 lines  %2").arg(*size, 4).arg(size.key());
        if (*size > limit.hard)
            tooLarge << row;
        else if (*size > limit.soft)
            large << row;
    }
    if (!large.isEmpty())
        qInfo().noquote() << QString("above %1 lines, better divided:\n").arg(limit.soft) + large.join('\n');
    QVERIFY2(tooLarge.isEmpty(), qPrintable(QString("above %1 lines:\n").arg(limit.hard) + tooLarge.join('\n')));
}

QMap<QString, int> lineCounts(const QStringList& files)
{
    QMap<QString, int> counts;
    for (const QString& file : files)
        counts[file] = static_cast<int>(textOf(file).count('\n'));
    return counts;
}

} // namespace

class SizeRulesTest : public QObject
{
    Q_OBJECT

private slots:

    void functionsAreFoundWhereTheyAre()
    {
        const auto found = functionsIn("#include <a>\nnamespace lab {\n"
                                       "const Row table[] = { { \"x{\", f(1) }, };\n"
                                       "struct Pair { int one() const { return 1; } int two = 2; };\n"
                                       "template<class T = int>\nbool operator==(T a, T b = {})\n{\n"
                                       "    if (a) { // }\n        return '}';\n    }\n    return 1'000'000;\n}\n}\n");
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].head, QString("int one() const"));
        QCOMPARE(found[0].lines, 1);
        QCOMPARE(found[1].line, 7);
        QCOMPARE(found[1].lines, 6);
    }

    void sourceFilesAreShort()
    {
        judge(lineCounts(filesIn({"app", "model", "views", "tests"}, {".cpp"})), sourceLimit);
    }

    void headersAreShort()
    {
        QStringList headers = filesIn({"app", "model", "views", "tests"}, {".h"});
        // The whole vocabulary between engine and views: one file on purpose, read from top to bottom.
        QVERIFY(headers.removeOne("model/journal/Event.h"));
        judge(lineCounts(headers), headerLimit);
    }

    void functionsAreShort()
    {
        QMap<QString, int> sizes;
        for (const QString& file : cppFiles())
            for (const FunctionSpan& function : functionsIn(textOf(file)))
                sizes[QString("%1:%2 %3").arg(file).arg(function.line).arg(function.head.left(100))] = function.lines;
        QVERIFY(sizes.size() > 100);
        judge(sizes, functionLimit);
    }
};

QTEST_APPLESS_MAIN(SizeRulesTest)
#include "SizeRulesTest.moc"
