#pragma once
// GlossaryView: the glossary to search in either language: a list, and the entry: names, meaning, and the events of
// this run that show it; where none does, the lessons that speak of it.

#include "model/glossary/Glossary.h"
#include "views/shared/EventText.h"
#include "views/shared/View.h"

class QLineEdit;
class QListWidget;
class QSplitter;
class QTextBrowser;
class QUrl;

namespace lab {

class LessonsAbout;
class TermSearch;

class GlossaryView : public View
{
    Q_OBJECT

public:
    GlossaryView(ViewContext& context, QWidget* parent);

    void begin(); ///< the keyboard to the search line, its text ready to be replaced
    void read(); ///< the keyboard to the entry
    void showEntry(const std::string& id); ///< of GlossaryEntry; nothing happens if there is none
    /// The entry that these words name, or else what a search for them finds.
    void lookUp(const QString& words);

    const std::string& shown() const { return m_shown; } ///< the entry's id; empty: none

    void contextChanged() override;

signals:
    void closed(); ///< Escape

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void searchChanged();
    void fillList();
    void rowChosen();
    void showText(); ///< the entry anew
    QString headHtml(const GlossaryEntry& entry) const;
    QString runHtml(const GlossaryEntry& entry);
    QString hitHtml(std::size_t event) const;
    QString lessonsHtml(const GlossaryEntry& entry);
    QString kindText(const GlossaryEntry& entry) const;
    QString muted(const QString& text) const;
    void followLink(const QUrl& link);
    const GlossaryEntry* entry() const;

    Glossary m_glossary;
    TermSearch* m_search;
    LessonsAbout* m_lessons;
    QLineEdit* m_words;
    QSplitter* m_halves;
    QListWidget* m_list;
    QTextBrowser* m_text;
    std::string m_shown;
    bool m_entry = false; ///< its text is shown, and not how to choose one
    QString m_html;
};

} // namespace lab
