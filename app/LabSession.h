#pragma once
// LabSession: the lab that the window shows: a running engine and its lesson, or a recording. It brings the engine's
// bytes into the journal, moves the playhead and the lesson on, and remembers what has not been saved. No widgets.

#include "app/EngineProcess.h"
#include "app/LessonPrograms.h"
#include "app/ProgramPlan.h"
#include "app/RecordingGrowth.h"
#include "app/RunningPrograms.h"
#include "app/SessionFile.h"
#include "model/lesson/LessonRunner.h"
#include "views/shared/LessonDriver.h"
#include "views/shared/Playhead.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/TurnTimer.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace lab {

class LabSession : public LessonDriver
{
    Q_OBJECT

public:
    enum class Source { Nothing, Lesson, Sandbox, Programs, Attached, Sockets, Recording };

    explicit LabSession(Playhead* playhead, QObject* parent = nullptr);
    ~LabSession() override; ///< ends the lab in order; its recovery journal is removed

    const LessonRunner* runner() const override { return m_runner.get(); }

    void next() override; ///< lesson: the next step; sandbox: the next stopped call or held packet; recording: an event
    void answer(int option) override;
    void goOnTo(std::size_t step, std::map<std::size_t, int> answers); ///< LessonRunner::goOnTo()
    void restart() override; ///< the same lesson or sandbox in a new lab; nothing where a program was attached to

    bool labRunning() const override { return m_engine.has_value(); }

    /// Of programs, a lesson may run the lab's own examples; one with others is refused, unless a person agreed to them.
    Status startLesson(Lesson lesson, bool foreignAllowed = false);
    /// The lesson that is performed was written anew: goes on with this one, which LessonRunner::canTakeOver(). With an
    /// error, what it runs could not be made ready, and everything stays as it was.
    Status takeOver(Lesson lesson, bool foreignAllowed);
    Status startSandbox();
    /// The learner's own programs; `built` is kept as long as they may be started again.
    Status startPrograms(ProgramPlan plan, std::shared_ptr<BuildFolder> built);
    /// Watches a program that a person has just asked for and agreed to; it runs on when this session ends.
    Status attach(const RunningProgram& program);

    const RunningProgram& attachedTo() const { return m_attached; } ///< of source Attached
    Status watchSockets(); ///< all those of this machine; nothing in any program changes
    bool onlyWatches() const { return m_source == Source::Attached || m_source == Source::Sockets; } ///< no lab: nothing can be stepped or held
    void stopWatching(); ///< the engine tells what it still has, and ends; what was recorded stays
    bool wasStopped() const { return m_stopped; } ///< by stopWatching()

    /// "-" and what is no ordinary file is read as it comes. A file is followed once it grows, or at once if `follow`: then it
    /// may still be empty.
    Status openRecording(const QString& path, bool follow = false);
    void haveBegun(std::optional<OpenedFile> file) { m_begun = std::move(file); } ///< openRecording() of its path goes on with it
    /// A long file: first it is read, and what it has is shown; then its states are folded.
    bool opening() const { return m_growth && (m_growth->behind() || m_foldOn.isActive()); }
    int openedPercent() const;
    void finishOpening(); ///< now, for whoever needs all of it
    Status openTogether(const QStringList& paths); ///< recordings of one time, as model/capture/Recording.h merges them
    Status openLeftSession(const QString& path); ///< was not closed: its recovery journal is unsaved, and removed with the session
    /// Somebody has just agreed to it; `withSockets`: those of this machine are watched meanwhile, and joined with its packets.
    void capture(CaptureProcess process, std::uint64_t mostBytes, bool withSockets = false);
    const RecordingGrowth* growth() const { return m_growth.get(); } ///< nullptr: what is shown can't grow
    bool following() const { return m_following && m_growth && m_growth->active(); } ///< what is shown grows, and is not the lab's
    void setFollowing(bool on); ///< a file: or no longer; a capture or pipe only ends
    void close(); ///< nothing is shown afterwards; unsaved events are discarded

    Status startProgramsAgain(Localhost localhost); ///< the same in a new lab, with another meaning of 127.0.0.1

    /// A note on an event (index into the journal), also of a finished recording: its file has it afterwards. With an error
    /// that names the file, the note is shown all the same, unsaved.
    Status writeNote(std::size_t event, const QString& text);

    bool submit(const QString& line); ///< one command line; false: no lab runs

    bool stepHost(HostId host); ///< false: nobody on that host has anything to do now

    void stepWire() { submit(QStringLiteral("wire: release next")); }

    void setRunning(bool on); ///< steps by itself until the end, a question, or a failure; own programs: without stops

    bool running() const { return m_running; }

    /// Every command has been carried out, and the playhead was told of what came of it.
    bool shownAtRest() const { return atRest() && !m_frame.isActive(); }

    void setRecovery(bool on) { m_keepsRecovery = on; } ///< of labs begun from now on: a journal that outlives a kill

    void setPace(int milliseconds) { m_pace.setInterval(milliseconds); } ///< between two steps while running

    Source source() const { return m_source; }

    QString lessonId() const; ///< of the lesson performed or recorded; empty: none

    const LabState& liveState() const; ///< at the end of the journal, wherever the playhead is

    const Journal& journal() const { return *m_journal; }

    bool modified() const; ///< somebody did something that no file has
    Status save(const QString& path);

    QString fileName() const { return m_fileName; } ///< empty: never saved

signals:
    void ending(); ///< what is shown is about to go; it can still be looked at
    void started(); ///< another lab or recording (or nothing) is shown
    void runningChanged();
    void modifiedChanged();
    void engineEnded(const QString& report); ///< unexpectedly; the journal stays
    void refused(const QString& why); ///< the engine did not carry out a command
    void noticed(const lab::Notice& notice);
    void followingChanged(); ///< also: more of a long file was read
    void wholeFileRead(); ///< of a long one: what is damaged of it is known; not all is folded
    void growthOver(const QString& sentence, bool problem); ///< the sentence may be empty
    void nobodyAtLocalhost(); ///< a program looked for the server at 127.0.0.1, once a lab

private:
    Status restartLesson();
    Status startEngine(EngineOptions options);
    void endEngine();
    void reset(Source source);
    void showJournal(std::unique_ptr<Journal> journal, std::size_t events = 0);
    void opened();
    Status openPipe(UniqueFd pipe, const QString& name);
    void beginGrowth(std::unique_ptr<RecordingGrowth> growth, bool following);
    void endGrowth();
    void grew(std::size_t from);
    void fileWasRead();
    void foldOn();
    bool tellOpening();
    void tellHowFar();
    void readEngine();
    void takeEvents(std::size_t from);
    void engineGone(const QString& report);
    bool send(const std::string& line); ///< false: no engine took it
    bool atRest() const { return m_settled >= m_given; } ///< every command has been carried out
    void stepBegun();
    void tellSoon();
    void tellPlayhead();
    void armDeadline();
    void runOn();
    bool asksNow() const;
    bool stepSandbox();
    bool stepStopped(std::optional<HostId> host); ///< the program that has stood at a call longest; false: none stands
    void startDuePrograms();
    Status startPrograms();
    void touch();
    Status appendNote(NoteWritten note);
    Timestamp now() const;

    static constexpr int frameMs = 17; ///< one of 60 Hz, and no more paintings than that

    Playhead* m_playhead;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<LessonRunner> m_runner;
    std::optional<EngineProcess> m_engine;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<RecordingGrowth> m_growth;
    std::optional<OpenedFile> m_begun;
    SessionFile m_recovery;
    LabState m_live;
    Source m_source = Source::Nothing;
    QString m_lessonPath, m_fileName;
    LessonPrograms m_lessonPrograms;
    std::vector<std::shared_ptr<BuildFolder>> m_builtBefore; ///< their programs may still run
    ProgramPlan m_plan;
    RunningProgram m_attached;
    std::shared_ptr<BuildFolder> m_built;
    TurnTimer m_frame;
    QTimer m_deadline, m_pace;
    SliceTimer m_foldOn;
    QElapsedTimer m_sinceFrame; ///< since the playhead was told
    CommandId m_given = 0, m_settled = 0;
    std::int64_t m_zero = 0; ///< CLOCK_MONOTONIC at the journal's zero, ns
    bool m_running = false, m_touched = false, m_saidLocalhost = false, m_keepsRecovery = true, m_following = false,
         m_stopped = false;
};

} // namespace lab
