#pragma once
// MainWindow: puts the parts together: catalogs become menus and panels, the session's news become a banner, a title
// and enabled actions. Its public slots are the rows of ActionCatalog. It decides nothing about sockets.

#include "app/LabLibrary.h"
#include "app/LabSession.h"
#include "app/Preferences.h"
#include "views/shared/View.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QTranslator>

#include <functional>
#include <memory>

class QMenu;
class QStackedWidget;

namespace lab {

class Banner;
class HelpDesk;
class LessonProgress;
class LessonWatch;
class Panels;
class ProgramsDialog;
class Projector;
class ReadingRoom;
class TopBar;
class WelcomePage;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Of a window that is only painted, nothing is kept or offered: no recovery journal, no session that was left.
    enum class Purpose { Person, Picture };

    explicit MainWindow(QWidget* parent = nullptr); ///< as the person left it
    MainWindow(Preferences preferences, Purpose purpose, QWidget* parent = nullptr);
    ~MainWindow() override;

    LabSession& session() { return *m_session; }
    ViewContext& context() { return m_context; }
    Banner& banner() { return *m_banner; }
    Panels* panels() { return m_panels; } ///< nullptr until something is shown
    QAction* action(const QString& id) const { return m_actions.value(id); }

    const LessonCatalog& lessons(); ///< all of them: those that are not read yet are read now
    void open(const QString& path); ///< a lesson (*.yaml), or else a recording
    /// Asks first when something is unsaved, and before programs run that came with the lesson.
    void startLesson(const QString& path);
    void openRecording(const QString& path) { openRecording(path, false); }
    void openRecording(const QString& path, bool follow); ///< `follow`: another program writes it, and may not have begun yet
    void captureInterface();
    void followOrStop(); ///< the file that is shown, as it grows; of a capture: its end
    void openTogether(const QStringList& paths); ///< recordings of one time: strace's output and a capture
    void lessonSaved(); ///< the file of the lesson shown: it is read again, and goes on where it is if that can be

    void chooseFile();
    void save();
    void saveAs();
    void exportRecording();
    void chooseComparison(); ///< what is shown with a recording
    void compareWith(const QString& path);
    void nextDifference();
    void previousDifference();
    void saveAsLesson(); ///< what was commanded in the session
    void copyPicture(); ///< of the diagram that has the keyboard

    void quit();
    void nextStep();
    void stepOn(); ///< forward again where the playhead looks back; else the next step
    void stepBack(); ///< the playhead only: nothing is undone
    void runOrPause();
    void stepClient();
    void stepWire();
    void stepServer();
    void restart();
    void startFirstLesson();
    void startSandbox();
    void choosePrograms() { choosePrograms({}); }
    void choosePrograms(const QStringList& files); ///< the dialog, beginning with these
    void chooseRunningProgram(); ///< to be watched
    void watchSockets(); ///< of this machine
    void setRootAllowed(bool allowed) { m_rootAllowed = allowed; } ///< own programs, although this is root
    void holdOrFlow();
    void chooseLink();
    void dropNext();
    void copyNext();
    void writeNote(); ///< on the selected event
    void playStart();
    void playBack();
    void playForward();
    void playLive();
    void find();
    void findNext(), findPrevious();
    void followStream(); ///< of the TCP conversation that is selected
    void filterSequence();
    void trueTime(); ///< in the sequence diagram, or equal steps again
    void tallerRows(), lowerRows(), usualRows(), wholeRecording(), foldLifelines(); ///< there, too
    void switchLanguage();
    void switchTheme();
    void largerText(), smallerText(), usualText();
    void present(); ///< or no longer
    void black();
    void restorePanels();
    void showTable(); ///< of the diagram that has the keyboard, or is in front
    void takeTour(); ///< in the lesson that is shown, else in the first one
    void offerTour() { m_tourOffered = true; } ///< once to a person, when a lesson opens
    void askWhatThisIs();
    void showManual();
    void showShortcuts();
    void showGlossary(); ///< at what is selected, if it is a term
    void showWelcome();
    void showReading(); ///< or no longer: back to what was there
    void showAbout();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void makeActions();
    void makeMenus();
    void connectSession();
    void afterFirstPaint();
    void listLessons(), listRecordings(), checkThisMachine();
    static QString recordingOf(const QString& lessonId); ///< shipped with the lab; empty: none
    void offerLeftSessions();
    void readProgress();
    void showProgress();
    void offerToGoOn(); ///< a lesson that was left
    void readWords(); ///< when first needed
    void makePanels(), makeAhead(); ///< makeAhead(): a part a turn, while nobody waits for them
    void showLab();
    void setWire(const QString& line);
    void sessionStarted();
    void engineEnded(const QString& report);
    void watchingEnded(const QString& report);
    void cannotStart(const Status& status);
    void noticed(const Notice& notice);
    void noteWritten(const Status& status);
    void nobodyAtLocalhost();
    void runDialog(std::shared_ptr<ProgramsDialog> dialog);
    void notCompiled(const std::shared_ptr<ProgramsDialog>& dialog);
    void sayWarnings(const ProgramsDialog& dialog);
    void followingChanged();
    void growthOver(const QString& sentence, bool problem);
    QString growingName() const;
    void updateState();
    View* focusedDiagram() const;
    class FindView& findView(); ///< comes out of hiding
    class SequenceView& sequenceView(); ///< comes to the front
    class GlossaryView& glossaryView(); ///< comes out of hiding
    void closeComparison();
    void showTerm(const std::string& id);
    void closeGlossary();
    void updateTitle();
    void fillRecent();
    void fillExamples();
    void fillThemes();
    void retranslate();
    void applyLanguage();
    void applyTheme();
    void chooseTheme(Scheme scheme);
    void changeText(int step); ///< in points; 0: as the desktop has it
    double textPoints() const; ///< of all text now
    void connectProjector();
    void leavePresentation();
    bool asked() const; ///< a question of the lesson waits for its answer
    bool saveRecording();
    bool saveRecordingAs();
    bool refusedAsRoot() const; ///< programs that are not the project's own
    void sayOfSaved(bool problem, const QString& text, const QString& button = {}, std::function<void()> chosen = {});
    void takeOver(Lesson lesson, bool foreignAllowed);
    bool mayRun(const QString& file, const std::vector<std::string>& commands);
    bool mayLose(); ///< nothing unsaved, or the person said what to do with it

    Purpose m_purpose;
    Preferences m_preferences;
    QTranslator m_translator, m_qtTranslator;
    Words m_words;
    ViewContext m_context;
    std::unique_ptr<Playhead> m_playhead;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<LabSession> m_session;
    std::unique_ptr<LessonProgress> m_progress;
    std::unique_ptr<LessonWatch> m_watch;
    QString m_saidOfSaved; ///< what the banner said of a saved lesson; it goes with the next one
    std::unique_ptr<LabLibrary> m_library;
    QHash<QString, QAction*> m_actions;
    QList<QMenu*> m_menus;
    QMenu *m_recentMenu = nullptr, *m_exampleMenu = nullptr, *m_panelMenu = nullptr, *m_themeMenu = nullptr;
    TopBar* m_topBar = nullptr;
    Banner* m_banner = nullptr;
    QStackedWidget* m_stack = nullptr;
    WelcomePage* m_welcome = nullptr;
    Panels *m_panels = nullptr, *m_madePanels = nullptr; ///< the same; m_panels only once they were shown
    ReadingRoom* m_reading = nullptr; ///< made when it is first wanted
    Projector* m_projector = nullptr;
    HelpDesk* m_help = nullptr;
    double m_desktopPoints = 0; ///< of the text, before this window
    int m_presentedPoints = 0; ///< of the text while presenting
    QList<LeftSession> m_left;
    bool m_painted = false, m_rootAllowed = false, m_tourOffered = false;
    QString m_behindGlossary, m_behindComparison; ///< the panel whose place it took; empty: the start page
    QPointer<QWidget> m_beforeGlossary; ///< had the keyboard
};

} // namespace lab
