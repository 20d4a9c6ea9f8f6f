#include "app/LinkDialog.h"

#include "app/DialogSize.h"
#include "model/command/LinkText.h"
#include "views/shared/ChoiceBox.h"
#include "views/shared/Labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace lab {

namespace {

constexpr std::int64_t ms = 1'000'000, kbit = 1000, mbit = 1'000'000;

struct Preset
{
    const char* name;
    Link link;
};

/// One way; a round trip takes twice the delay. Figures that a learner may meet, no measurements of anybody's network.
constexpr Preset presets[] {
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "None: packets cross at once"), {}},
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "A line across the country"), {10 * ms, 100 * mbit, 100}},
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "Another continent"), {100 * ms, 100 * mbit, 100}},
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "A narrow line with a short queue"), {20 * ms, 2 * mbit, 10}},
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "A narrow line with a long queue"), {20 * ms, 2 * mbit, 500}},
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "By satellite"), {270 * ms, 10 * mbit, 100}},
    {QT_TRANSLATE_NOOP("lab::LinkDialog", "A telephone modem"), {60 * ms, 56 * kbit, 20}},
};

/// "20" and "1.544": as many digits as the number has.
class MeasureBox : public QDoubleSpinBox
{
public:
    MeasureBox(double highest, const QString& unit, QWidget* parent)
        : QDoubleSpinBox(parent)
    {
        setDecimals(3);
        setRange(0, highest);
        setSuffix(QLatin1Char(' ') + unit);
    }

    QString textFromValue(double value) const override { return QLocale::c().toString(value, 'g', 9); }
};

} // namespace

LinkDialog::LinkDialog(const Link& now, QWidget* parent)
    : QDialog(parent)
{
    setObjectName("link");
    setWindowTitle(tr("Delay and rate of the wire"));
    build();
    fill(now);
    resize(dialogSize(*this, {520, 290}));
}

void LinkDialog::build()
{
    auto* box = new QVBoxLayout(this);
    box->setSpacing(10);
    auto* what = new QLabel(tr("While the wire flows, a packet waits for those before it, is sent bit by bit, and is then on its "
                               "way. One that finds the queue full is lost. Both directions are alike. What you release by "
                               "hand is there at once."),
                            this);
    what->setWordWrap(true);
    what->setProperty("look", "muted");
    box->addWidget(what);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    box->addLayout(form);
    m_preset = new ChoiceBox(this);
    m_preset->setObjectName("link-preset");
    for (const Preset& preset : presets)
        m_preset->addItem(tr(preset.name));
    m_preset->addItem(tr("As written below"));
    m_delay = new MeasureBox(10'000, QStringLiteral("ms"), this);
    m_delay->setObjectName("link-delay");
    m_rate = new MeasureBox(10'000, QStringLiteral("Mbit/s"), this);
    m_rate->setObjectName("link-rate");
    m_rate->setSpecialValueText(tr("without a limit"));
    m_queue = new QSpinBox(this);
    m_queue->setObjectName("link-queue");
    m_queue->setRange(1, 10'000);
    form->addRow(tr("&Link:"), m_preset);
    form->addRow(tr("&Delay, one way:"), m_delay);
    form->addRow(tr("&Rate:"), m_rate);
    form->addRow(tr("Packets that may &wait:"), m_queue);
    m_line = new QLabel(this);
    m_line->setObjectName("link-line");
    m_line->setProperty("look", "mono");
    m_line->setWordWrap(true);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(m_line);
    box->addStretch(1);
    auto* buttons = new QDialogButtonBox(this);
    auto* use = buttons->addButton(tr("Use this link"), QDialogButtonBox::AcceptRole);
    use->setObjectName("link-use");
    use->setProperty("primary", true);
    use->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    box->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_preset, &QComboBox::activated, this, &LinkDialog::choosePreset);
    connect(m_delay, &QDoubleSpinBox::valueChanged, this, &LinkDialog::changed);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &LinkDialog::changed);
    connect(m_queue, &QSpinBox::valueChanged, this, &LinkDialog::changed);
}

Link LinkDialog::link() const
{
    Link link;
    link.delay = std::llround(m_delay->value() * ms);
    link.rate = std::llround(m_rate->value() * mbit);
    link.queue = link.rate > 0 ? static_cast<std::uint32_t>(m_queue->value()) : 0;
    return link;
}

void LinkDialog::choosePreset(int index)
{
    if (index < static_cast<int>(std::size(presets)))
        fill(presets[index].link);
}

void LinkDialog::fill(const Link& link)
{
    const QSignalBlocker delay(m_delay), rate(m_rate), queue(m_queue);
    m_delay->setValue(static_cast<double>(link.delay) / ms);
    m_rate->setValue(static_cast<double>(link.rate) / mbit);
    m_queue->setValue(static_cast<int>(link.rate > 0 ? link.queue : usualLinkQueue));
    changed();
}

void LinkDialog::changed()
{
    const Link now = link();
    const auto same = std::find_if(std::begin(presets), std::end(presets), [&now](const Preset& one) { return one.link == now; });
    m_preset->setCurrentIndex(static_cast<int>(same - std::begin(presets)));
    m_queue->setEnabled(now.rate > 0);
    m_line->setText(toQString(linkLine(now)));
}

} // namespace lab
