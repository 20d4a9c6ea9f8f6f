#include "app/OffscreenApplication.h"

#include "views/shared/LabStyle.h"

#include <QFile>

#include <cstdio>

namespace lab {

namespace {

/// Qt's offscreen platform complains about every window that has a least size. Nobody has to know.
void withoutSizeHints(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (!text.endsWith(QLatin1String("does not support propagateSizeHints()")))
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
}

} // namespace

OffscreenApplication::OffscreenApplication()
{
    if (QCoreApplication::instance())
        return;
    // Without one Qt complains, and makes a folder that nobody removes.
    if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_runtime.path()));
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(withoutSizeHints);
    static int count = 1;
    static char name[] = "socketlab";
    static char* words[] = {name, nullptr};
    m_application = std::make_unique<QApplication>(count, words);
    QApplication::setApplicationName(QStringLiteral("socketlab"));
    QApplication::setStyle(new LabStyle);
}

} // namespace lab
