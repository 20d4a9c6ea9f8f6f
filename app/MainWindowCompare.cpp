// MainWindow, where what is shown is compared with another recording.

#include "app/Banner.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "model/capture/Recording.h"
#include "views/compare/CompareView.h"

#include <QFileDialog>

namespace lab {

void MainWindow::chooseComparison()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Compare with another recording"), {},
        tr("Recordings, captures and strace (*.pcapng *.pcap *.cap *.strace *.gz *.zst);;All files (*)"));
    if (!path.isEmpty())
        compareWith(path);
}

void MainWindow::compareWith(const QString& path)
{
    m_session->finishOpening();
    auto journal = lab::openRecording(path.toStdString());
    if (!journal) {
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(journal.error().message));
        return;
    }
    if (const std::string& damage = (*journal)->damage().message; !damage.empty())
        m_banner->say(Banner::Tone::Warning, QString::fromStdString(damage));
    const QString compare = QStringLiteral("compare");
    auto& view = static_cast<CompareView&>(*m_panels->view(compare));
    if (const QString inFront = m_panels->inFront(compare); inFront != compare)
        m_behindComparison = inFront;
    connect(&view, &CompareView::closed, this, &MainWindow::closeComparison, Qt::UniqueConnection);
    m_panels->showView(compare);
    view.setOther(std::move(*journal), path);
    view.setFocus();
}

/// Back to what stood there.
void MainWindow::closeComparison()
{
    m_panels->hideView(QStringLiteral("compare"));
    if (m_behindComparison.isEmpty()) // it was brought to the front by hand
        m_behindComparison = QStringLiteral("sequence");
    m_panels->showView(m_behindComparison);
    m_panels->view(m_behindComparison)->setFocus();
}

/// Without another recording there is nothing to go to yet.
void MainWindow::nextDifference()
{
    auto& view = static_cast<CompareView&>(*m_panels->view(QStringLiteral("compare")));
    view.hasOther() ? view.next() : chooseComparison();
}

void MainWindow::previousDifference()
{
    auto& view = static_cast<CompareView&>(*m_panels->view(QStringLiteral("compare")));
    view.hasOther() ? view.previous() : chooseComparison();
}

} // namespace lab
