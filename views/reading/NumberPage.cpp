#include "views/reading/NumberPage.h"

#include "views/shared/FlowLayout.h"
#include "views/shared/Labels.h"

#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

QLabel* paragraph(QWidget* parent, QVBoxLayout* box, const char* look)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setProperty("look", look);
    box->addWidget(label);
    return label;
}

QVBoxLayout* card(QWidget* parent, QVBoxLayout* into)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("card", true);
    into->addWidget(frame);
    auto* box = new QVBoxLayout(frame);
    box->setContentsMargins(16, 12, 16, 12);
    box->setSpacing(8);
    return box;
}

/// A label and its field: where a row ends, they go on together.
void addPair(QLayout* row, QWidget* label, QWidget* field)
{
    auto* pair = new QWidget(row->parentWidget());
    auto* box = new QHBoxLayout(pair);
    box->setContentsMargins(0, 0, 8, 0);
    box->addWidget(label);
    box->addWidget(field);
    box->addStretch(1);
    row->addWidget(pair);
}

QString noMnemonic(const QString& text)
{
    QString plain = text;
    return plain.remove(QLatin1Char('&'));
}

} // namespace

NumberPage::NumberPage(ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 8, 0);
    box->setSpacing(10);
    QVBoxLayout* then = card(this, box);
    m_thenTitle = paragraph(this, then, "heading");
    m_then = paragraph(this, then, "text");
    auto* controls = new FlowLayout;
    then->addLayout(controls);
    m_schemeLabel = new QLabel(this);
    m_scheme = new QComboBox(this);
    m_scheme->setObjectName("number-scheme");
    m_scheme->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scheme->setMinimumContentsLength(24);
    addPair(controls, m_schemeLabel, m_scheme);
    for (std::size_t i = 0; i < m_bases.size(); ++i) {
        addPair(controls, m_baseLabels[i] = new QLabel(this), m_bases[i] = new QLineEdit(this));
        setMono(m_bases[i]);
        connect(m_bases[i], &QLineEdit::textEdited, this, [this, i] { typed(static_cast<int>(i)); });
    }
    m_bases[0]->setObjectName("number-decimal");
    m_bases[1]->setObjectName("number-hex");
    m_bases[2]->setObjectName("number-binary");
    m_wrong = paragraph(this, then, "lost");
    m_wrong->setObjectName("number-wrong");
    then->addWidget(m_bits = new BitStrip(context, this));
    m_bits->setObjectName("number-bits");
    m_bits->setEditable(true);
    m_reading = paragraph(this, then, "text");
    m_reading->setObjectName("number-reading");
    m_source = paragraph(this, then, "muted");
    m_unconfirmed = paragraph(this, then, "muted");
    QVBoxLayout* now = card(this, box);
    m_nowTitle = paragraph(this, now, "heading");
    m_now = paragraph(this, now, "text");
    auto* choose = new FlowLayout;
    now->addLayout(choose);
    addPair(choose, m_endpointLabel = new QLabel(this), m_endpoint = new QComboBox(this));
    m_endpoint->setObjectName("endpoint");
    m_endpoint->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_endpoint->setMinimumContentsLength(20);
    now->addWidget(m_endpointBits = new BitStrip(context, this));
    m_endpointBits->setObjectName("endpoint-bits");
    m_endpointReading = paragraph(this, now, "text");
    m_endpointReading->setObjectName("endpoint-reading");
    m_differences = paragraph(this, now, "text");
    box->addStretch(1);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, [this] { showNumber(); });
    connect(m_bits, &BitStrip::changed, this, [this](quint64 value) { setNumber(static_cast<std::uint32_t>(value)); });
    connect(m_endpoint, &QComboBox::currentIndexChanged, this, &NumberPage::showEndpoint);
    retranslate();
}

QString NumberPage::word(const std::string& key, const std::map<std::string, std::string>& values) const
{
    return m_context.word("reading", key, values);
}

QStringList NumberPage::fieldNames(const std::vector<BitField>& fields) const
{
    QStringList names;
    for (const BitField& field : fields)
        names << word(std::string("field.") + field.key);
    return names;
}

const NumberScheme& NumberPage::scheme() const
{
    return numberSchemes()[static_cast<std::size_t>(std::max(0, m_scheme->currentIndex()))];
}

void NumberPage::retranslate()
{
    m_thenTitle->setText(word("then.title"));
    m_then->setText(word("then.text"));
    m_nowTitle->setText(word("today.title"));
    m_now->setText(word("today.text"));
    m_differences->setText(word("today.differences"));
    m_unconfirmed->setText(word("then.unconfirmed"));
    m_schemeLabel->setText(tr("&Divided as in"));
    m_schemeLabel->setBuddy(m_scheme);
    const QString bases[] {tr("D&ecimal"), tr("He&xadecimal"), tr("&Binary")};
    for (std::size_t i = 0; i < m_bases.size(); ++i) {
        m_baseLabels[i]->setText(bases[i]);
        m_baseLabels[i]->setBuddy(m_bases[i]);
        m_bases[i]->setAccessibleName(noMnemonic(bases[i]));
        const QString widest = numberText(0xffffffffU, static_cast<NumberBase>(i)) + QStringLiteral("00");
        m_bases[i]->setFixedWidth(std::min(QFontMetrics(m_bases[i]->font()).horizontalAdvance(widest) + 16, 900));
    }
    m_bits->setAccessibleName(tr("The 32 bits of the socket number"));
    m_bits->setToolTip(tr("Click a bit, or choose it with Left and Right and press Enter"));
    m_endpointLabel->setText(tr("&Of this run"));
    m_endpointLabel->setBuddy(m_endpoint);
    m_endpointBits->setAccessibleName(tr("The 48 bits of today's endpoint"));
    const QSignalBlocker silent(m_scheme);
    const int chosen = std::max(0, m_scheme->currentIndex());
    m_scheme->clear();
    for (const NumberScheme& one : numberSchemes())
        m_scheme->addItem(word(std::string("scheme.") + one.key + ".name"));
    m_scheme->setCurrentIndex(chosen);
    showNumber();
    fillEndpoints();
}

void NumberPage::setNumber(std::uint32_t number)
{
    m_number = number;
    showNumber();
}

void NumberPage::typed(int base)
{
    const auto value = readNumber(m_bases[static_cast<std::size_t>(base)]->text(), static_cast<NumberBase>(base));
    m_wrong->setVisible(!value);
    if (!value)
        return m_wrong->setText(tr("Not a number from 0 to 4294967295 in this notation; the last one stays."));
    m_number = *value;
    showNumber(m_bases[static_cast<std::size_t>(base)]);
}

/// What a person types into is left as it is typed.
void NumberPage::showNumber(const QLineEdit* except)
{
    for (std::size_t i = 0; i < m_bases.size(); ++i)
        if (m_bases[i] != except)
            m_bases[i]->setText(numberText(m_number, static_cast<NumberBase>(i)));
    m_wrong->setVisible(false);
    const NumberScheme& chosen = scheme();
    const QStringList names = fieldNames(chosen.fields);
    m_bits->setFields(chosen.fields, names);
    m_bits->setValue(m_number);
    QStringList parts;
    for (std::size_t i = 0; i + 1 < chosen.fields.size() && chosen.fields.size() > 2; ++i)
        parts << QStringLiteral("%1 = %2").arg(names[static_cast<qsizetype>(i)]).arg(fieldOf(m_number, chosen.fields, i));
    m_reading->setText(word(sends(m_number) ? "then.sends" : "then.receives", {{"number", std::to_string(m_number)}})
                       + (parts.isEmpty() ? QString() : QLatin1Char('\n') + parts.join(QStringLiteral(" · "))));
    m_source->setText(word(std::string("scheme.") + chosen.key + ".source"));
    emit numberChanged();
}

std::vector<Endpoint> endpointsIn(const LabState& state)
{
    std::vector<Endpoint> all;
    const auto add = [&](bool (*wanted)(const SocketRow&)) {
        for (const HostId host : {HostId::Client, HostId::Server})
            for (const SocketRow& row : state.host(host).sockets)
                if (wanted(row) && row.local.port != 0 && std::find(all.begin(), all.end(), row.local) == all.end())
                    all.push_back(row.local);
    };
    add([](const SocketRow& row) { return row.remote.port != 0; });
    add([](const SocketRow& row) { return row.state == SocketState::Listen; });
    add([](const SocketRow&) { return true; });
    return all;
}

void NumberPage::fillEndpoints()
{
    const Endpoint before = m_endpoint->currentIndex() >= 0 && !m_endpoints.empty()
        ? m_endpoints[std::min(m_endpoints.size() - 1, static_cast<std::size_t>(m_endpoint->currentIndex()))]
        : Endpoint {};
    m_endpoints = endpointsIn(m_context.playhead->state());
    const QSignalBlocker silent(m_endpoint);
    m_endpoint->clear();
    for (const Endpoint& one : m_endpoints)
        m_endpoint->addItem(toQString(toText(one)));
    const auto same = std::find(m_endpoints.begin(), m_endpoints.end(), before);
    if (same != m_endpoints.end())
        m_endpoint->setCurrentIndex(static_cast<int>(same - m_endpoints.begin()));
    m_endpointLabel->setVisible(!m_endpoints.empty());
    m_endpoint->setVisible(!m_endpoints.empty());
    showEndpoint();
}

/// Without a run, the address and port that the lab's server has in nearly every lesson; and it is said to be an example.
void NumberPage::showEndpoint()
{
    const bool real = !m_endpoints.empty() && m_endpoint->currentIndex() >= 0;
    const Endpoint shown = real ? m_endpoints[static_cast<std::size_t>(m_endpoint->currentIndex())] : *parseEndpoint("10.9.0.2:8080");
    const auto bits = endpointBits(shown);
    m_endpointBits->setVisible(bits.has_value());
    m_endpointBits->setFields(endpointFields(), fieldNames(endpointFields()));
    if (bits)
        m_endpointBits->setValue(*bits);
    const char* const key = !bits ? "today.ipv6" : real ? "today.reading" : "today.example";
    m_endpointReading->setText(
        word(key, {{"address", toText(shown.address)}, {"port", std::to_string(shown.port)}, {"number", std::to_string(bits ? *bits >> 16 : 0)}}));
    emit numberChanged();
}

void NumberPage::addRows(ListedTable& table) const
{
    m_bits->addRows(table);
    if (!m_endpointBits->isHidden())
        m_endpointBits->addRows(table);
}

void NumberPage::refresh()
{
    if (isVisible() && endpointsIn(m_context.playhead->state()) != m_endpoints)
        fillEndpoints();
}

void NumberPage::contextChanged()
{
    retranslate();
}

void NumberPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lab
