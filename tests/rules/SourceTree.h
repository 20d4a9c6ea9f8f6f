#pragma once
// SourceTree: the checkout's own files as text, for the tests that judge them. It reads; it judges nothing.

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QString>
#include <QStringList>

namespace lab::rules {

inline QString sourceRoot()
{
    return QStringLiteral(SOCKETLAB_SOURCE_DIR);
}

inline QString textOf(const QString& path)
{
    QFile file(QDir(sourceRoot()).filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Paths from the root, sorted, of the files in these folders whose names end in one of `endings`.
inline QStringList filesIn(const QStringList& folders, const QStringList& endings)
{
    QStringList found;
    const QDir root(sourceRoot());
    for (const QString& folder : folders) {
        QDirIterator files(root.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = root.relativeFilePath(files.next());
            for (const QString& ending : endings)
                if (path.endsWith(ending))
                    found << path;
        }
    }
    found.sort();
    return found;
}

inline QStringList cppFiles(const QStringList& folders = {"app", "model", "views", "tests"})
{
    return filesIn(folders, {".cpp", ".h"});
}

} // namespace lab::rules
