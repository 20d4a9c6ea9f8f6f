#include "app/ManualWindow.h"

#include "app/DialogSize.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace lab {

namespace {

const QString manualFolder = QStringLiteral(":/docs/");
const QString manualIndex = QStringLiteral("README.md");
const QString koreanHalf = QStringLiteral(".ko.md"), ending = QStringLiteral(".md");

/// "lessons.md" of both "lessons.md" and "lessons.ko.md".
QString baseName(const QString& name)
{
    return name.endsWith(koreanHalf) ? name.chopped(koreanHalf.size()) + ending : name;
}

QString halfOf(const QString& name, Language language)
{
    const QString base = baseName(name), korean = base.chopped(ending.size()) + koreanHalf;
    return language == Language::Korean && QFile::exists(manualFolder + korean) ? korean : base;
}

/// As GitHub makes it, for which the pages are written: small letters, no punctuation, hyphens for blanks.
QString anchorOf(const QString& heading)
{
    QString anchor;
    for (const QChar letter : heading.toLower()) {
        if (letter.isLetterOrNumber() || letter == QLatin1Char('-') || letter == QLatin1Char('_'))
            anchor += letter;
        else if (letter.isSpace())
            anchor += QLatin1Char('-');
    }
    return anchor;
}

QString titleOf(const QString& text, const QString& otherwise)
{
    for (const QString& line : text.split(QLatin1Char('\n')))
        if (line.startsWith(QLatin1String("# ")))
            return line.mid(2).remove(QLatin1Char('`')).trimmed();
    return otherwise;
}

} // namespace

std::vector<ManualPage> manualPages(Language language)
{
    std::vector<ManualPage> pages;
    for (const QString& name : QDir(manualFolder).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
        QFile file(manualFolder + name);
        if (name != halfOf(name, language) || !file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        pages.push_back({file.fileName(), titleOf(text, name), text});
    }
    std::stable_sort(pages.begin(), pages.end(), [](const ManualPage& a, const ManualPage& b) {
        const auto isIndex = [](const ManualPage& one) { return baseName(one.path).endsWith(manualIndex); };
        const bool first = isIndex(a), second = isIndex(b);
        return first != second ? first : a.title.localeAwareCompare(b.title) < 0;
    });
    return pages;
}

ManualWindow::ManualWindow(Language language, QWidget* parent)
    : QDialog(parent)
    , m_language(language)
    , m_pages(manualPages(language))
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget)
    , m_text(new QTextBrowser)
    , m_state(new QLabel(this))
    , m_back(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName("manual");
    resize(dialogSize(*this, {960, 640}));
    build();
    connect(m_search, &QLineEdit::textChanged, this, &ManualWindow::list);
    connect(m_search, &QLineEdit::returnPressed, this, &ManualWindow::findNext);
    connect(m_next, &QPushButton::clicked, this, &ManualWindow::findNext);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            open(QFileInfo(item->data(Qt::UserRole).toString()).fileName());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &ManualWindow::follow);
    // source() is still the page before then.
    connect(m_text, &QTextBrowser::sourceChanged, this, [this](const QUrl& url) {
        m_shown = QLatin1Char(':') + url.path();
        pageShown();
    });
    connect(m_text, &QTextBrowser::backwardAvailable, m_back, &QPushButton::setEnabled);
    connect(m_back, &QPushButton::clicked, m_text, &QTextBrowser::backward);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
    open(halfOf(manualIndex, language));
    list();
    m_search->setFocus();
}

void ManualWindow::build()
{
    m_text->setOpenLinks(false); // a page that is not in the manual would be an empty one
    m_text->setObjectName("manual-text");
    m_list->setObjectName("manual-pages");
    m_search->setObjectName("manual-search");
    m_search->setClearButtonEnabled(true);
    m_state->setProperty("look", "muted");
    m_state->setWordWrap(true);
    m_back->setEnabled(false);
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_back);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_next);
    auto* columns = new QSplitter(Qt::Horizontal, this);
    columns->addWidget(m_list);
    columns->addWidget(m_text);
    columns->setStretchFactor(1, 1);
    columns->setSizes({width() / 4, width() * 3 / 4});
    columns->setChildrenCollapsible(false);
    m_list->setWordWrap(true);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_state, 1);
    foot->addWidget(m_close);
    auto* box = new QVBoxLayout(this);
    box->addLayout(bar);
    box->addWidget(columns, 1);
    box->addLayout(foot);
    for (QPushButton* button : {m_back, m_next, m_close})
        button->setAutoDefault(false); // Enter in the search finds the next place
}

void ManualWindow::retranslate()
{
    setWindowTitle(tr("Manual"));
    setWhatsThis(tr("The manual: the same pages as in the folder docs of the project."));
    m_search->setPlaceholderText(tr("Search all pages…"));
    m_search->setAccessibleName(tr("Search all pages"));
    m_list->setAccessibleName(tr("Pages"));
    m_text->setAccessibleName(tr("Page of the manual"));
    m_back->setText(tr("Back"));
    m_next->setText(tr("Find next"));
    m_close->setText(tr("Close"));
}

/// The pages that have every word, and the first place of the words in the page that is shown.
void ManualWindow::list()
{
    const QStringList words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->blockSignals(true);
    m_list->clear();
    for (const ManualPage& page : m_pages) {
        if (!std::all_of(words.begin(), words.end(), [&page](const QString& word) { return page.text.contains(word, Qt::CaseInsensitive); }))
            continue;
        auto* item = new QListWidgetItem(page.title, m_list);
        item->setData(Qt::UserRole, page.path);
        if (page.path == m_shown)
            m_list->setCurrentItem(item);
    }
    m_list->blockSignals(false);
    m_next->setEnabled(!words.isEmpty());
    m_state->setText(words.isEmpty() ? QString() : tr("%n pages", nullptr, m_list->count()));
    if (!words.isEmpty() && m_list->count() > 0 && !m_list->currentItem())
        m_list->setCurrentRow(0);
    else
        pageShown();
}

void ManualWindow::setLanguage(Language language)
{
    if (m_language == language)
        return;
    m_language = language;
    m_pages = manualPages(language);
    open(halfOf(QFileInfo(m_shown).fileName(), language));
    list();
}

void ManualWindow::search(const QString& words)
{
    m_search->setText(words);
}

void ManualWindow::open(const QString& page)
{
    const QUrl url(QStringLiteral("qrc") + manualFolder + page);
    if (m_shown != manualFolder + page)
        m_text->setSource(url, QTextDocument::MarkdownResource);
}

void ManualWindow::pageShown()
{
    m_list->blockSignals(true);
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->data(Qt::UserRole).toString() == m_shown)
            m_list->setCurrentRow(i);
    m_list->blockSignals(false);
    if (!m_search->text().isEmpty()) {
        m_text->moveCursor(QTextCursor::Start);
        findNext();
    }
}

void ManualWindow::findNext()
{
    const QStringList words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty() || m_text->find(words.first()))
        return;
    m_text->moveCursor(QTextCursor::Start); // round and round
    m_text->find(words.first());
}

void ManualWindow::follow(const QUrl& link)
{
    const QUrl whole = m_text->source().resolved(link);
    const QString name = QFileInfo(whole.path()).fileName();
    if (whole.scheme() == QLatin1String("https") || whole.scheme() == QLatin1String("http"))
        QDesktopServices::openUrl(whole);
    else if (whole.path() == QStringLiteral("/docs/") + name && QFile::exists(manualFolder + name))
        openAt(name, whole.fragment());
    else
        m_state->setText(tr("%1 is in the project's folder, not in the manual.").arg(name));
}

void ManualWindow::openAt(const QString& page, const QString& anchor)
{
    open(page);
    // Qt's Markdown gives headings no anchors: QTextBrowser has nothing to go to.
    for (QTextBlock block = m_text->document()->begin(); !anchor.isEmpty() && block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || anchorOf(block.text()) != anchor)
            continue;
        m_text->moveCursor(QTextCursor::End); // from below: the heading then stands at the top
        m_text->setTextCursor(QTextCursor(block));
        m_text->ensureCursorVisible();
        return;
    }
}

void ManualWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace lab
