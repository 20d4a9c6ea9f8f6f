#include "app/MainWindow.h"

#include "app/ActionCatalog.h"
#include "app/Banner.h"
#include "app/ExampleCatalog.h"
#include "app/HelpDesk.h"
#include "app/LessonProgress.h"
#include "app/LessonWatch.h"
#include "app/Panels.h"
#include "app/Paths.h"
#include "app/Projector.h"
#include "app/TopBar.h"
#include "app/WelcomePage.h"
#include "views/reading/ReadingRoom.h"
#include "views/sequence/SequenceView.h"
#include "views/shared/Turn.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

MainWindow::MainWindow(QWidget* parent)
    : MainWindow(Preferences::read(), Purpose::Person, parent)
{
}

MainWindow::MainWindow(Preferences preferences, Purpose purpose, QWidget* parent)
    : QMainWindow(parent)
    , m_purpose(purpose)
    , m_preferences(std::move(preferences))
    , m_playhead(std::make_unique<Playhead>())
    , m_selection(std::make_unique<Selection>())
    , m_session(std::make_unique<LabSession>(m_playhead.get()))
    , m_progress(std::make_unique<LessonProgress>(m_session.get()))
    , m_watch(std::make_unique<LessonWatch>())
    , m_library(std::make_unique<LabLibrary>(resourceFolder(), [this] { return m_session->opening(); }))
    , m_desktopPoints(QFontInfo(QApplication::font()).pointSizeF())
{
    setObjectName("main-window");
    setFontSize(textPoints()); // before there is a widget: each then has it from the beginning
    m_session->setRecovery(purpose == Purpose::Person);
    m_context = {m_playhead.get(),
                 m_selection.get(),
                 m_session.get(),
                 &m_words,
                 Theme(m_preferences.scheme),
                 m_preferences.language,
                 {},
                 [this](const QString& line) { m_session->submit(line); },
                 [this](std::size_t event, const QString& text) { noteWritten(m_session->writeNote(event, text)); },
                 [this](const std::string& id) { showTerm(id); },
                 [this] { return &lessons(); },
                 [this](const QString& path) { startLesson(path); }};
    makeActions();
    makeMenus();
    auto* central = new QWidget(this);
    auto* box = new QVBoxLayout(central);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_topBar = new TopBar(m_actions, central));
    auto* message = new QVBoxLayout;
    message->setContentsMargins(8, 4, 8, 0);
    message->addWidget(m_banner = new Banner(central));
    box->addLayout(message);
    box->addWidget(m_stack = new QStackedWidget(central), 1);
    m_stack->addWidget(m_welcome = new WelcomePage(m_stack));
    setCentralWidget(central);
    setAcceptDrops(true);
    connect(m_watch.get(), &LessonWatch::saved, this, &MainWindow::lessonSaved);
    connect(m_topBar, &TopBar::lessonChosen, this, &MainWindow::startLesson);
    connect(m_topBar, &TopBar::sandboxChosen, this, &MainWindow::startSandbox);
    connect(m_topBar, &TopBar::programsChosen, this, [this] { choosePrograms({}); });
    connect(m_topBar, &TopBar::holdChosen, this, [this] { setWire(QStringLiteral("wire: hold")); });
    connect(m_topBar, &TopBar::flowChosen, this, [this] { setWire(QStringLiteral("wire: flow")); });
    connect(m_welcome, &WelcomePage::firstLessonWanted, this, &MainWindow::startFirstLesson);
    connect(m_welcome, &WelcomePage::sandboxWanted, this, &MainWindow::startSandbox);
    connect(m_welcome, &WelcomePage::programsWanted, this, [this] { choosePrograms({}); });
    connect(m_welcome, &WelcomePage::readingWanted, this, &MainWindow::showReading);
    connect(m_welcome, &WelcomePage::openWanted, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::recordingWanted, this, [this](const QString& path) { openRecording(path); });
    connect(m_welcome, &WelcomePage::checkWanted, this, &MainWindow::checkThisMachine);
    connectSession();
    m_projector = new Projector(this, m_stack, {menuBar(), m_topBar}, m_context);
    connectProjector();
    m_help = new HelpDesk(*this, m_context);
    connect(m_help, &HelpDesk::tourSeen, this, [this] {
        m_preferences.tourSeen = true;
        m_preferences.write();
    });
    connect(m_welcome, &WelcomePage::tourWanted, this, &MainWindow::takeTour);
    qApp->installEventFilter(this);
    applyTheme();
    applyLanguage();
    if (!restoreGeometry(m_preferences.geometry))
        resize(QSize(1360, 860).boundedTo(screen()->availableSize())); // not every desktop puts a larger window right
    updateState();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    qApp->disconnect(this);
    delete m_help; // it looks at the views
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qtTranslator);
    // A session that ends tells the playhead, and both would tell a window whose actions are gone.
    // What the parts still say while they go is of no interest: half of this window is gone by then.
    m_session->disconnect(this);
    m_progress->disconnect(this);
    m_playhead->disconnect(this);
    m_selection->disconnect(this);
    // The views look at the playhead until they are gone.
    delete takeCentralWidget();
    setFontSize(m_desktopPoints);
}

void MainWindow::makeActions()
{
    for (const ActionRow& row : actionCatalog()) {
        auto* made = new QAction(this);
        made->setObjectName(QString::fromLatin1(row.id));
        made->setShortcuts(actionKeys(row));
        // A key held down must not race through a lesson; going through what happened may.
        made->setAutoRepeat(row.menu == ActionMenu::Playback);
        connect(made, &QAction::triggered, this, row.perform);
        addAction(made); // its keys work without a menu bar, too
        m_actions.insert(made->objectName(), made);
    }
}

void MainWindow::makeMenus()
{
    for (int menu = 0; menu < actionMenuCount; ++menu)
        m_menus.push_back(menuBar()->addMenu(QString()));
    for (const ActionRow& row : actionCatalog()) {
        QMenu* menu = m_menus[static_cast<int>(row.menu)];
        if (row.startsGroup)
            menu->addSeparator();
        menu->addAction(action(QString::fromLatin1(row.id)));
    }
    QMenu* file = m_menus[static_cast<int>(ActionMenu::File)];
    m_recentMenu = new QMenu(file);
    file->insertMenu(action("save"), m_recentMenu);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    m_exampleMenu = new QMenu(file);
    m_exampleMenu->setObjectName("examples");
    file->insertMenu(action("save"), m_exampleMenu);
    connect(m_exampleMenu, &QMenu::aboutToShow, this, &MainWindow::fillExamples);
    m_themeMenu = m_menus[static_cast<int>(ActionMenu::View)]->addMenu(QString());
    connect(m_themeMenu, &QMenu::aboutToShow, this, &MainWindow::fillThemes);
    m_panelMenu = m_menus[static_cast<int>(ActionMenu::View)]->addMenu(QString());
    connect(m_panelMenu, &QMenu::aboutToShow, this, [this] {
        m_panelMenu->clear();
        if (m_panels)
            m_panels->fillMenu(m_panelMenu);
    });
}

void MainWindow::fillRecent()
{
    m_recentMenu->clear();
    for (const QString& path : m_preferences.recent) {
        QAction* line = m_recentMenu->addAction(QDir::toNativeSeparators(path));
        line->setEnabled(QFileInfo::exists(path));
        connect(line, &QAction::triggered, this, [this, path] { openRecording(path); });
    }
}

void MainWindow::fillExamples()
{
    m_exampleMenu->clear();
    const QString folder = QString::fromStdString(resourceFolder()) + QStringLiteral("/examples/");
    for (const ExampleRow& row : exampleCatalog()) {
        const QString server = QString::fromLatin1(row.server), client = QString::fromLatin1(row.client);
        QAction* line = m_exampleMenu->addAction(QStringLiteral("%1 (%2, %3)").arg(QCoreApplication::translate("ExampleCatalog", row.what), server, client));
        connect(line, &QAction::triggered, this, [this, files = QStringList {folder + server, folder + client}] { choosePrograms(files); });
    }
}

void MainWindow::connectSession()
{
    connect(m_session.get(), &LabSession::started, this, &MainWindow::sessionStarted);
    connect(m_session.get(), &LabSession::changed, this, &MainWindow::updateState);
    connect(m_progress.get(), &LessonProgress::kept, this, &MainWindow::showProgress);
    connect(m_progress.get(), &LessonProgress::notKept, this, [this](const QString& why) {
        m_banner->say(Banner::Tone::Warning, tr("What you do in lessons can't be kept: %1").arg(why));
    });
    connect(m_session.get(), &LabSession::modifiedChanged, this, &MainWindow::updateTitle);
    connect(m_session.get(), &LabSession::engineEnded, this, &MainWindow::engineEnded);
    connect(m_session.get(), &LabSession::noticed, this, &MainWindow::noticed);
    connect(m_session.get(), &LabSession::nobodyAtLocalhost, this, &MainWindow::nobodyAtLocalhost);
    connect(m_session.get(), &LabSession::followingChanged, this, &MainWindow::followingChanged);
    connect(m_session.get(), &LabSession::wholeFileRead, this, [this] {
        if (const std::string& lost = m_session->journal().damage().message; !lost.empty())
            m_banner->say(Banner::Tone::Warning, QString::fromStdString(lost));
    });
    connect(m_session.get(), &LabSession::growthOver, this, &MainWindow::growthOver);
    connect(m_session.get(), &LabSession::refused, this,
            [this](const QString& why) { m_banner->say(Banner::Tone::Warning, why); });
    connect(m_session.get(), &LabSession::runningChanged, this, [this] {
        m_topBar->setRunning(m_session->running());
        updateState();
    });
    connect(m_playhead.get(), &Playhead::moved, this, &MainWindow::updateState);
    connect(qApp, &QApplication::focusChanged, this,
            [this] { action(QStringLiteral("copy-picture"))->setEnabled(m_session->source() != LabSession::Source::Nothing && focusedDiagram()); });
}

const LessonCatalog& MainWindow::lessons()
{
    return m_library->lessons();
}

bool MainWindow::event(QEvent* event)
{
    // A new text moves its neighbours, those their frame, and so on: one posted request each. Painted in between, a step
    // would be painted three times.
    constexpr int nesting = 10; // of frames, splitters, tabs and scroll areas
    if (event->type() != QEvent::UpdateRequest)
        return QMainWindow::event(event);
    const TurnWork painting;
    for (int i = 0; i < nesting; ++i)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    return QMainWindow::event(event);
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(m_painted, true))
        QTimer::singleShot(0, this, &MainWindow::afterFirstPaint);
}

void MainWindow::afterFirstPaint()
{
    if (m_purpose == Purpose::Picture)
        return listLessons(); // their names are in it
    m_topBar->setLessons({}, m_context.language); // what else can be chosen
    checkThisMachine();
    m_left = leftSessions();
    connect(m_library.get(), &LabLibrary::lessonsRead, this, &MainWindow::listLessons);
    m_library->readLessons();
    QTimer::singleShot(0, this, &MainWindow::makeAhead);
}

void MainWindow::listLessons()
{
    m_topBar->setLessons(lessons().lessons, m_context.language);
    for (const Error& error : lessons().errors)
        m_banner->say(Banner::Tone::Warning,
                      tr("A lesson can't be read: %1").arg(QString::fromStdString(error.message)));
    if (m_purpose == Purpose::Picture)
        return; // the start page is not what is painted
    listRecordings();
    readProgress();
}

void MainWindow::checkThisMachine()
{
    m_welcome->setRequirements(checkMachine());
}

void MainWindow::listRecordings()
{
    QList<std::pair<QString, QString>> recordings;
    for (const LessonEntry& lesson : lessons().lessons) {
        const QString path = recordingOf(QString::fromStdString(lesson.id));
        if (!path.isEmpty())
            recordings.push_back({QString::fromStdString(lesson.title.in(m_context.language)), path});
    }
    m_welcome->setRecordings(recordings);
}

QString MainWindow::recordingOf(const QString& lessonId)
{
    const QString path = QString::fromStdString(resourceFolder()) + "/recordings/" + lessonId + ".pcapng";
    return !lessonId.isEmpty() && QFileInfo::exists(path) ? path : QString();
}

void MainWindow::readWords()
{
    if (!m_words.sections().empty())
        return;
    Result<Words>& words = m_library->words();
    if (words)
        m_words = std::move(*words);
    else
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(words.error().message));
}

void MainWindow::applyLanguage()
{
    const bool korean = m_context.language == Language::Korean;
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qtTranslator);
    // Qt's own words (file dialog, context menus) where the distribution has them; ours win.
    if (korean && m_qtTranslator.load("qtbase_ko", QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTranslator);
    if (m_translator.load(korean ? ":/i18n/socketlab_ko.qm" : ":/i18n/socketlab_en.qm"))
        QCoreApplication::installTranslator(&m_translator);
    m_welcome->setLanguage(m_context.language);
    m_help->contextChanged();
    if (m_library->lessonsAreRead()) {
        m_topBar->setLessons(lessons().lessons, m_context.language);
        showProgress();
        listRecordings();
    }
    if (m_madePanels)
        m_madePanels->contextChanged();
    if (m_reading)
        m_reading->contextChanged();
    retranslate();
}

void MainWindow::applyTheme()
{
    QFont font = QApplication::font();
    font.setPointSizeF(textPoints());
    // Qt goes through every widget anew for either, also when it is what it was. The sheet comes first: a new one gives widgets
    // back the fonts that they had before the old one.
    const QString sheet = m_context.theme.styleSheet(QFontMetrics(font).height());
    const bool another = qApp->styleSheet() != sheet;
    if (another) {
        QApplication::setPalette(m_context.theme.palette());
        qApp->setStyleSheet(sheet);
    }
    setFontSize(font.pointSizeF(), another);
    m_topBar->setScheme(m_context.theme.scheme());
    m_help->contextChanged();
    if (m_madePanels)
        m_madePanels->contextChanged();
    if (m_reading)
        m_reading->contextChanged();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    for (const ActionRow& row : actionCatalog())
        action(QString::fromLatin1(row.id))->setText(actionName(row));
    for (const ActionRow& row : actionCatalog())
        action(QString::fromLatin1(row.id))->setWhatsThis(actionHelp(row));
    for (int menu = 0; menu < m_menus.size(); ++menu)
        m_menus[menu]->setTitle(menuName(static_cast<ActionMenu>(menu)));
    m_recentMenu->setTitle(tr("Recent recordings"));
    m_exampleMenu->setTitle(tr("Example programs"));
    m_panelMenu->setTitle(tr("Panels"));
    m_themeMenu->setTitle(tr("Theme"));
    updateTitle();
}

void MainWindow::quit()
{
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayLose()) {
        event->ignore();
        return;
    }
    leavePresentation(); // its size is not the window's
    m_preferences.geometry = saveGeometry();
    if (m_panels)
        m_preferences.panels = m_panels->layoutState();
    if (const auto* sequence = m_panels ? m_panels->findChild<SequenceView*>() : nullptr)
        m_preferences.sequenceRows = std::max(sequence->rowZoom(), Preferences::usualRows);
    m_preferences.write();
    m_session->close();
    event->accept();
}

} // namespace lab
