#include "tests/support/FakeEngine.h"

#include <QFile>

namespace lab::tests {

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

FakeEngine::FakeEngine(const Bytes& journal, const QString& afterwards)
    : m_script(m_folder.filePath("engine"))
{
    write(m_script + ".journal",
          QByteArray(reinterpret_cast<const char*>(journal.data()), static_cast<qsizetype>(journal.size())));
    write(m_script, "#!/bin/sh\ncat \"$0.journal\"\n" + afterwards.toUtf8() + "\n");
    QFile::setPermissions(m_script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("SOCKETLAB_ENGINE", m_script.toUtf8());
}

FakeEngine::~FakeEngine()
{
    qunsetenv("SOCKETLAB_ENGINE");
}

QStringList FakeEngine::commands() const
{
    QFile file(m_script + ".commands");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
}

} // namespace lab::tests
