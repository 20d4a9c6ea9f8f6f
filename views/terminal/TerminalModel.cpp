#include "views/terminal/TerminalModel.h"

#include "views/shared/Labels.h"

#include <algorithm>

namespace lab {

TerminalModel::TerminalModel(ViewContext& context, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_texts(2000)
{
    indexNew();
    m_shown = countBefore(m_context.playhead->position());
}

int TerminalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int TerminalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columnCount_;
}

std::size_t TerminalModel::number(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return m_program ? m_numbers[at] : at;
}

int TerminalModel::countBefore(std::size_t position) const
{
    std::size_t low = 0;
    for (std::size_t high = everShown(); low < high;) {
        const std::size_t middle = (low + high) / 2;
        if (eventAt(static_cast<int>(middle)) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return static_cast<int>(low);
}

std::optional<int> TerminalModel::rowOf(std::size_t event) const
{
    const int row = countBefore(event);
    if (row < m_shown && eventAt(row) == event)
        return row;
    const auto* further = row > 0 && row <= m_shown ? m_index.furtherPieces(number(row - 1)) : nullptr;
    const bool among = further && std::any_of(further->begin(), further->end(), [event](const auto& one) { return one.event == event; });
    return among ? std::optional(row - 1) : std::nullopt;
}

QString TerminalModel::text(int row) const
{
    const std::size_t at = number(row), position = m_context.playhead->position();
    if (m_index.furtherPieces(at)) // how much of it is there depends on the playhead
        return m_index.text(at, position);
    if (const QString* known = m_texts.object(at))
        return *known;
    auto* made = new QString(m_index.text(at, position));
    m_texts.insert(at, made);
    return *made;
}

QString TerminalModel::streamText(TerminalStream stream) const
{
    switch (stream) {
    case TerminalStream::Output:
        return QStringLiteral("stdout");
    case TerminalStream::Errors:
        return QStringLiteral("stderr !");
    case TerminalStream::Typed:
    case TerminalStream::EndTyped:
        return tr("typed ›");
    case TerminalStream::Refused:
        return tr("refused ✗");
    }
    return {};
}

Role TerminalModel::streamRole(TerminalStream stream) const
{
    switch (stream) {
    case TerminalStream::Output:
        return Role::Text;
    case TerminalStream::Errors:
    case TerminalStream::Refused:
        return Role::Lost;
    case TerminalStream::Typed:
    case TerminalStream::EndTyped:
        return Role::Accent;
    }
    return Role::Text;
}

QVariant TerminalModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown)
        return {};
    const TerminalRow& line = lineAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Time:
            return QString::fromStdString(secondsText(m_context.playhead->journal().timeOf(line.event).ns));
        case Program:
            return toQString(m_index.programs()[line.program].name);
        case Stream:
            return streamText(line.stream);
        default:
            return line.stream == TerminalStream::EndTyped ? tr("end of input") : text(index.row());
        }
    case Qt::ForegroundRole: {
        const bool quiet = index.column() == Time || (index.column() == Stream && line.stream == TerminalStream::Output);
        return m_context.theme.color(quiet ? Role::MutedText : index.column() == Program ? Role::Text : streamRole(line.stream));
    }
    case Qt::FontRole: {
        QFont font = index.column() == Program || index.column() == Stream ? QFont() : monoFont(-1);
        font.setItalic(index.column() == Text && line.stream == TerminalStream::EndTyped);
        return font;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Time ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant TerminalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time (s)");
    case Program:
        return tr("Program");
    case Stream:
        return tr("Stream");
    default:
        return tr("Text");
    }
}

void TerminalModel::indexNew()
{
    m_index.follow(m_context.playhead->journal());
    if (!m_program)
        return;
    for (; m_numbered < m_index.rows().size(); ++m_numbered)
        if (m_index.rows()[m_numbered].program == *m_program)
            m_numbers.push_back(m_numbered);
}

void TerminalModel::journalChanged()
{
    beginResetModel();
    m_index.reset();
    m_texts.clear();
    m_program.reset();
    m_numbers.clear();
    m_numbered = 0;
    indexNew();
    m_shown = countBefore(m_context.playhead->position());
    endResetModel();
}

void TerminalModel::journalGrew()
{
    indexNew();
    playheadMoved();
}

void TerminalModel::playheadMoved()
{
    const int before = m_shown;
    const int now = countBefore(m_context.playhead->position());
    if (now > m_shown) {
        beginInsertRows({}, m_shown, now - 1);
        m_shown = now;
        endInsertRows();
    } else if (now < m_shown) {
        beginRemoveRows({}, now, m_shown - 1);
        m_shown = now;
        endRemoveRows();
    }
    // The last line may have got longer or shorter, or have been refused.
    if (const int last = std::min(before, now) - 1; last >= 0)
        emit dataChanged(index(last, 0), index(last, columnCount_ - 1));
}

void TerminalModel::setProgram(std::optional<std::uint32_t> program)
{
    if (program == m_program)
        return;
    beginResetModel();
    m_program = program;
    m_numbers.clear();
    m_numbered = 0;
    indexNew();
    m_shown = countBefore(m_context.playhead->position());
    endResetModel();
}

void TerminalModel::restyle()
{
    emit headerDataChanged(Qt::Horizontal, 0, columnCount_ - 1);
    if (m_shown > 0)
        emit dataChanged(index(0, 0), index(m_shown - 1, columnCount_ - 1));
}

} // namespace lab
