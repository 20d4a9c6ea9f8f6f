#include "app/HeadlessWindow.h"

#include <QStyleFactory>

namespace lab {

namespace {

std::unique_ptr<QApplication> offscreenApplication(const QTemporaryDir& runtime)
{
    if (QCoreApplication::instance())
        return nullptr;
    // Without one Qt complains, and makes a folder that nobody removes.
    if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
    qputenv("QT_QPA_PLATFORM", "offscreen"); // the same picture with a display and without
    static int count = 1;
    static char name[] = "socketlab";
    static char* words[] = {name, nullptr};
    auto application = std::make_unique<QApplication>(count, words);
    QApplication::setApplicationName(QStringLiteral("socketlab"));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    return application;
}

} // namespace

HeadlessWindow::HeadlessWindow(Language language, Scheme scheme, const Words& words)
    : m_application(offscreenApplication(m_runtime))
    , m_playhead(std::make_unique<Playhead>())
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
    if (m_application) {
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
