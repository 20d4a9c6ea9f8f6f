// MainWindow and what leaves it: exports to a file, and a diagram copied as a picture.

#include "app/Banner.h"
#include "app/ExportChoice.h"
#include "app/MainWindow.h"
#include "app/Panels.h"
#include "model/base/FileReplace.h"
#include "model/lesson/SessionLesson.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

namespace lab {

namespace {

/// "Sequence (*.svg *.pdf *.png)", as a file dialog has it; it must not read more into a name.
QString filterOf(const ExportChoice& choice)
{
    QString name = choice.name;
    name.replace('(', '[').replace(')', ']');
    QStringList patterns;
    for (const QString& suffix : choice.suffixes)
        patterns << "*." + suffix;
    return name + " (" + patterns.join(' ') + ")";
}

} // namespace

/// The diagram that has the keyboard; nullptr: something else has it.
View* MainWindow::focusedDiagram() const
{
    for (QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget())
        if (auto* view = qobject_cast<View*>(widget)) {
            const ViewRow* row = rowOf(*view);
            return row && row->diagram ? view : nullptr;
        }
    return nullptr;
}

void MainWindow::exportRecording()
{
    m_session->finishOpening();
    const auto choices = exportChoices(m_context, [this](const QString& id) { return m_panels->view(id); });
    QStringList filters;
    for (const ExportChoice& choice : choices)
        filters << filterOf(choice);
    QFileDialog dialog(this, tr("Export"));
    dialog.setObjectName("export");
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    const auto follow = [&](const QString& filter) {
        const auto index = filters.indexOf(filter);
        if (index < 0)
            return;
        dialog.setDefaultSuffix(choices[index].suffixes.constFirst());
        dialog.selectFile(choices[index].fileName + '.' + choices[index].suffixes.constFirst());
    };
    connect(&dialog, &QFileDialog::filterSelected, this, follow);
    follow(filters.constFirst());
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return;
    const QString path = dialog.selectedFiles().constFirst();
    const auto index = filters.indexOf(dialog.selectedNameFilter());
    const Result<Bytes> made = choices[std::max<qsizetype>(0, index)].make(QFileInfo(path).suffix());
    const Status saved = made ? replaceFile(path.toStdString(), *made) : Status(made.error());
    if (saved)
        m_banner->say(Banner::Tone::Info, tr("Exported to %1.").arg(QDir::toNativeSeparators(path)));
    else
        m_banner->say(Banner::Tone::Problem, QString::fromStdString(saved.error().message));
}

void MainWindow::saveAsLesson()
{
    m_session->finishOpening();
    QFileDialog dialog(this, tr("Save the session as a lesson"));
    dialog.setObjectName("save-lesson");
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilter(tr("Lessons (*.yaml)"));
    dialog.setDefaultSuffix("yaml");
    dialog.selectFile(QStringLiteral("my-lesson.yaml"));
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return;
    const QString path = dialog.selectedFiles().constFirst();
    const auto lesson = lessonOfSession(m_session->journal(), lessonIdOf(path.toStdString()));
    const Status saved = lesson ? replaceFile(path.toStdString(), asBytes(*lesson)) : Status(lesson.error());
    if (saved)
        m_banner->say(Banner::Tone::Info,
                      tr("Saved as the lesson %1. Its sentences say what to write in their place.").arg(QDir::toNativeSeparators(path)));
    else
        m_banner->say(Banner::Tone::Problem, tr("No lesson was made: %1").arg(QString::fromStdString(saved.error().message)));
}

void MainWindow::copyPicture()
{
    const View* view = focusedDiagram();
    if (!view)
        return;
    const ViewRow* row = rowOf(*view);
    PictureOptions options;
    options.width = view->width();
    options.scale = 2; // sharp on a slide
    options.settings = settingsOf(*view);
    Result<QImage> image = imageOf(*row, m_context, options);
    if (!image) {
        options.inSight = view; // too large as a whole: what is in sight is never
        image = imageOf(*row, m_context, options);
    }
    if (!image)
        return;
    auto* mime = new QMimeData; // the clipboard owns it
    mime->setImageData(*image);
    if (const auto svg = pictureOf(*row, m_context, PictureKind::Svg, options))
        mime->setData(QStringLiteral("image/svg+xml"),
                      QByteArray(reinterpret_cast<const char*>(svg->data()), static_cast<qsizetype>(svg->size())));
    QApplication::clipboard()->setMimeData(mime);
    m_banner->say(Banner::Tone::Info, tr("The diagram is copied as a picture."));
}

} // namespace lab
