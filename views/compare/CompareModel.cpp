#include "views/compare/CompareModel.h"

#include "views/shared/Labels.h"

#include <QBrush>
#include <QFont>

#include <algorithm>

namespace lab {

namespace {


/// A sign for each, so that no colour is needed.
QString signOf(RowVerdict verdict)
{
    switch (verdict) {
    case RowVerdict::Same:
        return {};
    case RowVerdict::OnlyLeft:
        return QStringLiteral("−");
    case RowVerdict::OnlyRight:
        return QStringLiteral("+");
    case RowVerdict::Different:
        return QStringLiteral("≠");
    }
    return {};
}

Role surfaceOf(RowVerdict verdict)
{
    return verdict == RowVerdict::OnlyLeft ? Role::LostSurface : verdict == RowVerdict::OnlyRight ? Role::GoodSurface : Role::HeldSurface;
}

Role inkOf(RowVerdict verdict)
{
    return verdict == RowVerdict::OnlyLeft ? Role::Lost : verdict == RowVerdict::OnlyRight ? Role::Good : Role::Held;
}

bool isTime(int column)
{
    return column == CompareModel::LeftTime || column == CompareModel::RightTime;
}

} // namespace

CompareModel::CompareModel(const ViewContext& context, const RunComparison& comparison, QObject* parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_comparison(comparison)
{
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_onlyDifferences ? m_comparison.result().listed.size() : m_comparison.result().rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columnCount_;
}

const ComparedRow& CompareModel::rowAt(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    const Comparison& result = m_comparison.result();
    return result.rows[m_onlyDifferences ? result.listed[at] : at];
}

const RunFact* CompareModel::fact(const ComparedRow& row, bool right) const
{
    const std::uint32_t which = right ? row.right : row.left;
    return which == ComparedRow::none ? nullptr : &(right ? m_comparison.right() : m_comparison.left())[which];
}

bool CompareModel::isCommand(const ComparedRow& row) const
{
    return fact(row, row.left == ComparedRow::none)->kind == RunFact::Kind::Command;
}

QString CompareModel::text(const ComparedRow& row, bool right, FactText::Form form) const
{
    const RunFact* shown = fact(row, right);
    if (!shown)
        return {};
    const FactWords words = (right ? m_rightText : m_leftText)->of(*shown, form);
    if (shown->kind == RunFact::Kind::Command)
        return QStringLiteral("▸ ") + toQString(words.what);
    return QStringLiteral("%1 · %2").arg(toQString(words.who), toQString(words.what));
}

QString CompareModel::verdict(const ComparedRow& row) const
{
    return m_context.word("compare", "verdict-" + std::string(verdictName(row.verdict)));
}

QString CompareModel::differs(const ComparedRow& row) const
{
    if (row.verdict == RowVerdict::Same)
        return {};
    return row.verdict == RowVerdict::Different ? toQString(m_leftText->parts(row.parts)) : verdict(row);
}

QVariant CompareModel::background(const ComparedRow& row, int column) const
{
    const Theme& theme = m_context.theme;
    const bool missing = (column == LeftTime || column == Left) ? row.left == ComparedRow::none
                                                                 : (column == RightTime || column == Right) && row.right == ComparedRow::none;
    if (missing) // nothing stands there: hatched, in any colour
        return QBrush(theme.color(Role::CardBorder), Qt::BDiagPattern);
    if (row.verdict != RowVerdict::Same)
        return theme.color(surfaceOf(row.verdict));
    return isCommand(row) ? QVariant(theme.color(Role::Raised)) : QVariant();
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ComparedRow& row = rowAt(index.row());
    const int column = index.column();
    const bool right = column == RightTime || column == Right;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (column == Sign)
            return role == Qt::DisplayRole ? signOf(row.verdict) : verdict(row);
        if (column == Differs)
            return differs(row);
        if (isTime(column)) {
            const RunFact* shown = fact(row, right);
            const Journal& journal = right ? *m_comparison.other() : m_context.playhead->journal();
            return shown ? QString::fromStdString(secondsText(journal.timeOf(shown->shown).ns, 3)) : QString();
        }
        return text(row, right, role == Qt::DisplayRole ? FactText::Form::Short : FactText::Form::Whole);
    case Qt::ToolTipRole:
        return details(index.row()).join('\n');
    case Qt::ForegroundRole:
        if (row.verdict != RowVerdict::Same && (column == Sign || column == Differs))
            return m_context.theme.color(inkOf(row.verdict));
        return m_context.theme.color(isTime(column) || row.verdict == RowVerdict::Same ? Role::MutedText : Role::Text);
    case Qt::BackgroundRole:
        return background(row, column);
    case Qt::FontRole: {
        QFont font = column == Differs ? QFont() : monoFont(-1);
        font.setBold(column == Sign || isCommand(row));
        return font;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column == Sign ? Qt::AlignHCenter : isTime(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isTime(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section == Right)
        return m_otherName;
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LeftTime:
    case RightTime:
        return tr("Time (s)");
    case Left:
        return tr("Shown here");
    case Right:
        return m_otherName.section('/', -1);
    case Differs:
        return tr("Difference");
    default:
        return QString();
    }
}

void CompareModel::setOtherName(const QString& name)
{
    m_otherName = name;
    emit headerDataChanged(Qt::Horizontal, Right, Right);
}

void CompareModel::setOnlyDifferences(bool only)
{
    if (only == m_onlyDifferences)
        return;
    beginResetModel();
    m_onlyDifferences = only;
    endResetModel();
}

void CompareModel::compared()
{
    beginResetModel();
    const Journal* other = m_comparison.other();
    m_leftText = other ? std::make_unique<FactText>(m_context.playhead->journal(), *m_context.words, m_context.language) : nullptr;
    m_rightText = other ? std::make_unique<FactText>(*other, *m_context.words, m_context.language) : nullptr;
    endResetModel();
}

void CompareModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, columnCount_ - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1));
}

int CompareModel::shownRow(std::uint32_t row) const
{
    if (!m_onlyDifferences)
        return static_cast<int>(row);
    const auto& listed = m_comparison.result().listed;
    return static_cast<int>(std::lower_bound(listed.begin(), listed.end(), row) - listed.begin());
}

bool CompareModel::isDifference(int row) const
{
    return rowAt(row).verdict != RowVerdict::Same;
}

int CompareModel::nextDifference(int row) const
{
    const auto& all = m_comparison.result().differences;
    if (all.empty())
        return -1;
    const auto next = std::partition_point(all.begin(), all.end(), [&](std::uint32_t one) { return shownRow(one) <= row; });
    return shownRow(next == all.end() ? all.front() : *next);
}

int CompareModel::previousDifference(int row) const
{
    const auto& all = m_comparison.result().differences;
    if (all.empty())
        return -1;
    const auto after = std::partition_point(all.begin(), all.end(), [&](std::uint32_t one) { return shownRow(one) < row; });
    return shownRow(after == all.begin() ? all.back() : *(after - 1));
}

std::optional<std::size_t> CompareModel::leftEvent(int row) const
{
    const RunFact* shown = fact(rowAt(row), false);
    return shown ? std::optional<std::size_t>(shown->shown) : std::nullopt;
}

int CompareModel::rowOfLeft(std::size_t event) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (const RunFact* shown = fact(rowAt(row), false); shown && (shown->shown == event || shown->begin == event))
            return row;
    return -1;
}

QStringList CompareModel::details(int row) const
{
    const ComparedRow& compared = rowAt(row);
    QStringList lines;
    for (const bool right : {false, true})
        if (const RunFact* shown = fact(compared, right)) {
            const Journal& journal = right ? *m_comparison.other() : m_context.playhead->journal();
            const QString sign = compared.verdict == RowVerdict::Same ? QStringLiteral("=") : right ? QStringLiteral("+") : QStringLiteral("−");
            lines << QStringLiteral("%1 %2 s  #%3  %4").arg(sign, QString::fromStdString(secondsText(journal.timeOf(shown->shown).ns)))
                         .arg(shown->shown + 1)
                         .arg(text(compared, right, FactText::Form::Whole));
        }
    lines << (compared.verdict == RowVerdict::Different ? QStringLiteral("≠ ") + differs(compared) : verdict(compared));
    return lines;
}

} // namespace lab
