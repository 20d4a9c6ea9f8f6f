// socketlab screenshot LESSON --step N -o OUT.png: the window, or one view of it, as it looks after step N: performed by the
// real lab, or found in a recording.

#include "app/MainWindow.h"
#include "app/OffscreenApplication.h"
#include "app/Panels.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/NamedLesson.h"
#include "app/cli/Terminal.h"
#include "model/base/FileReplace.h"
#include "model/lesson/RecordedSteps.h"
#include "views/ViewCatalog.h"

#include <QAbstractEventDispatcher>
#include <QBuffer>
#include <QEventLoop>
#include <QFrame>
#include <QImage>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>

namespace lab {

namespace {

constexpr const char* usage =
    "usage: socketlab screenshot LESSON-ID|LESSON.yaml|FILE.pcapng -o OUT.png [--step N] [--size WxH] [--view VIEW]\n"
    "                            [--lang en|ko] [--theme light|dark|contrast] [--text POINTS] [--allow-programs [--allow-root]]\n";

/// QPainter's raster engine has 16-bit coordinates; less than the least has no picture in it.
constexpr int leastSide = 100, mostSide = 16384;
constexpr int setupPatience = 30'000; // ms
constexpr const char* theWindow = "the window";

struct Wanted
{
    std::string what, out, view;
    std::optional<std::size_t> step; ///< from 1; none: the last
    QSize size {1280, 800};
    Preferences preferences;
    bool programsAllowed = false, rootAllowed = false;
};

Result<Wanted> read(const CommandWords& arguments)
{
    Wanted wanted;
    wanted.what = arguments.words[0];
    wanted.out = *arguments.get("o");
    wanted.view = arguments.get("view").value_or("");
    wanted.preferences.language = *languageOf(arguments);
    const auto scheme = themeOf(arguments);
    if (!scheme)
        return scheme.error();
    wanted.preferences.scheme = *scheme;
    if (const auto text = arguments.get("text")) {
        const auto points = parseNumber(*text);
        if (!points || *points < Preferences::smallestFont || *points > Preferences::largestFont)
            return Error {"--text is the size of the text in points, from 9 to 32, not " + *text};
        wanted.preferences.fontSize = static_cast<int>(*points);
    }
    if (const auto size = arguments.get("size")) {
        const std::size_t cross = size->find('x');
        const auto width = parseNumber(size->substr(0, cross));
        const auto height = cross == std::string::npos ? std::nullopt : parseNumber(size->substr(cross + 1));
        if (!width || !height || std::min(*width, *height) < leastSide || std::max(*width, *height) > mostSide)
            return Error {"--size is WIDTHxHEIGHT in pixels, each from 100 to 16384, such as 1280x800; not " + *size};
        wanted.size = QSize(static_cast<int>(*width), static_cast<int>(*height));
    }
    if (const auto step = arguments.get("step")) {
        const auto number = parseNumber(*step);
        if (!number || *number < 1)
            return Error {"--step is the number of a step, from 1, not " + *step};
        wanted.step = static_cast<std::size_t>(*number);
    }
    if (!QString::fromStdString(wanted.out).endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return Error {"a screenshot is a PNG image: -o NAME.png, not " + wanted.out
                      + " (socketlab export writes diagrams as SVG and PDF)"};
    const auto& rows = viewCatalog();
    std::string known;
    for (const ViewRow& row : rows)
        known += (known.empty() ? "" : ", ") + std::string(row.id);
    const bool found = std::any_of(rows.begin(), rows.end(), [&](const ViewRow& row) { return wanted.view == row.id; });
    if (!wanted.view.empty() && !found)
        return Error {"there is no view \"" + wanted.view + "\": expected " + known};
    return wanted;
}

bool isRecording(const std::string& name)
{
    std::error_code ignored;
    return !name.ends_with(".yaml") && (name.find('/') != std::string::npos || std::filesystem::exists(name, ignored));
}

/// The window's own events until `done`. The lab may end before that, or never get so far.
Status waitUntil(LabSession& session, const std::function<bool()>& done, int patienceMs = 0)
{
    QEventLoop loop;
    std::string ended;
    bool late = false;
    const auto look = [&] {
        if (done())
            loop.quit();
    };
    QObject::connect(&session, &LabSession::changed, &loop, look);
    QObject::connect(&session, &LabSession::engineEnded, &loop, [&](const QString& report) {
        ended = report.isEmpty() ? "the engine ended before the lesson did" : report.toStdString();
        loop.quit();
    });
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &loop, [&] {
        late = true;
        loop.quit();
    });
    if (patienceMs > 0)
        patience.start(patienceMs);
    if (!done())
        loop.exec();
    if (!ended.empty())
        return Error {ended};
    return late ? Status(Error {"the lab did not get ready within 30 s"}) : Status(Nothing {});
}

std::string failureOf(const LessonRunner& runner)
{
    for (std::size_t i = 0; i < runner.lesson().steps.size(); ++i) {
        const StepResult& result = runner.result(i);
        if (result.outcome == StepOutcome::Failed)
            return "step " + std::to_string(i + 1) + " failed: " + result.what + ": expected " + result.expected + ", found "
                + result.found;
    }
    return {};
}

/// The lesson's steps 1 to `steps`; questions get their right answers, as by somebody who knows.
Status perform(LabSession& session, std::size_t steps)
{
    const LessonRunner& runner = *session.runner();
    const auto stuck = [&] { return runner.failed() || !runner.problem().empty(); };
    Status waited = waitUntil(session, [&] { return runner.ready() || stuck(); }, setupPatience);
    while (waited && !stuck() && runner.position() < steps) {
        const std::size_t at = runner.position();
        if (runner.result(at).outcome == StepOutcome::Shown)
            session.answer(std::get<AskStep>(runner.lesson().steps[at].body).answer);
        else
            session.next();
        waited = waitUntil(session, [&] {
            return stuck() || (!runner.active() && (runner.position() > at || runner.result(at).outcome == StepOutcome::Shown));
        });
    }
    if (waited && !stuck())
        waited = waitUntil(session, [&] { return session.shownAtRest(); });
    if (!waited)
        return waited;
    if (!runner.problem().empty())
        return Error {runner.problem()};
    return runner.failed() ? Status(Error {failureOf(runner)}) : Status(Nothing {});
}

Error noSuchStep(std::size_t step, std::size_t steps)
{
    return Error {"there is no step " + std::to_string(step) + ": the lesson has " + std::to_string(steps) + " steps"};
}

Status showRecording(MainWindow& window, const Wanted& wanted)
{
    if (const Status opened = window.session().openRecording(QString::fromStdString(wanted.what)); !opened)
        return opened;
    window.session().finishOpening();
    if (!wanted.step)
        return Nothing {};
    const std::vector<RecordedStep> steps = recordedSteps(window.session().journal());
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const RecordedStep& one) { return one.step == *wanted.step; });
    if (found == steps.end())
        return Error {wanted.what + (steps.empty() ? std::string(" has no steps of a lesson: leave --step out")
                                                   : " has no step " + std::to_string(*wanted.step) + ", it has "
                                                         + std::to_string(steps.size()) + " of them")};
    window.context().playhead->moveTo(found->end);
    return Nothing {};
}

Status showLesson(MainWindow& window, const Wanted& wanted)
{
    const Result<Lesson> lesson = findLesson(wanted.what);
    if (!lesson)
        return lesson.error();
    if (const Status allowed = mayRunAs(*lesson, wanted.rootAllowed); !allowed)
        return allowed;
    const std::size_t count = lesson->steps.size();
    if (wanted.step && *wanted.step > count)
        return noSuchStep(*wanted.step, count);
    const Status begun = window.session().startLesson(*lesson, wanted.programsAllowed);
    return begun ? perform(window.session(), wanted.step.value_or(count)) : begun;
}

/// Views read a long journal in pieces when nothing else is due: until the event loop has nothing more to do. (The signal
/// aboutToBlock would say so, but GLib's dispatcher emits it before it looks.)
void letViewsFinish()
{
    while (QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents)) { }
}

Status hasRoom(const QWidget& widget, const QSize& size, const std::string& what)
{
    const QSize least = widget.minimumSizeHint().expandedTo(widget.minimumSize());
    if (size.width() < least.width() || size.height() < least.height())
        return Error {what + " needs at least " + std::to_string(least.width()) + "x" + std::to_string(least.height())
                      + " pixels: choose a larger --size"};
    return Nothing {};
}

Result<QImage> paint(QWidget& widget, const QSize& size, const std::string& what)
{
    if (const Status room = hasRoom(widget, size, what); !room)
        return room.error();
    widget.resize(size);
    widget.show();
    letViewsFinish();
    if (QWidget* focused = QApplication::focusWidget())
        focused->clearFocus(); // nobody types into a picture
    QImage image(size, QImage::Format_RGB32);
    widget.render(&image);
    return image;
}

Result<QImage> picture(MainWindow& window, const Wanted& wanted)
{
    if (wanted.view.empty()) {
        window.resize(wanted.size);
        window.show();
        letViewsFinish();
        window.panels()->contextChanged(); // what a view would show a moment later, it shows now
        return paint(window, wanted.size, theWindow);
    }
    const auto& rows = viewCatalog();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ViewRow& one) { return wanted.view == one.id; });
    QFrame card; // a view has no surface of its own
    card.setProperty("card", true);
    auto* box = new QVBoxLayout(&card);
    box->setContentsMargins(1, 1, 1, 1);
    View* view = row->make(window.context(), &card);
    view->setObjectName(row->id);
    box->addWidget(view);
    return paint(card, wanted.size, "the view " + wanted.view);
}

int take(const Wanted& wanted)
{
    const OffscreenApplication application;
    MainWindow window(wanted.preferences, MainWindow::Purpose::Picture);
    // A lesson takes a while: what is too small for the empty window is said before.
    if (const Status room = wanted.view.empty() ? hasRoom(window, wanted.size, theWindow) : Status(Nothing {}); !room)
        return complain(room.error().message);
    const Status shown = isRecording(wanted.what) ? showRecording(window, wanted) : showLesson(window, wanted);
    if (!shown)
        return complain(shown.error().message);
    const Result<QImage> image = picture(window, wanted);
    if (!image)
        return complain(image.error().message);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image->save(&buffer, "PNG");
    const QByteArray& data = buffer.data();
    const Status saved = replaceFile(wanted.out, asBytes({data.constData(), static_cast<std::size_t>(data.size())}));
    return saved ? inOrder : complain(saved.error().message);
}

} // namespace

int runScreenshot(const std::vector<std::string>& words)
{
    std::vector<std::string> rest = words;
    const bool programsAllowed = std::erase(rest, "--allow-programs") > 0, rootAllowed = std::erase(rest, "--allow-root") > 0;
    std::replace(rest.begin(), rest.end(), std::string("-o"), std::string("--o"));
    const CommandWords arguments = readCommandWords(rest, {"step", "o", "size", "lang", "theme", "text", "view"});
    if (!arguments.wrong.empty() || arguments.words.size() != 1 || !languageOf(arguments) || !arguments.get("o")) {
        std::fputs(usage, stderr);
        return couldNotRun;
    }
    Result<Wanted> wanted = read(arguments);
    if (!wanted)
        return complain(wanted.error().message);
    wanted->programsAllowed = programsAllowed;
    wanted->rootAllowed = rootAllowed;
    return take(*wanted);
}

} // namespace lab
