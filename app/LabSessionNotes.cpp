// LabSession's notes: in a lab that runs the engine writes them, as it writes everything; a finished recording gets them at
// its end.

#include "app/LabSession.h"

#include "model/base/FileAppend.h"
#include "model/command/Command.h"
#include "model/journal/NewNote.h"

#include <QDateTime>

namespace lab {

Status LabSession::writeNote(std::size_t event, const QString& text)
{
    finishOpening();
    const std::int64_t wallClock = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    auto note = newNote(event + 1, text.toStdString(), m_journal->size(), wallClock);
    if (!note)
        return note.error();
    if (!m_engine)
        return appendNote(std::move(*note));
    submit(QString::fromStdString(CommandBuilder("lab", "note").word(std::to_string(note->event)).word(note->text).line()));
    return Nothing {};
}

Status LabSession::appendNote(NoteWritten note)
{
    const std::size_t last = m_journal->size() - 1;
    const std::uint64_t size = m_journal->wholeBytes();
    Bytes block;
    encodeEvent({m_journal->timeOf(last), std::move(note)}, 0, block); // only frames have absolute times
    // What is shown and not in the file would have to come before it: then saving writes both.
    const bool toFile = !m_fileName.isEmpty() && !m_touched;
    const Status appended = toFile ? appendToFile(m_fileName.toStdString(), size, block) : Status(Nothing {});
    if (toFile && appended && m_growth)
        m_growth->skip(block);
    if (!m_recovery.path().isEmpty()) // of a lab that has ended, or of a session that was left: saved or not, it is kept
        (void)appendToFile(m_recovery.path().toStdString(), size, block);
    (void)m_journal->feed(block); // what was just encoded is whole
    takeEvents(last + 1);
    if (!toFile || !appended)
        touch();
    tellPlayhead();
    return appended;
}

} // namespace lab
