#pragma once
// DocumentPrograms: the C programs that a text document contains.

#include <QStringList>

namespace lab::tests {

/// Those in its fenced blocks. A program may go on in the next block; it ends where its last brace closes behind main.
QStringList programsIn(const QString& document);

} // namespace lab::tests
