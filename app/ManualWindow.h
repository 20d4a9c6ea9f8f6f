#pragma once
// ManualWindow: docs/*.md as they are, built into the program: a list of pages in the person's language, a search through all
// of them, and links from page to page.

#include "model/base/Text.h"

#include <QDialog>
#include <QUrl>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTextBrowser;

namespace lab {

struct ManualPage
{
    QString path; ///< ":/docs/programs.md"
    QString title; ///< its first heading
    QString text; ///< Markdown
};

/// Of NAME.md and its Korean half NAME.ko.md the one in that language; a page without a half in both. The page that lists the
/// others comes first, the others by title.
std::vector<ManualPage> manualPages(Language language);

class ManualWindow : public QDialog
{
    Q_OBJECT

public:
    explicit ManualWindow(Language language, QWidget* parent = nullptr);

    void setLanguage(Language language); ///< the page that is open stays, as its other half

    void open(const QString& page); ///< "programs.md"
    void search(const QString& words); ///< only pages that have all of them are listed, and the first one is found in the page

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void list();
    void follow(const QUrl& link);
    void findNext();
    void pageShown();
    void openAt(const QString& page, const QString& anchor); ///< "live": at the heading "Live", as the links in pages have it

    Language m_language;
    std::vector<ManualPage> m_pages;
    QString m_shown; ///< path of a page
    QLineEdit* m_search;
    QListWidget* m_list;
    QTextBrowser* m_text;
    QLabel* m_state;
    QPushButton *m_back, *m_next, *m_close;
};

} // namespace lab
