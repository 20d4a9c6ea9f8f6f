// SourceView, of a program that has a file: its text, where it is in it, and what the compiler said.

#include "views/source/SourceView.h"

#include "views/shared/Labels.h"
#include "views/source/CodeView.h"
#include "views/source/CompilerMessageList.h"
#include "views/source/StopBar.h"

#include <QFileInfo>
#include <QLabel>

#include <algorithm>

namespace lab {

void SourceView::showUncompiled(const std::string& file)
{
    m_stops->setActor(nullptr);
    m_shownFile.clear();
    m_lineEvents.clear();
    const bool read = m_source.load(file);
    m_code->showCode(read ? m_source.text() : QString(), 1, {}, {});
    QString note = tr("%1 did not compile, so no program was started.").arg(toQString(file));
    if (read && m_source.cp949())
        note += QLatin1Char('\n') + tr("Read as CP949: it is not UTF-8.");
    m_note->setText(note);
    showMarks(file);
}

void SourceView::showMarks(const std::string& file)
{
    std::map<int, CodeMark> marks;
    for (const CompilerMessage& message : context().compiled.messages) {
        if (file.empty() || message.file != file || message.kind == CompilerMessage::Kind::Note)
            continue;
        CodeMark& mark = marks[message.line - 1];
        const bool error = message.kind == CompilerMessage::Kind::Error;
        const QString text = toQString(message.text);
        // The line shows the first one's text, and an error is first.
        mark.text = mark.text.isEmpty() ? text
            : error && !mark.error      ? text + QLatin1Char('\n') + mark.text
                                        : mark.text + QLatin1Char('\n') + text;
        mark.error |= error;
    }
    m_code->setMarks(marks);
    m_messages->showMessages(context().compiled, file, context().theme);
    if (!context().compiled.failed.empty() && m_code->markedLine() < 0 && !marks.empty())
        m_code->markLine(marks.begin()->first);
}

/// The place of the call that it is at, or of the selected one if that is its own.
bool SourceView::showFile(const ActorState& actor)
{
    const CallState* newest = nullptr;
    for (const ThreadState& thread : actor.threads)
        if (thread.call && !thread.call->entered.place.file.empty()
            && (!newest || newest->entered.call < thread.call->entered.call))
            newest = &*thread.call;
    SourcePlace place = newest ? newest->entered.place : SourcePlace {};
    const auto& what = context().selection->what();
    const auto call = what.call ? context().playhead->lookup().callOf(*what.call) : std::nullopt;
    if (call && call->actor == actor.started.actor) {
        const SourcePlace selected = *selectedPlace();
        if (!selected.file.empty() && m_source.load(selected.file))
            place = selected; // a frame's file may not be here: a library's
        else if (!call->place.file.empty())
            place = call->place;
    }
    m_shownFile.clear();
    m_shownPlace = {};
    m_showsSelected = call && call->actor == actor.started.actor;
    if (place.file.empty() || !m_source.load(place.file))
        return false;
    m_shownFile = place.file;
    m_shownPlace = place;
    std::set<int> current, waiting;
    for (const ThreadState& thread : actor.threads) {
        if (!thread.call || thread.call->entered.place.file != place.file || actor.exited)
            continue;
        current.insert(thread.call->entered.place.line - 1);
        if (thread.call->phase != CallPhase::Returned)
            waiting.insert(thread.call->entered.place.line - 1);
    }
    m_lineEvents.assign(static_cast<std::size_t>(m_source.lineCount()), noEvent);
    for (const auto& [line, event] :
         m_program.callsOnLines(actor.started.actor, place.file, context().playhead->position()))
        if (line >= 1 && line <= m_source.lineCount())
            m_lineEvents[static_cast<std::size_t>(line - 1)] = event;
    m_code->showCode(m_source.text(), 1, current, waiting);
    showMarks(place.file);
    m_note->setText(fileNote(actor, place));
    return true;
}

QString SourceView::fileNote(const ActorState& actor, const SourcePlace& place) const
{
    QString note = tr("%1, line %2 in %3()").arg(toQString(place.file)).arg(place.line).arg(toQString(place.function));
    const auto& started = state().started();
    const qint64 startedMs = started // unsigned: a forged recording may say any wall clock
        ? static_cast<qint64>(static_cast<quint64>(started->wallClock) + static_cast<quint64>(actor.startedAt.ns)) / 1'000'000
        : 0;
    if (started && m_source.changedAt().toMSecsSinceEpoch() > startedMs)
        note += QLatin1Char('\n') + tr("The file has changed since the program was started: lines may be others now.");
    if (m_source.cp949())
        note += QLatin1Char('\n') + tr("Read as CP949: it is not UTF-8.");
    return note;
}

} // namespace lab
