#include "tests/support/DocumentPrograms.h"

namespace lab::tests {

QStringList programsIn(const QString& document)
{
    QStringList programs;
    QString program;
    bool inBlock = false, inMain = false;
    qsizetype depth = 0;
    for (const QString& line : document.split('\n')) {
        if (line.trimmed().startsWith("```")) {
            inBlock = !inBlock;
            continue;
        }
        if (!inBlock || (program.isEmpty() && !line.startsWith("#include")))
            continue;
        program += line + '\n';
        inMain = inMain || line.contains("main(");
        depth += line.count('{') - line.count('}');
        if (!inMain || depth > 0 || !line.contains('}'))
            continue;
        programs << program;
        program.clear();
        inMain = false;
    }
    return programs;
}

} // namespace lab::tests
