#pragma once
// InspectorView: the selected event taken apart: fields, explanations and bytes, lit both ways. With nothing selected,
// the newest event that a person sees, a frame after the others have shown it.

#include "views/inspector/Inspector.h"
#include "views/shared/TurnTimer.h"

class QLabel;
class QScrollArea;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace lab {

class ExplanationCard;
class HexView;
class NoteEditor;

class InspectorView : public View
{
    Q_OBJECT

public:
    explicit InspectorView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

    const Inspection& shown() const { return m_shown; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void journalChanged();
    void refresh();
    Inspection inspect() const;
    std::optional<std::size_t> newestInteresting() const;
    std::optional<std::size_t> chosenEvent() const;
    void editNote();
    void showHeader();
    void showTitle();
    void showExplanations();
    void showFields();
    void showBuffer(int buffer);
    void fieldChosen();
    void showLine(std::size_t frame);
    void byteChosen(std::size_t index);
    void fitColumns();
    void fitTree();

    static constexpr int headMargin = 12; ///< pixels

    Inspector m_inspector;
    Inspection m_shown;
    std::optional<std::size_t> m_event; ///< the one shown
    int m_buffer = -1;
    bool m_choosing = false;
    TurnTimer m_frame;
    bool m_outdated = true; ///< another language, theme or journal: everything is to be shown again
    std::vector<ExplanationCard*> m_cards;

    QLabel *m_title, *m_pill, *m_number, *m_subtitle, *m_bufferTitle;
    QWidget* m_explanations;
    QVBoxLayout* m_explanationLayout;
    NoteEditor* m_note;
    QScrollArea* m_scroll;
    QTreeWidget* m_fields;
    HexView* m_hex;
};

} // namespace lab
