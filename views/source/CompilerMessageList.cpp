#include "views/source/CompilerMessageList.h"

#include "views/shared/Labels.h"

#include <QFileInfo>

#include <algorithm>

namespace lab {

namespace {

constexpr int lineOf = Qt::UserRole;
constexpr int mostRows = 5; ///< shown at once; more are scrolled

} // namespace

CompilerMessageList::CompilerMessageList(QWidget* parent)
    : QListWidget(parent)
{
    setObjectName("compiler-messages");
    setWordWrap(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setViewportMargins(12, 0, 4, 0);
    hide();
    const auto chosen = [this](const QListWidgetItem* item) {
        if (item && item->data(lineOf).toInt() > 0)
            emit lineChosen(item->data(lineOf).toInt() - 1);
    };
    connect(this, &QListWidget::currentItemChanged, this, chosen);
    connect(this, &QListWidget::itemClicked, this, chosen);
    connect(this, &QListWidget::itemActivated, this, chosen);
}

void CompilerMessageList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitHeight(); // messages wrap elsewhere now
}

void CompilerMessageList::fitHeight()
{
    doItemsLayout();
    if (const int wanted = sizeHint().height(); wanted != height())
        setFixedHeight(wanted);
}

QSize CompilerMessageList::sizeHint() const
{
    int height = 6;
    for (int row = 0; row < std::min(count(), mostRows); ++row)
        height += sizeHintForRow(row);
    return {200, height};
}

void CompilerMessageList::showMessages(const CompilerReport& report, const std::string& file, const Theme& theme)
{
    const bool same = report == m_report && file == m_file;
    m_report = report;
    m_file = file;
    const int kept = same ? currentRow() : -1;
    const QSignalBlocker quiet(this);
    clear();
    for (const CompilerMessage& message : report.messages) {
        if (file.empty() || !concerns(message, file, report))
            continue;
        const bool own = message.file == file;
        const QString place = own ? tr("line %1").arg(message.line)
                                  : tr("%1, line %2").arg(QFileInfo(toQString(message.file)).fileName()).arg(message.line);
        const QString kind = message.kind == CompilerMessage::Kind::Error ? tr("error")
            : message.kind == CompilerMessage::Kind::Warning              ? tr("warning")
                                                                          : tr("note");
        auto* item = new QListWidgetItem(QStringLiteral("%1, %2: %3").arg(kind, place, toQString(message.text)), this);
        item->setData(lineOf, own ? message.line : 0);
        item->setToolTip(item->text());
        item->setForeground(theme.color(message.kind == CompilerMessage::Kind::Error   ? Role::Lost
                                        : message.kind == CompilerMessage::Kind::Warning ? Role::Held
                                                                                         : Role::MutedText));
    }
    setCurrentRow(kept);
    setVisible(count() > 0);
    fitHeight();
    setAccessibleName(tr("What the compiler said; Up and Down show the line"));
}

} // namespace lab
