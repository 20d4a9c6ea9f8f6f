#pragma once
// CompareView: the shown run beside another recording, aligned by command, with what is different marked. Choosing a row selects
// its event of the shown run in every view. It knows no files: whoever asks for it hands it the other journal.

#include "views/compare/CompareModel.h"

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QTableView;
class QToolButton;

namespace lab {

class CompareView : public View
{
    Q_OBJECT

public:
    CompareView(ViewContext& context, QWidget* parent);

    /// `name`: what the other one is called, its path.
    void setOther(std::shared_ptr<const Journal> other, const QString& name);
    bool hasOther() const { return m_comparison->other() != nullptr; }

    void next();
    void previous();

    void contextChanged() override;

signals:
    void closed(); ///< Escape, or the button

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectAll();
    QToolButton* addButton(const char* name);
    void retranslate();
    void sizeColumns();
    void fitColumns();
    void compared();
    void tell();
    void showCount(); ///< as much of it as there is room for
    void goTo(int row); ///< -1: nowhere
    int currentRow() const; ///< -1: none is chosen
    void chooseRow();
    void followSelection();

    RunComparison* m_comparison;
    CompareModel* m_model;
    QLabel* m_count;
    QCheckBox* m_only;
    QToolButton *m_previous = nullptr, *m_next = nullptr, *m_close = nullptr;
    QTableView* m_table;
    QLabel* m_empty;
    QPlainTextEdit* m_details;
    int m_leastWithTimes = 0; ///< as wide as it must be for the times to have room, too; pixels
    int m_partWidth = 0; ///< of the longest word for what differs, pixels
    int m_differs = 0; ///< width that this column was given last
    QString m_said; ///< how many differences there are
    QTimer m_again; ///< the shown journal grows
    std::optional<std::size_t> m_chosen; ///< the event of the row that is, or was, chosen
    bool m_choosing = false; ///< the selection changes because of this view
};

} // namespace lab
