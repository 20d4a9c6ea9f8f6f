#include "views/reading/LayersPage.h"

#include "model/calls/CallText.h"
#include "model/capture/Recording.h"
#include "model/journal/EventKind.h"
#include "views/shared/Labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

constexpr std::size_t mostBytes = 512; ///< of the frame, in sight
constexpr std::size_t bytesPerRow = 16;

QLabel* paragraph(QWidget* parent, QBoxLayout* box, const char* look, Qt::TextFormat format = Qt::PlainText)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setProperty("look", look);
    label->setTextFormat(format);
    box->addWidget(label);
    return label;
}

} // namespace

LayersPage::LayersPage(ViewContext& context, const QString& recording, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_recording(recording)
    , m_canvas(new LayersCanvas(context, this))
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 8, 0);
    m_intro = paragraph(this, box, "text");
    m_which = paragraph(this, box, "muted");
    m_which->setObjectName("layers-which");
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    box->addLayout(columns);
    auto* left = new QVBoxLayout;
    columns->addLayout(left, 1);
    left->addWidget(m_canvas);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    columns->addLayout(right, 1);
    m_layerTitle = paragraph(this, right, "heading");
    m_layerText = paragraph(this, right, "text");
    m_layerText->setObjectName("layers-text");
    m_fields = paragraph(this, right, "text", Qt::RichText);
    m_fields->setObjectName("layers-fields");
    right->addStretch(1);
    m_hexTitle = paragraph(this, box, "heading");
    m_hex = paragraph(this, box, "mono", Qt::RichText);
    m_hex->setWordWrap(false);
    m_hex->setObjectName("layers-hex");
    box->addStretch(1);
    connect(m_canvas, &LayersCanvas::layerChosen, this, &LayersPage::showLayer);
    retranslate();
}

QString LayersPage::word(const std::string& key, const std::map<std::string, std::string>& values) const
{
    return m_context.word("reading", key, values);
}

void LayersPage::retranslate()
{
    m_intro->setText(word("layers.text"));
    m_hexTitle->setText(word("layers.bytes"));
    m_canvas->setAccessibleName(tr("The layers of the packet"));
    showPacket();
}

void LayersPage::contextChanged()
{
    retranslate();
}

void LayersPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LayersPage::refresh()
{
    if (isVisible())
        read();
}

void LayersPage::read()
{
    const Journal& journal = m_context.playhead->journal();
    const Selection::What& what = m_context.selection->what();
    ChosenPacket now = choosePacket(journal, m_context.playhead->state(), what);
    if (now.choice == PacketChoice::None && !m_recording.isEmpty()) {
        if (m_packet.choice == PacketChoice::Recorded)
            return;
        if (const auto recorded = openRecording(m_recording.toStdString())) {
            now = choosePacket(**recorded, LabState(), {});
            now.choice = now.choice == PacketChoice::None ? PacketChoice::None : PacketChoice::Recorded;
        }
    }
    if (now.choice == m_packet.choice && now.packet == m_packet.packet && now.frame == m_packet.frame)
        return;
    m_packet = std::move(now);
    m_call.clear();
    if (m_packet.choice != PacketChoice::Recorded && m_packet.choice != PacketChoice::None) {
        const JournalLookup& lookup = m_context.playhead->lookup();
        const auto sent = lookup.sent(m_packet.packet);
        const auto call = sent && journal.kindOf(*sent) == kindIndexOf<PacketSent>() ? callBehind(journal, lookup, *sent) : std::nullopt;
        if (call)
            m_call = toQString(shortText(std::get<CallEntered>(journal.at(*call).body)));
    }
    showPacket();
}

void LayersPage::forget()
{
    refresh();
}

QString LayersPage::titleOf(const PacketLayer& layer) const
{
    const std::string key = layerKey(layer);
    if (layer.kind == PacketLayer::Kind::Socket)
        return word("layer.socket.name");
    if (layer.length == 0)
        return word("layer." + key + ".name") + QStringLiteral(" · ") + word("layers.no-bytes");
    return word("layer." + key + ".name") + QStringLiteral(" · ")
        + word("layers.range", {{"count", std::to_string(layer.length)},
                                {"first", std::to_string(layer.offset)},
                                {"last", std::to_string(layer.offset + layer.length - 1)}});
}

void LayersPage::showPacket()
{
    const char* const choices[] {"selected", "first-with-data", "first", "recorded", "none"};
    const Packet decoded = decodePacket(m_packet.frame, m_packet.fullLength);
    m_which->setText(word(std::string("layers.which.") + choices[static_cast<std::size_t>(m_packet.choice)],
                          {{"packet", packetKind(decoded)}, {"number", std::to_string(m_packet.packet)}}));
    m_layers = m_packet.choice == PacketChoice::None ? std::vector<PacketLayer>() : layersOf(m_packet.frame);
    QStringList titles;
    for (const PacketLayer& layer : m_layers)
        titles << titleOf(layer);
    m_canvas->setLayers(m_layers, titles);
}

void LayersPage::showLayer()
{
    const int chosen = m_canvas->chosen();
    const bool any = chosen >= 0 && chosen < static_cast<int>(m_layers.size());
    for (QLabel* label : {m_layerTitle, m_layerText, m_fields, m_hexTitle, m_hex})
        label->setVisible(any);
    if (!any)
        return;
    const PacketLayer& layer = m_layers[static_cast<std::size_t>(chosen)];
    m_layerTitle->setText(word(std::string("layer.") + layerKey(layer) + ".name"));
    QString text = word(std::string("layer.") + layerKey(layer) + ".text");
    if (layer.kind == PacketLayer::Kind::Socket && !m_call.isEmpty())
        text += QLatin1Char('\n') + word("layers.call", {{"call", m_call.toStdString()}});
    m_layerText->setText(text);
    m_fields->setText(fieldsText(layer));
    m_hex->setText(hexText());
}

QString LayersPage::fieldsText(const PacketLayer& layer) const
{
    if (layer.fields.empty())
        return {};
    QString rows = QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td><b>%2</b>&nbsp;&nbsp;</td><td><b>%3</b></td></tr>")
                       .arg(word("layers.offset"), word("layers.field"), word("layers.value"));
    for (const PacketField& field : layer.fields)
        rows += QStringLiteral("<tr><td><tt>%1</tt></td><td>%2&nbsp;&nbsp;</td><td><tt>%3</tt></td></tr>")
                    .arg(field.offset)
                    .arg(toQString(field.name).toHtmlEscaped(), toQString(field.value).left(120).toHtmlEscaped());
    return QStringLiteral("<table>%1</table>").arg(rows);
}

QStringList LayersPage::rowColumns() const
{
    return {tr("Layer"), word("layers.offset"), word("layers.field"), word("layers.value")};
}

/// A layer's own row says where its bytes are.
void LayersPage::addRows(ListedTable& table) const
{
    for (const PacketLayer& layer : m_layers) {
        table.add({titleOf(layer)});
        const QString name = word(std::string("layer.") + layerKey(layer) + ".name");
        for (const PacketField& field : layer.fields)
            table.add({name, QString::number(field.offset), toQString(field.name), toQString(field.value)});
    }
}

QString LayersPage::hexText() const
{
    const int chosen = m_canvas->chosen();
    if (chosen < 0 || chosen >= static_cast<int>(m_layers.size()))
        return {};
    const PacketLayer& layer = m_layers[static_cast<std::size_t>(chosen)];
    const QString mark = QStringLiteral("<span style=\"background-color:%1;color:%2\">")
                             .arg(m_context.theme.color(Role::Accent).name(), m_context.theme.color(Role::AccentText).name());
    QString text;
    const std::size_t end = std::min(m_packet.frame.size(), mostBytes);
    for (std::size_t i = 0; i < end; ++i) {
        const bool lit = i >= layer.offset && i < layer.offset + layer.length;
        if (i % bytesPerRow == 0)
            text += (i == 0 ? QString() : QStringLiteral("<br>")) + QStringLiteral("%1&nbsp;&nbsp;").arg(i, 3, 10, QLatin1Char('0'));
        const QString byte = QStringLiteral("%1").arg(m_packet.frame[i], 2, 16, QLatin1Char('0'));
        text += (lit ? mark + byte + QStringLiteral("</span>") : byte) + (i % 8 == 7 ? QStringLiteral("&nbsp; ") : QStringLiteral(" "));
    }
    if (end < m_packet.frame.size())
        text += QStringLiteral("<br>…");
    return text;
}

} // namespace lab
