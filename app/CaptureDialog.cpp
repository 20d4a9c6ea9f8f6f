#include "app/CaptureDialog.h"

#include "app/DialogSize.h"
#include "views/shared/Labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

namespace lab {

namespace {

/// "eth0 – 192.168.0.2, fe80::1"
QString interfaceText(const CaptureInterface& one)
{
    QStringList about;
    if (one.name == "any")
        about << CaptureDialog::tr("all interfaces at once");
    if (one.loopback)
        about << CaptureDialog::tr("this machine with itself");
    if (!one.up)
        about << CaptureDialog::tr("down");
    for (const std::string& address : one.addresses)
        about << toQString(address);
    return toQString(one.name) + (about.isEmpty() ? QString() : QStringLiteral(" – ") + about.join(QStringLiteral(", ")));
}

QLabel* selectable(const char* name, const char* look, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setProperty("look", look);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

CaptureDialog::CaptureDialog(CaptureFacts facts, std::vector<CaptureInterface> interfaces, const Words& words, Language language,
                             QWidget* parent)
    : QDialog(parent)
    , m_facts(std::move(facts))
    , m_interfaces(std::move(interfaces))
    , m_words(words)
    , m_language(language)
{
    setObjectName("capture");
    setWindowTitle(tr("Capture an interface"));
    build();
    refresh();
    m_filter->setFocus();
    resize(dialogSize(*this, {640, 420}));
}

void CaptureDialog::build()
{
    auto* box = new QVBoxLayout(this);
    box->setSpacing(10);
    auto* what = new QLabel(tr("Packets of this machine's own network, as they pass. They are only looked at: nothing is sent, held or "
                               "changed. The program below captures them; this window only shows what it writes."),
                            this);
    what->setWordWrap(true);
    what->setProperty("look", "muted");
    box->addWidget(what);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    box->addLayout(form);
    m_interface = new QComboBox(this);
    m_interface->setObjectName("capture-interface");
    m_interface->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_interface->setMinimumContentsLength(24);
    m_interface->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const CaptureInterface& one : m_interfaces)
        m_interface->addItem(interfaceText(one), toQString(one.name));
    form->addRow(tr("&Interface:"), m_interface);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName("capture-filter");
    m_filter->setPlaceholderText(tr("everything; or for example: tcp port 8080"));
    m_filter->setClearButtonEnabled(true);
    form->addRow(tr("&Filter:"), m_filter);
    addLimits(form);
    m_sockets = new QCheckBox(tr("With the &sockets of this machine"), this);
    m_sockets->setObjectName("capture-sockets");
    m_sockets->setChecked(true);
    m_sockets->setToolTip(tr("The kernel's tables of sockets are read meanwhile, and the processes that have them: packets lead to their "
                             "program, and states of connections are the kernel's own, as well as that can be told. It only looks; no "
                             "program is interrupted."));
    form->addRow(QString(), m_sockets);
    box->addWidget(m_runs = new QLabel(tr("This is run:"), this));
    m_runs->setProperty("look", "caption");
    box->addWidget(m_line = selectable("capture-line", "mono", this));
    box->addWidget(m_problem = selectable("capture-problem", "lost", this));
    box->addStretch(1);
    auto* buttons = new QDialogButtonBox(this);
    m_start = new QPushButton(tr("Start"), this);
    m_start->setObjectName("capture-start");
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    buttons->addButton(m_start, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    box->addWidget(buttons);
    connect(m_start, &QPushButton::clicked, this, &CaptureDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_interface, &QComboBox::currentIndexChanged, this, &CaptureDialog::refresh);
    connect(m_filter, &QLineEdit::textChanged, this, &CaptureDialog::refresh);
    connect(m_packets, &QSpinBox::valueChanged, this, &CaptureDialog::refresh);
}

/// What is shown is kept in memory: a capture that nobody looks after must end by itself.
void CaptureDialog::addLimits(QFormLayout* form)
{
    m_packets = new QSpinBox(this);
    m_packets->setObjectName("capture-packets");
    m_packets->setRange(1, 10'000'000);
    m_packets->setSingleStep(10'000);
    m_packets->setGroupSeparatorShown(true);
    m_packets->setButtonSymbols(QAbstractSpinBox::NoButtons); // numbers are written here, or stepped with the arrow keys
    m_packets->setValue(100'000);
    m_megabytes = new QSpinBox(this);
    m_megabytes->setObjectName("capture-megabytes");
    m_megabytes->setRange(1, 4000);
    m_megabytes->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_megabytes->setValue(100);
    m_megabytes->setSuffix(QStringLiteral(" MB"));
    form->addRow(tr("Ends after &packets:"), m_packets);
    form->addRow(tr("or after &bytes:"), m_megabytes);
}

std::uint64_t CaptureDialog::mostBytes() const
{
    return static_cast<std::uint64_t>(m_megabytes->value()) * 1'000'000;
}

bool CaptureDialog::withSockets() const
{
    return m_sockets->isChecked();
}

void CaptureDialog::setWithSockets(bool on)
{
    m_sockets->setChecked(on);
}

CaptureCommand CaptureDialog::command() const
{
    return {captureProgram(m_facts).value_or("dumpcap"), m_interface->currentData().toString().toStdString(),
            m_filter->text().trimmed().toStdString(), static_cast<std::uint64_t>(m_packets->value())};
}

void CaptureDialog::refresh()
{
    const bool may = captureProgram(m_facts).has_value();
    m_runs->setVisible(may);
    m_line->setVisible(may);
    m_line->setText(toQString(command().line()));
    say(toQString(captureAdvice(m_facts, command().interface, m_words, m_language)), "");
    m_start->setEnabled(!m_process && !command().interface.empty() && may);
    for (QWidget* field : {static_cast<QWidget*>(m_interface), static_cast<QWidget*>(m_filter), static_cast<QWidget*>(m_packets),
                           static_cast<QWidget*>(m_megabytes), static_cast<QWidget*>(m_sockets)})
        field->setEnabled(!m_process);
}

void CaptureDialog::say(const QString& text, const char* look)
{
    m_problem->setProperty("look", look);
    m_problem->style()->polish(m_problem);
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void CaptureDialog::start()
{
    if (m_process)
        return;
    auto process = CaptureProcess::start(command());
    if (!process)
        return say(toQString(process.error().message));
    m_process.emplace(std::move(*process));
    m_notifier = std::make_unique<QSocketNotifier>(m_process->fd(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &CaptureDialog::heard);
    refresh();
}

/// Its first bytes are the head of the capture: then the interface is open and the filter is right. Else it says why not.
void CaptureDialog::heard()
{
    m_notifier->setEnabled(false); // this is its own signal
    m_notifier.release()->deleteLater();
    if (m_process->hasBytes())
        return accept();
    (void)m_process->read();
    std::string report = m_process->endReport();
    m_process.reset();
    refresh();
    say(report.empty() ? tr("The program ended without a capture.") : toQString(report));
    m_filter->setFocus();
}

void CaptureDialog::done(int result)
{
    m_notifier.reset();
    if (result != Accepted)
        m_process.reset();
    QDialog::done(result);
}

} // namespace lab
