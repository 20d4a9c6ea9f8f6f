#pragma once
// CompareModel: two runs as one table, a row for each thing that happened, what stands for one another side by side. A row's texts
// are made when it is shown.

#include "model/compare/FactText.h"
#include "views/compare/RunComparison.h"

#include <QAbstractTableModel>

namespace lab {

class CompareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Sign, LeftTime, Left, RightTime, Right, Differs, columnCount_ };

    CompareModel(const ViewContext& context, const RunComparison& comparison, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setOtherName(const QString& name);
    void setOnlyDifferences(bool only); ///< and the commands that they belong to

    void compared(); ///< another result
    void retranslate();

    bool isDifference(int row) const;
    int nextDifference(int row) const; ///< after it, else the first; -1: there is none
    int previousDifference(int row) const;
    int rowOfLeft(std::size_t event) const; ///< the row that has this event; -1: none does
    std::optional<std::size_t> leftEvent(int row) const;
    QStringList details(int row) const; ///< a line for each side, and in what they differ

private:
    const ComparedRow& rowAt(int row) const;
    int shownRow(std::uint32_t row) const; ///< of the result; or the next one that is shown
    const RunFact* fact(const ComparedRow& row, bool right) const;
    bool isCommand(const ComparedRow& row) const;
    QString text(const ComparedRow& row, bool right, FactText::Form form) const;
    QString verdict(const ComparedRow& row) const; ///< in words
    QString differs(const ComparedRow& row) const;
    QVariant background(const ComparedRow& row, int column) const;

    const ViewContext& m_context;
    const RunComparison& m_comparison;
    std::unique_ptr<FactText> m_leftText, m_rightText;
    QString m_otherName;
    bool m_onlyDifferences = true;
};

} // namespace lab
