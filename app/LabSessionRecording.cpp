// LabSession's recordings: files, and what still grows: a file that another program writes, a pipe, a capture.

#include "app/LabSession.h"

#include "app/LiveSockets.h"
#include "model/capture/Recording.h"
#include "views/shared/Turn.h"

#include <fcntl.h>

namespace lab {

void LabSession::showJournal(std::unique_ptr<Journal> journal, std::size_t events)
{
    reset(Source::Recording);
    m_journal = std::move(journal);
    // The playhead folds the whole journal; its state at the end is the recording's.
    m_playhead->setJournal(m_journal.get(), events);
    m_live = m_playhead->state();
}

void LabSession::opened()
{
    emit started();
    emit modifiedChanged();
    emit changed();
}

Status LabSession::openRecording(const QString& path, bool follow)
{
    if (path == QLatin1String("-"))
        return openPipe(UniqueFd(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)), QStringLiteral("standard input"));
    const bool begun = m_begun && m_begun->path == path.toStdString() && !follow;
    auto file = begun ? Result<OpenedFile>(*std::exchange(m_begun, {})) : OpenedFile::open(path.toStdString(), follow);
    if (!file)
        return file.error();
    if (file->pipe)
        return openPipe(std::move(file->pipe), path);
    auto journal = std::move(file->journal);
    const std::size_t events = file->events;
    const bool grows = file->grows;
    std::unique_ptr<RecordingGrowth> growth;
    if (grows) // before the views show anything: what it has is read meanwhile
        growth = std::make_unique<RecordingGrowth>(*journal, std::move(*file));
    showJournal(std::move(journal), events);
    // A capture of another program keeps its file: what is shown is made from it, and is saved under another name.
    m_fileName = !foreignNotice(*m_journal).empty() || (follow && grows) ? QString() : path;
    if (growth)
        beginGrowth(std::move(growth), follow);
    opened();
    return Nothing {};
}

void LabSession::finishOpening()
{
    if (m_growth && m_growth->behind())
        m_growth->readToEnd();
    if (!m_foldOn.isActive())
        return;
    m_playhead->prepare();
    foldOn();
}

int LabSession::openedPercent() const
{
    if (!opening())
        return 100;
    return m_growth->behind() ? m_growth->percent() / 2 : 50 + m_playhead->preparedPercent() / 2;
}

/// The diagrams have all of it now; what was true at its end is known when everything was folded.
void LabSession::fileWasRead()
{
    m_foldOn.start();
    if (!m_growth->active() || !m_following)
        m_journal->setDamage({m_growth->damage().toStdString()});
    tellHowFar();
    emit wholeFileRead();
}

void LabSession::foldOn()
{
    constexpr std::chrono::milliseconds budget {2}; // the diagrams read on in between
    m_foldOn.start();
    if (!m_playhead->prepare(Turn::left(budget)))
        return m_playhead->due() ? tellHowFar() : void(tellOpening());
    m_foldOn.stop();
    tellPlayhead();
    emit modifiedChanged();
    emit followingChanged();
}

/// Often enough to see that it goes on, every view looks at what is new. False: not now.
bool LabSession::tellOpening()
{
    constexpr int whileReadMs = 100, whileFoldedMs = 250;
    if (m_sinceFrame.elapsed() < (m_growth->behind() ? whileReadMs : whileFoldedMs))
        return false;
    tellHowFar();
    return true;
}

void LabSession::tellHowFar()
{
    const TurnWork telling;
    m_sinceFrame.start();
    m_playhead->journalGrew(Playhead::Fold::Later);
    emit followingChanged();
}

Status LabSession::openTogether(const QStringList& paths)
{
    std::vector<std::string> names;
    for (const QString& path : paths)
        names.push_back(path.toStdString());
    auto journal = openRecordings(names);
    if (!journal)
        return journal.error();
    showJournal(std::move(*journal));
    m_fileName.clear(); // it is in no file yet
    opened();
    return Nothing {};
}

Status LabSession::openPipe(UniqueFd pipe, const QString& name)
{
    if (!pipe)
        return Error {name.toStdString() + " is not open"};
    showJournal(std::make_unique<Journal>());
    beginGrowth(std::make_unique<RecordingGrowth>(*m_journal, std::move(pipe), name), true);
    opened();
    return Nothing {};
}

Status LabSession::openLeftSession(const QString& path)
{
    auto journal = lab::openRecording(path.toStdString());
    if (!journal)
        return journal.error();
    showJournal(std::move(*journal));
    m_recovery = SessionFile::adopt(path);
    m_touched = true;
    opened();
    return Nothing {};
}

void LabSession::capture(CaptureProcess process, std::uint64_t mostBytes, bool withSockets)
{
    showJournal(std::make_unique<Journal>());
    auto sockets = withSockets ? std::make_unique<LiveSockets>(process.command().interface) : nullptr;
    beginGrowth(std::make_unique<RecordingGrowth>(*m_journal, std::move(process), mostBytes, std::move(sockets)), true);
    opened();
}

void LabSession::beginGrowth(std::unique_ptr<RecordingGrowth> growth, bool following)
{
    m_growth = std::move(growth);
    m_following = following;
    m_sinceFrame.start();
    connect(m_growth.get(), &RecordingGrowth::grew, this, &LabSession::grew);
    connect(m_growth.get(), &RecordingGrowth::caughtUp, this, &LabSession::fileWasRead);
    connect(m_growth.get(), &RecordingGrowth::over, this, [this](const QString& sentence, bool problem) {
        if (m_frame.isActive())
            tellPlayhead();
        emit followingChanged();
        emit growthOver(sentence, problem);
    });
}

void LabSession::endGrowth()
{
    if (!m_growth)
        return;
    m_foldOn.stop();
    m_live = m_playhead->newest();
    // This may be called from its own signal.
    m_growth->abandon();
    m_growth.release()->deleteLater();
    m_following = false;
}

void LabSession::grew(std::size_t from)
{
    if (m_growth->behind()) {
        if (!tellOpening()) // else who takes long to read it goes on in a turn of its own
            m_playhead->tellLonger();
        return;
    }
    m_playhead->readOn(); // who reads the journal on finds what is in it
    const bool file = m_growth->kind() == RecordingGrowth::Kind::File;
    if (!file)
        touch(); // nobody else keeps it
    if (!std::exchange(m_following, true) || (file && !m_fileName.isEmpty())) {
        m_fileName.clear(); // saving would take the file away from whoever writes it
        m_journal->setDamage({});
        emit modifiedChanged();
        emit followingChanged();
    }
    if (m_foldOn.isActive())
        return void(tellOpening()); // this is folded, too
    takeEvents(from);
}

void LabSession::setFollowing(bool on)
{
    if (!m_growth || on == following())
        return;
    if (m_growth->kind() != RecordingGrowth::Kind::File) {
        if (!on)
            m_growth->stop(); // it says itself when it is over: the last packets still come
        return;
    }
    m_following = on;
    if (on)
        m_growth->resume();
    else
        m_growth->stop();
    emit followingChanged();
}

} // namespace lab
