// socketlab: the command line first, and only then a window.

#include "app/Display.h"
#include "app/MainWindow.h"
#include "app/cli/Cli.h"
#include "model/lesson/Lesson.h"
#include "views/shared/LabStyle.h"

#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

void printHelp()
{
    std::printf("socketlab %s: drive real sockets step by step and hold every packet on the way\n\n",
                SOCKETLAB_VERSION);
    std::printf("  socketlab                 open the window\n");
    std::printf("  socketlab FILE.pcapng     open a recording in the window\n");
    std::printf("  socketlab LESSON.yaml     open a lesson of your own in the window\n");
    std::printf("  socketlab FILE|-          any capture (pcap, pcapng; gzip, zstd), also from standard input\n");
    std::printf("  socketlab FILE --follow   the same, while another program is writing it\n");
    std::printf("  socketlab FILE.strace [CAPTURE]\n"
                "                            strace's output, alone or merged with a capture by time (docs/strace.md)\n");
    std::printf("  socketlab --allow-root    the window; your own programs may be started although you are root\n");
    std::size_t width = 0;
    for (const lab::Subcommand& row : lab::subcommands())
        width = std::max(width, std::strlen(row.usage));
    std::printf("\nWithout a window:\n");
    for (const lab::Subcommand& row : lab::subcommands())
        std::printf("  socketlab %-*s  %s\n", static_cast<int>(width), row.usage, row.summary);
    std::printf("\n  socketlab --help, --version\n");
}

int firstLessonWithoutWindow(const std::string& reason)
{
    std::fprintf(stderr, "socketlab: %s The first lesson follows as a transcript; see socketlab --help.\n",
                 reason.c_str());
    std::fflush(stderr);
    return lab::runLesson({"first-conversation"});
}

int fileWithoutWindow(const std::string& reason, const std::vector<std::string>& files)
{
    const bool lesson = files.size() == 1 && lab::isLessonFile(files.front());
    std::string words;
    for (const std::string& file : files)
        words += " " + file;
    std::fprintf(stderr, "socketlab: %s To %s without a window: socketlab %s%s\n", reason.c_str(),
                 lesson ? "perform the lesson" : "read the recording", lesson ? "run" : "dump", words.c_str());
    return 2;
}

/// --allow-root: own programs may be started although this is root.
bool rootAllowed = false;

/// --follow: the file may still be empty, and grows.
bool followed = false;

/// The files named on the command line, for the last resort below.
std::vector<std::string> namedFiles;

/// QGuiApplication ends the program with qFatal() and abort() when no platform plugin can start; this says it in
/// words and goes on without a window instead.
void fatalBecomesTranscript(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type != QtFatalMsg)
        return;
    const std::string reason = "No window can be opened (" + text.section('\n', 0, 0).toStdString() + ").";
    const int status = namedFiles.empty() ? firstLessonWithoutWindow(reason) : fileWithoutWindow(reason, namedFiles);
    std::fflush(stdout);
    std::_Exit(status);
}

int openWindow(int argc, char** argv)
{
    // A long capture is read while the window is being made.
    auto begun = namedFiles.size() == 1 && !followed ? lab::OpenedFile::openAhead(namedFiles.front()) : std::nullopt;
    qInstallMessageHandler(fatalBecomesTranscript);
    QApplication application(argc, argv);
    qInstallMessageHandler(nullptr);
    QApplication::setApplicationName("socketlab");
    QApplication::setApplicationVersion(SOCKETLAB_VERSION);
    QApplication::setDesktopFileName("socketlab");
    QApplication::setStyle(new lab::LabStyle);
    QApplication::setWindowIcon(QIcon(":/icons/socketlab.svg"));
    lab::MainWindow window;
    window.setRootAllowed(rootAllowed);
    window.offerTour();
    window.session().haveBegun(std::move(begun));
    window.show();
    QStringList files;
    for (const std::string& file : namedFiles)
        files << QString::fromStdString(file);
    if (files.size() == 1)
        QTimer::singleShot(0, &window, [&window, files] { followed ? window.openRecording(files.front(), true) : window.open(files.front()); });
    else if (!files.isEmpty())
        QTimer::singleShot(0, &window, [&window, files] { window.openTogether(files); });
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    std::vector<std::string> arguments(argv + 1, argv + argc);
    std::string first = arguments.empty() ? "" : arguments.front();
    if (first == "--help" || first == "-h" || first == "help") {
        printHelp();
        return 0;
    }
    if (first == "--version") {
        std::printf("socketlab %s\n", SOCKETLAB_VERSION);
        return 0;
    }
    for (const lab::Subcommand& row : lab::subcommands()) {
        if (first == row.name)
            return row.run({arguments.begin() + 1, arguments.end()});
    }
    if (first == "--allow-root") {
        rootAllowed = true;
        arguments.erase(arguments.begin());
        first = arguments.empty() ? "" : arguments.front();
    }
    followed = std::erase(arguments, "--follow") > 0;
    first = arguments.empty() ? "" : arguments.front();
    if (followed && arguments.size() != 1) {
        std::fprintf(stderr, "socketlab: --follow needs one file: socketlab FILE --follow\n");
        return 2;
    }
    for (const std::string& file : arguments) {
        if (file.starts_with("-") && (file != "-" || arguments.size() > 1)) {
            std::fprintf(stderr, "socketlab: '%s' is not an option or subcommand; see socketlab --help\n", file.c_str());
            return 2;
        }
        if (file != "-" && !QFileInfo::exists(QString::fromStdString(file))) {
            std::fprintf(stderr, "socketlab: there is no file '%s', and no subcommand of that name; see socketlab --help\n",
                         file.c_str());
            return 2;
        }
    }
    namedFiles = arguments;
    const std::string reason = lab::whyNoWindow();
    if (!reason.empty())
        return first.empty() ? firstLessonWithoutWindow(reason) : fileWithoutWindow(reason, namedFiles);
    return openWindow(argc, argv);
}
