#include "app/ProgramRow.h"

#include "model/command/ShellWords.h"
#include "views/shared/ChoiceBox.h"
#include "views/shared/Theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace lab {

namespace {

/// A file's path as a word of a command line.
QString quoted(const QString& path)
{
    static const QRegularExpression harmless(QStringLiteral("^[\\p{L}\\p{N}_./+,@%:=-]+$"));
    if (harmless.match(path).hasMatch())
        return path;
    return QLatin1Char('\'') + QString(path).replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

} // namespace

ProgramRow::ProgramRow(HostId host, const QString& commandLine, const QStringList& recent, QWidget* parent)
    : QWidget(parent)
    , m_host(new ChoiceBox(this))
    , m_command(new QComboBox(this))
    , m_inputKind(nullptr)
    , m_browse(new QPushButton(this))
    , m_more(new QPushButton(this))
    , m_remove(new QPushButton(QStringLiteral("✕"), this))
    , m_details(new QWidget(this))
    , m_folderLabel(new QLabel(m_details))
    , m_environmentLabel(new QLabel(m_details))
    , m_inputLabel(new QLabel(m_details))
    , m_folder(new QLineEdit(m_details))
    , m_environment(new QLineEdit(m_details))
    , m_input(new QLineEdit(m_details))
{
    m_host->addItem(QString());
    m_host->addItem(QString());
    m_host->setCurrentIndex(host == HostId::Server ? 0 : 1);
    m_command->setEditable(true);
    m_command->setInsertPolicy(QComboBox::NoInsert);
    m_command->addItems(recent);
    m_command->setEditText(QFileInfo::exists(commandLine) ? quoted(commandLine) : commandLine);
    build();
    setFocusProxy(m_command);
    retranslate();
    setDetails(false);
}

void ProgramRow::build()
{
    setMono(m_command->lineEdit());
    m_command->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_more->setCheckable(true);
    for (QPushButton* flat : {m_more, m_remove})
        flat->setProperty("flat", true);
    for (QPushButton* button : {m_browse, m_more, m_remove})
        button->setAutoDefault(false);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_host);
    line->addWidget(m_command, 1);
    line->addWidget(m_browse);
    line->addWidget(m_more);
    line->addWidget(m_remove);
    auto* grid = new QGridLayout(m_details);
    grid->setContentsMargins(24, 0, 0, 4);
    grid->setVerticalSpacing(4);
    int at = 0;
    for (const auto& [label, edit] : {std::pair {m_folderLabel, m_folder}, {m_environmentLabel, m_environment}, {m_inputLabel, m_input}}) {
        label->setBuddy(edit);
        label->setProperty("look", "muted");
        grid->addWidget(label, at, 0);
        const int columns = edit == m_input ? 1 : 2;
        grid->addWidget(edit, at++, 3 - columns, 1, columns);
    }
    m_inputKind = new ChoiceBox(m_details);
    m_inputKind->setObjectName("program-input");
    m_inputKind->addItems({{}, {}, {}});
    m_inputLabel->setBuddy(m_inputKind);
    grid->addWidget(m_inputKind, 2, 1);
    grid->setColumnStretch(2, 1);
    m_input->setEnabled(false);
    connect(m_inputKind, &QComboBox::currentIndexChanged, this, [this](int kind) {
        m_input->setEnabled(kind == 1);
        if (kind == 1)
            m_input->setFocus();
    });
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addLayout(line);
    box->addWidget(m_details);
    connect(m_browse, &QPushButton::clicked, this, &ProgramRow::browse);
    connect(m_more, &QPushButton::toggled, this, &ProgramRow::setDetails);
    connect(m_remove, &QPushButton::clicked, this, &ProgramRow::removeWanted);
    connect(m_host, &QComboBox::currentIndexChanged, this, &ProgramRow::changed);
    connect(m_command, &QComboBox::editTextChanged, this, &ProgramRow::changed);
}

void ProgramRow::retranslate()
{
    m_host->setItemText(0, tr("Server 10.9.0.2"));
    m_host->setItemText(1, tr("Client 10.9.0.1"));
    m_host->setAccessibleName(tr("Host of the program"));
    m_command->lineEdit()->setPlaceholderText(tr("server.c, or a command line such as nc -l 7000"));
    m_command->setAccessibleName(tr("Program and its arguments"));
    m_browse->setText(tr("File…"));
    m_more->setText(tr("More"));
    m_remove->setAccessibleName(tr("Remove this program"));
    m_remove->setToolTip(tr("Remove this program"));
    m_folderLabel->setText(tr("Working folder"));
    m_environmentLabel->setText(tr("Environment"));
    m_inputLabel->setText(tr("Standard input"));
    m_inputKind->setItemText(0, tr("none: reading it finds its end"));
    m_inputKind->setItemText(1, tr("from a file"));
    m_inputKind->setItemText(2, tr("typed in the Output tab"));
    m_inputKind->setAccessibleName(tr("Standard input of the program"));
    m_input->setAccessibleName(tr("File for the standard input"));
    m_environment->setPlaceholderText(QStringLiteral("PORT=8080 LANG=ko_KR.UTF-8"));
    m_folder->setPlaceholderText(tr("that of the source file, or the one the lab was started in"));
    m_input->setPlaceholderText(tr("path of the file"));
}

void ProgramRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ProgramRow::setDetails(bool shown)
{
    m_details->setVisible(shown);
}

void ProgramRow::browse()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Source file or program"), {},
                                                      tr("C and C++ sources (*.c *.cpp *.cc);;All files (*)"));
    if (!file.isEmpty())
        m_command->setEditText(quoted(file));
}

QWidget* ProgramRow::lastInOrder() const
{
    return m_remove;
}

void ProgramRow::putAfter(QWidget* before)
{
    QWidget* last = before;
    for (QWidget* next : std::initializer_list<QWidget*> {m_host, m_command, m_browse, m_more, m_folder, m_environment, m_inputKind, m_input, m_remove}) {
        if (last)
            setTabOrder(last, next);
        last = next;
    }
}

HostId ProgramRow::host() const
{
    return m_host->currentIndex() == 0 ? HostId::Server : HostId::Client;
}

QString ProgramRow::commandLine() const
{
    return m_command->currentText().trimmed();
}

QString ProgramRow::folder() const
{
    return m_folder->text().trimmed();
}

QString ProgramRow::input() const
{
    return m_inputKind->currentIndex() == 1 ? m_input->text().trimmed() : QString();
}

bool ProgramRow::typed() const
{
    return m_inputKind->currentIndex() == 2;
}

QStringList ProgramRow::environment() const
{
    QStringList all;
    if (const auto words = shellWords(m_environment->text().toStdString()))
        for (const std::string& word : *words)
            all << QString::fromStdString(word);
    return all;
}

} // namespace lab
