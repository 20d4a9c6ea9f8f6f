#pragma once
// openStory: the handshake's story as a recording that the window shows.

#include "app/MainWindow.h"
#include "tests/support/JournalBuilder.h"
#include "tests/support/Stories.h"

#include <QFile>
#include <QTest>

namespace lab::tests {

/// `path`: of the file that becomes the recording.
inline void openStory(MainWindow& window, const QString& path)
{
    JournalBuilder builder;
    const std::vector<Event> events = handshakeStory();
    for (std::size_t i = 1; i < events.size(); ++i)
        builder.add(events[i].body);
    const Bytes bytes = builder.bytes();
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
    file.close();
    window.openRecording(path);
    QVERIFY(window.session().journal().size() > 20);
}

} // namespace lab::tests
