#include "app/HeadlessWindow.h"

namespace lab {

HeadlessWindow::HeadlessWindow(Language language, Scheme scheme, const Words& words)
    : m_playhead(std::make_unique<Playhead>())
    , m_selection(std::make_unique<Selection>())
{
    m_context.playhead = m_playhead.get();
    m_context.selection = m_selection.get();
    m_context.words = &words;
    m_context.theme = Theme(scheme);
    m_context.language = language;
    const bool korean = language == Language::Korean;
    if (m_translator.load(korean ? QStringLiteral(":/i18n/socketlab_ko.qm") : QStringLiteral(":/i18n/socketlab_en.qm")))
        QCoreApplication::installTranslator(&m_translator);
    if (m_application.own()) {
        QApplication::setPalette(m_context.theme.palette());
        qApp->setStyleSheet(m_context.theme.styleSheet());
    }
}

HeadlessWindow::~HeadlessWindow()
{
    QCoreApplication::removeTranslator(&m_translator);
}

void HeadlessWindow::show(const Journal& journal)
{
    m_playhead->setJournal(&journal);
    m_playhead->goLive();
}

} // namespace lab
