#include "views/conversations/ConversationModel.h"

#include "views/shared/Labels.h"
#include "views/shared/Turn.h"

#include <QFont>

#include <algorithm>
#include <tuple>

namespace lab {

namespace {

constexpr std::size_t atOnce = 64; ///< events between two looks at the clock
constexpr int arrangeAgain = 200; ///< ms between two new orders of a list that still grows

bool isNumber(int column)
{
    return column == ConversationModel::Number || column >= ConversationModel::Packets;
}

std::uint64_t sum(const std::array<std::uint32_t, 2>& both)
{
    return std::uint64_t {both[0]} + both[1];
}

} // namespace

ConversationModel::ConversationModel(ViewContext& context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
{
    m_arrange.setSingleShot(true);
    connect(&m_turn, &SliceTimer::timeout, this, &ConversationModel::readSome);
    connect(&m_arrange, &QTimer::timeout, this, &ConversationModel::showRows);
}

int ConversationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConversationModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columnCount_;
}

QString ConversationModel::text(const Conversation& one, std::size_t number, int column) const
{
    switch (column) {
    case Number:
        return QString::number(number + 1);
    case Client:
    case Server:
        return QString::fromStdString(toText(one.ends[column == Client ? 0 : 1]));
    case States:
        return states(number);
    case Packets:
        return QStringLiteral("%1 + %2").arg(one.packets[0]).arg(one.packets[1]);
    case ClientBytes:
    case ServerBytes:
        return QString::number(one.bytes[column == ClientBytes ? 0 : 1]);
    case Again:
        return QString::number(sum(one.retransmissions));
    case Began:
        return QString::fromStdString(secondsText(one.first.ns));
    default:
        return QString::fromStdString(secondsText(one.last.ns - one.first.ns, 3));
    }
}

QString ConversationModel::states(std::size_t conversation) const
{
    const Conversation& one = m_index.all()[conversation];
    // Where the kernel told none, the heading says so.
    const ConversationStates states = m_index.kernelTold() ? m_index.states(conversation) : ConversationStates {one.states, {false, false}};
    const QString text = QString::fromStdString(toText(states, tr("inferred").toStdString()));
    return one.reset ? text + QStringLiteral(" · RST") : text;
}

QString ConversationModel::toolTip(std::size_t number, int column) const
{
    if (column == States) {
        const auto inferred = m_index.states(number).inferred;
        if (!inferred[0] && !inferred[1])
            return tr("The kernel's own: who began it / the other end");
        if (inferred[0] != inferred[1])
            return tr("The kernel's own, and one that is inferred from the packets as if all of them had arrived: who began it / the other end");
        return tr("Inferred from the packets, as if all of them had arrived: who began it / the other end");
    }
    if ((column == Client || column == Server) && !m_index.all()[number].synSeen)
        return tr("Its beginning is not in the recording: whose port is higher is taken for the client");
    return {};
}

QVariant ConversationModel::data(const QModelIndex& at, int role) const
{
    if (!at.isValid() || at.row() >= rowCount())
        return {};
    const std::size_t number = conversationAt(at.row());
    const Conversation& one = m_index.all()[number];
    const bool future = m_index.firstEvent(number) >= m_context.playhead->position();
    switch (role) {
    case Qt::DisplayRole:
        return text(one, number, at.column());
    case Qt::ToolTipRole:
        return toolTip(number, at.column());
    case Qt::TextAlignmentRole:
        return isNumber(at.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        if (future || at.column() == Number)
            return m_context.theme.color(Role::MutedText);
        if ((at.column() == Again && sum(one.retransmissions) > 0) || (at.column() == States && one.reset))
            return m_context.theme.color(Role::Lost);
        return m_context.theme.color(Role::Text);
    case Qt::FontRole: {
        QFont font = at.column() == States ? QFont() : monoFont(-1);
        font.setItalic(future);
        return font;
    }
    default:
        return {};
    }
}

QVariant ConversationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((isNumber(section) ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool tip = role == Qt::ToolTipRole;
    switch (section) {
    case Number:
        return tip ? tr("In the order in which they began") : tr("No.");
    case Client:
        return tip ? tr("Who began the conversation") : tr("Client");
    case Server:
        return tip ? tr("Whom the client turned to") : tr("Server");
    case States:
        if (m_index.kernelTold())
            return tip ? tr("Of both ends, as the kernel has them; inferred from the packets where it says so") : tr("States");
        return tip ? tr("Of both ends, inferred from the packets") : tr("States (inferred)");
    case Packets:
        return tip ? tr("Sent by the client + by the server") : tr("Packets");
    case ClientBytes:
        return tip ? tr("Bytes of data that the client sent, repetitions too") : tr("Bytes →");
    case ServerBytes:
        return tip ? tr("Bytes of data that the server sent, repetitions too") : tr("← Bytes");
    case Again:
        return tip ? tr("Retransmissions, of both ends") : tr("Sent again");
    case Began:
        return tip ? tr("Time of its first packet, in seconds") : tr("Began");
    default:
        return tip ? tr("From its first packet to its last, in seconds") : tr("Lasted");
    }
}

bool ConversationModel::isBefore(std::uint32_t a, std::uint32_t b) const
{
    const Conversation &one = m_index.all()[a], &other = m_index.all()[b];
    const auto compare = [](const auto& left, const auto& right) { return left < right ? -1 : right < left ? 1 : 0; };
    const auto endOf = [](const Conversation& of, std::size_t side) {
        return std::tuple(of.ends[side].address.version, of.ends[side].address.bytes, of.ends[side].port);
    };
    int order = 0;
    switch (m_column) {
    case Client:
    case Server:
        order = compare(endOf(one, m_column == Client ? 0 : 1), endOf(other, m_column == Client ? 0 : 1));
        break;
    case States:
        order = compare(m_index.states(a).states, m_index.states(b).states);
        break;
    case Packets:
        order = compare(sum(one.packets), sum(other.packets));
        break;
    case ClientBytes:
    case ServerBytes:
        order = compare(one.bytes[m_column == ClientBytes ? 0 : 1], other.bytes[m_column == ClientBytes ? 0 : 1]);
        break;
    case Again:
        order = compare(sum(one.retransmissions), sum(other.retransmissions));
        break;
    case Began:
        order = compare(one.first.ns, other.first.ns);
        break;
    case Lasted:
        order = compare(one.last.ns - one.first.ns, other.last.ns - other.first.ns);
        break;
    default:
        order = compare(a, b);
    }
    return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
}

void ConversationModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    showRows();
}

void ConversationModel::setWords(const QString& words)
{
    m_words.clear();
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        m_words.push_back(word.toStdString());
    showRows();
}

/// All rows anew.
void ConversationModel::showRows()
{
    m_arrange.stop();
    beginResetModel();
    m_rows.clear();
    for (std::uint32_t i = 0; i < m_index.all().size(); ++i)
        if (hasWords(m_index.all()[i], m_index.states(i), m_words))
            m_rows.push_back(i);
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](std::uint32_t a, std::uint32_t b) { return isBefore(a, b); });
    endResetModel();
}

void ConversationModel::read()
{
    if (!finished())
        m_turn.start();
}

void ConversationModel::readSome()
{
    const std::size_t before = m_index.all().size();
    const bool told = m_index.kernelTold();
    const auto until = Turn::until();
    while (m_index.follow(m_context.playhead->journal(), atOnce) && Turn::Clock::now() < until) { }
    if (plainOrder()) {
        if (const std::size_t all = m_index.all().size(); all > before) {
            beginInsertRows({}, static_cast<int>(before), static_cast<int>(all) - 1);
            for (std::size_t i = before; i < all; ++i)
                m_rows.push_back(static_cast<std::uint32_t>(i));
            endInsertRows();
        }
        if (before > 0) // what is known of the earlier ones has grown
            emit dataChanged(createIndex(0, 0), createIndex(static_cast<int>(before) - 1, columnCount_ - 1));
    } else if (!m_arrange.isActive()) {
        m_arrange.start(arrangeAgain);
    }
    if (told != m_index.kernelTold())
        emit headerDataChanged(Qt::Horizontal, States, States);
    if (!finished())
        m_turn.start();
    emit progressed();
}

void ConversationModel::journalChanged()
{
    m_turn.stop();
    m_index.reset();
    showRows();
    emit progressed();
}

void ConversationModel::playheadMoved()
{
    if (!m_rows.empty())
        emit dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, columnCount_ - 1), {Qt::ForegroundRole, Qt::FontRole});
}

void ConversationModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, columnCount_ - 1);
    playheadMoved();
}

bool ConversationModel::finished() const
{
    return m_index.followed() >= m_context.playhead->journal().size();
}

int ConversationModel::percent() const
{
    const std::size_t all = m_context.playhead->journal().size();
    return all == 0 ? 100 : static_cast<int>(m_index.followed() * 100 / all);
}

int ConversationModel::rowOf(std::size_t conversation) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), conversation);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::optional<std::size_t> ConversationModel::conversationOf(const Selection::What& what) const
{
    if (what.event)
        if (const auto found = m_index.of(*what.event))
            return found;
    if (what.packet)
        return m_index.ofPacket(m_context.playhead->journal(), *what.packet);
    const SocketRow* socket = what.socket ? m_context.playhead->state().socket(*what.socket) : nullptr;
    if (socket == nullptr || socket->protocol != 6)
        return {};
    const std::size_t position = m_context.playhead->position();
    const Endpoint local = socket->local.unmapped(), remote = socket->remote.unmapped();
    for (std::size_t i = m_index.all().size(); i-- > 0;) {
        const auto& ends = m_index.all()[i].ends;
        const bool theirs = (ends[0] == local && ends[1] == remote) || (ends[1] == local && ends[0] == remote);
        if (theirs && m_index.firstEvent(i) < position)
            return i;
    }
    return {};
}

} // namespace lab
