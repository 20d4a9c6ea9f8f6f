#pragma once
// FakeEngine: stands in for socketlab-engine where a test of the window needs no kernel: it plays a journal made by
// hand and writes down every command it is given. It is a shell script of three lines, chosen by $SOCKETLAB_ENGINE.

#include "model/base/Bytes.h"

#include <QStringList>
#include <QTemporaryDir>

namespace lab::tests {

class FakeEngine
{
public:
    /// From now on the lab's engine is this one. `afterwards`: shell text run after the journal was written.
    explicit FakeEngine(const Bytes& journal, const QString& afterwards = QStringLiteral("exec cat >>\"$0.commands\""));
    ~FakeEngine();

    QStringList commands() const; ///< the lines given so far

private:
    QTemporaryDir m_folder;
    QString m_script;
};

} // namespace lab::tests
