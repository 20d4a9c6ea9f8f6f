#pragma once
// FindView: a line to look for words in all events, how many there are, and the way from one to the next. What is found
// is selected, so every view lights it.

#include "views/find/EventSearch.h"

#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace lab {

class FindView : public View
{
    Q_OBJECT

public:
    FindView(ViewContext& context, QWidget* parent);

    void begin(); ///< the keyboard to the line, its text ready to be replaced
    bool hasWords() const { return !m_search->words().isEmpty(); }
    void next();
    void previous();

    void contextChanged() override;

signals:
    void closed(); ///< Escape, or the button

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Way { None, Next, Previous };

    QToolButton* addButton(const char* name, const QString& sign);
    void retranslate();
    void wordsChanged();
    void progressed();
    bool go(Way way); ///< false: what would be found may lie where has not been read yet
    void goTo(std::size_t event);
    void tell();
    std::optional<std::size_t> selected() const;

    EventSearch* m_search;
    QLineEdit* m_words;
    QLabel* m_count;
    QToolButton *m_previous = nullptr, *m_next = nullptr, *m_close = nullptr;
    Way m_wanted = Way::None; ///< asked for, and not found yet
};

} // namespace lab
