// MainWindow's actions: what each row of ActionCatalog does.

#include "app/ActionCatalog.h"
#include "app/Banner.h"
#include "app/HelpDesk.h"
#include "app/LinkDialog.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "app/Projector.h"
#include "app/ShortcutsDialog.h"
#include "app/WelcomePage.h"
#include "model/command/LinkText.h"
#include "views/find/FindView.h"
#include "views/conversations/ConversationsView.h"
#include "views/glossary/GlossaryView.h"
#include "views/sequence/SequenceView.h"
#include "views/shared/TermMarks.h"
#include "views/reading/ReadingRoom.h"

#include <QApplication>
#include <QMessageBox>
#include <QPointer>
#include <QStackedWidget>
#include <QWhatsThis>

namespace lab {

void MainWindow::runOrPause()
{
    m_session->setRunning(!m_session->running());
}

void MainWindow::stepClient()
{
    if (!m_session->stepHost(HostId::Client))
        m_banner->say(Banner::Tone::Info, tr("The client has no call to make now."));
}

void MainWindow::stepWire()
{
    m_playhead->goLive();
    m_session->stepWire();
}

void MainWindow::stepServer()
{
    if (!m_session->stepHost(HostId::Server))
        m_banner->say(Banner::Tone::Info, tr("The server has no call to make now."));
}

void MainWindow::restart()
{
    // Nobody is attached to again unasked.
    if (m_session->source() == LabSession::Source::Attached)
        return chooseRunningProgram();
    if (!mayLose())
        return;
    m_banner->dismiss();
    m_session->restart();
}

void MainWindow::setWire(const QString& line)
{
    m_playhead->goLive();
    m_session->submit(line);
    // A segment clicked twice would uncheck itself; it shows what the wire does, not what was clicked.
    updateState();
}

void MainWindow::holdOrFlow()
{
    const bool holding = m_session->liveState().wire() == WireMode::Hold;
    setWire(holding ? QStringLiteral("wire: flow") : QStringLiteral("wire: hold"));
}

void MainWindow::chooseLink()
{
    LinkDialog dialog(m_session->liveState().link(), this);
    if (dialog.exec() == QDialog::Accepted)
        setWire(QString::fromStdString(linkLine(dialog.link())));
}

void MainWindow::dropNext()
{
    m_playhead->goLive();
    m_session->submit(QStringLiteral("wire: drop next"));
}

void MainWindow::copyNext()
{
    m_playhead->goLive();
    m_session->submit(QStringLiteral("wire: duplicate next"));
}

void MainWindow::playStart()
{
    m_playhead->moveTo(0);
}

void MainWindow::playBack()
{
    m_playhead->stepBack();
}

void MainWindow::playForward()
{
    m_playhead->stepForward();
}

void MainWindow::playLive()
{
    m_playhead->goLive();
}

FindView& MainWindow::findView()
{
    m_panels->showView(QStringLiteral("find"));
    return static_cast<FindView&>(*m_panels->view(QStringLiteral("find")));
}

void MainWindow::find()
{
    QPointer<QWidget> before = QApplication::focusWidget();
    FindView& view = findView();
    if (!view.isAncestorOf(before)) {
        disconnect(&view, &FindView::closed, this, nullptr);
        // Back to where the keyboard was, if that is still there.
        connect(&view, &FindView::closed, this, [this, before] {
            m_panels->hideView(QStringLiteral("find"));
            (before ? before.data() : m_panels->view(QStringLiteral("sequence")))->setFocus();
        });
    }
    view.begin();
}

/// Without words there is nothing to go to yet.
void MainWindow::findNext()
{
    findView().hasWords() ? findView().next() : find();
}

void MainWindow::findPrevious()
{
    findView().hasWords() ? findView().previous() : find();
}

void MainWindow::followStream()
{
    const QString conversations = QStringLiteral("conversations");
    m_panels->showView(conversations);
    static_cast<ConversationsView&>(*m_panels->view(conversations)).followSelected();
}

SequenceView& MainWindow::sequenceView()
{
    const QString sequence = QStringLiteral("sequence");
    auto& view = static_cast<SequenceView&>(*m_panels->view(sequence));
    if (m_projector->presenting())
        m_projector->showDiagram(sequence);
    else
        m_panels->showView(sequence);
    return view;
}

void MainWindow::filterSequence()
{
    sequenceView().beginFilter();
}

void MainWindow::trueTime()
{
    SequenceView& view = sequenceView();
    view.setTrueTime(!view.trueTime());
}

void MainWindow::tallerRows()
{
    sequenceView().zoomRows(1);
}

void MainWindow::lowerRows()
{
    sequenceView().zoomRows(-1);
}

void MainWindow::usualRows()
{
    sequenceView().setRowZoom(1);
}

void MainWindow::wholeRecording()
{
    sequenceView().showWholeRecording();
}

void MainWindow::foldLifelines()
{
    sequenceView().chooseFolds();
}

GlossaryView& MainWindow::glossaryView()
{
    const QString glossary = QStringLiteral("glossary");
    const bool fromStart = m_stack->currentWidget() == m_welcome;
    showLab();
    auto& view = static_cast<GlossaryView&>(*m_panels->view(glossary));
    if (QWidget* before = QApplication::focusWidget(); !view.isAncestorOf(before))
        m_beforeGlossary = before;
    if (const QString inFront = m_panels->inFront(glossary); fromStart || inFront != glossary)
        m_behindGlossary = fromStart ? QString() : inFront;
    connect(&view, &GlossaryView::closed, this, &MainWindow::closeGlossary, Qt::UniqueConnection);
    m_panels->showView(glossary);
    updateState();
    return view;
}

/// Back to what stood there, and to where the keyboard was.
void MainWindow::closeGlossary()
{
    m_panels->hideView(QStringLiteral("glossary"));
    if (m_behindGlossary.isEmpty())
        return showWelcome();
    m_panels->showView(m_behindGlossary);
    (m_beforeGlossary ? m_beforeGlossary.data() : m_panels->view(m_behindGlossary))->setFocus();
}

void MainWindow::showTerm(const std::string& id)
{
    GlossaryView& view = glossaryView();
    view.showEntry(id);
    view.read();
}

void MainWindow::showGlossary()
{
    const QString selected = selectedText(QApplication::focusWidget());
    GlossaryView& view = glossaryView();
    if (!selected.isEmpty())
        view.lookUp(selected);
    view.begin();
}

void MainWindow::switchLanguage()
{
    m_context.language = m_context.language == Language::Korean ? Language::English : Language::Korean;
    m_preferences.language = m_context.language;
    m_preferences.write();
    applyLanguage();
}

void MainWindow::restorePanels()
{
    if (m_panels)
        m_panels->restoreLayout({});
}

void MainWindow::showTable()
{
    if (m_reading && m_stack->currentWidget() == m_reading)
        return m_help->showTableBeside(*m_reading);
    m_help->showTable(m_projector->presenting() ? m_projector->page().shown() : focusedDiagram());
}

void MainWindow::takeTour()
{
    if (m_session->source() == LabSession::Source::Nothing) {
        startFirstLesson(); // where no lab can run, the window says so
        if (m_session->source() == LabSession::Source::Nothing)
            return;
    }
    showLab();
    updateState();
    m_help->takeTour();
}

void MainWindow::askWhatThisIs()
{
    QWhatsThis::enterWhatsThisMode();
}

void MainWindow::showManual()
{
    m_help->showManual();
}

void MainWindow::showShortcuts()
{
    ShortcutsDialog(this).exec();
}

void MainWindow::showWelcome()
{
    // Back to the lab with the same key; the lab itself goes on meanwhile.
    leavePresentation();
    const bool back = m_stack->currentWidget() == m_welcome && m_session->source() != LabSession::Source::Nothing;
    m_stack->setCurrentWidget(back ? static_cast<QWidget*>(m_panels) : m_welcome);
    updateState();
}

/// A page of the window, not a dialog: on a projector it has all the room, and the lab goes on behind it. The same key leads back.
void MainWindow::showReading()
{
    leavePresentation();
    if (!m_reading) {
        readWords();
        m_reading = new ReadingRoom(m_context, recordingOf(QStringLiteral("first-conversation")), m_stack);
        m_stack->addWidget(m_reading);
        connect(m_reading, &ReadingRoom::leaveWanted, this, &MainWindow::showReading);
        connect(m_reading, &ReadingRoom::eventWanted, this, [this](quint64 event) {
            showReading();
            m_playhead->moveTo(event + 1);
            Selection::What what;
            what.event = event;
            m_selection->select(what);
        });
    }
    const bool back = m_stack->currentWidget() == m_reading;
    const bool lab = m_session->source() != LabSession::Source::Nothing;
    QWidget* before = lab ? static_cast<QWidget*>(m_panels) : m_welcome;
    m_stack->setCurrentWidget(back ? before : m_reading);
    if (!back)
        m_reading->takeKeyboard();
    updateState();
}

void MainWindow::showAbout()
{
    QMessageBox box(
        QMessageBox::NoIcon, tr("About Socket Lab"),
        tr("Socket Lab %1\n\nReal client and server sockets, step by step, in Linux network namespaces, with "
           "every packet held on the lab's own wire.")
            .arg(QStringLiteral(SOCKETLAB_VERSION)),
        QMessageBox::NoButton, this);
    box.addButton(tr("Close"), QMessageBox::AcceptRole);
    box.exec();
}

} // namespace lab
