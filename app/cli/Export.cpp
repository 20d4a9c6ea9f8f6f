// socketlab export FILE... --view VIEW -o OUT: a recording as a picture, as text, or as the programs that made it.

#include "app/HeadlessWindow.h"
#include "app/Paths.h"
#include "app/Picture.h"
#include "app/cli/Cli.h"
#include "app/cli/EngineEvents.h"
#include "app/cli/Terminal.h"
#include "model/base/FileReplace.h"
#include "model/capture/Recording.h"
#include "model/export/TextExports.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>

namespace lab {

namespace {

constexpr const char* exportUsage =
    "usage: socketlab export FILE... [--view VIEW] [-o OUT] [--from WHEN] [--to WHEN] [--filter WORDS] [--lang en|ko]\n"
    "                        [--theme light|dark|contrast] [--width PIXELS] [--scale N] [--axis steps|time]\n";

/// "12" is an event's number, "1.5s" and "200ms" are times; the index of the first event from there on.
Result<std::size_t> eventAt(const Journal& journal, const std::string& text, bool behind)
{
    const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string unit = text.substr(digits);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + digits, value);
    const bool whole = text.substr(0, digits).find('.') == std::string::npos;
    if (digits == 0 || read.ptr != text.data() + digits || (unit != "s" && unit != "ms" && !(unit.empty() && whole)))
        return Error {"\"" + text + "\" is no place in a recording: expected the number of an event (12) or a time (1.5s, 200ms)"};
    if (unit.empty()) {
        const auto number = static_cast<std::size_t>(value);
        return std::min(number - (behind || number == 0 ? 0 : 1), journal.size());
    }
    const Timestamp time {static_cast<std::int64_t>(value * (unit == "s" ? 1e9 : 1e6))};
    std::size_t i = 0;
    while (i < journal.size() && (behind ? journal.timeOf(i) <= time : journal.timeOf(i) < time))
        ++i;
    return i;
}

std::string suffixOf(const std::string& path)
{
    const std::size_t dot = path.rfind('.'), slash = path.rfind('/');
    return dot == std::string::npos || (slash != std::string::npos && dot < slash) ? "" : path.substr(dot + 1);
}

struct Wanted
{
    std::string view, out;
    Scheme scheme = Scheme::Light;
    PictureOptions picture;
    ExportRequest text;
};

Result<Bytes> picture(const Wanted& wanted, const ViewRow& row)
{
    const auto kind = pictureKindOf(QString::fromStdString(suffixOf(wanted.out)));
    if (!kind)
        return Error {"the view " + wanted.view + " is a picture: name it with -o NAME.svg, NAME.pdf or NAME.png"};
    HeadlessWindow window(wanted.text.language, wanted.scheme, *wanted.text.words);
    const auto kept = keptEvents(*wanted.text.journal, wanted.text.filter);
    const bool all = wanted.text.filter.empty();
    window.show(all ? *wanted.text.journal : *kept);
    // A filtered journal has other numbers: what comes at the time of the same events.
    const auto place = [&](std::size_t event) {
        if (all || event >= wanted.text.journal->size())
            return std::min(event, window.journal().size());
        std::size_t i = 0;
        while (i < kept->size() && kept->timeOf(i) < wanted.text.journal->timeOf(event))
            ++i;
        return i;
    };
    window.playhead().moveTo(place(wanted.text.to));
    PictureOptions options = wanted.picture;
    options.from = place(wanted.text.from);
    return pictureOf(row, window.context(), *kind, options);
}

Result<Bytes> made(Wanted& wanted)
{
    const std::string suffix = suffixOf(wanted.out);
    const bool pictureWanted = pictureKindOf(QString::fromStdString(suffix)).has_value();
    const TextExport* format = findTextExport(wanted.view, wanted.text.program);
    // "--view sequence -o x.mmd", and no --view at all: the file's name says which format.
    if (!format && (wanted.view.empty() || wanted.view == "sequence") && !pictureWanted)
        format = textExportOf(suffix);
    if (wanted.view.empty() && !format)
        wanted.view = "sequence";
    if (format) {
        if (format->ofOneProgram && wanted.text.program.empty()) {
            const std::size_t slash = wanted.out.rfind('/');
            wanted.text.program = wanted.out.substr(slash == std::string::npos ? 0 : slash + 1);
            wanted.text.program.resize(wanted.text.program.size() - std::min(wanted.text.program.size(), suffix.size() + 1));
        }
        const auto text = format->write(wanted.text);
        if (!text)
            return text.error();
        const ByteView bytes = asBytes(*text);
        return Bytes(bytes.begin(), bytes.end());
    }
    const auto& rows = viewCatalog();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ViewRow& one) { return wanted.view == one.id; });
    if (row != rows.end())
        return picture(wanted, *row);
    std::string known = "sequence, stage";
    for (const TextExport& one : textExports())
        known += std::string(", ") + (one.ofOneProgram ? std::string("NAME.") + one.suffix : std::string(one.id));
    return Error {"there is no view \"" + wanted.view + "\": expected " + known};
}

Result<Wanted> read(const CommandWords& arguments)
{
    Wanted wanted;
    wanted.view = arguments.get("view").value_or("");
    wanted.out = arguments.get("o").value_or("");
    const auto scheme = themeOf(arguments);
    if (!scheme)
        return scheme.error();
    wanted.scheme = *scheme;
    if (const auto axis = arguments.get("axis")) {
        if (*axis != "steps" && *axis != "time")
            return Error {"--axis is steps or time, not " + *axis};
        if (!wanted.view.empty() && wanted.view != "sequence")
            return Error {"--axis is of the view sequence; " + wanted.view + " has none"};
        wanted.picture.settings.insert(QStringLiteral("trueTime"), *axis == "time");
    }
    if (const auto width = arguments.get("width")) {
        const auto pixels = parseNumber(*width);
        if (!pixels || *pixels < 200 || *pixels > 20000)
            return Error {"--width is a number of pixels from 200 to 20000, not " + *width};
        wanted.picture.width = static_cast<int>(*pixels);
    }
    if (const auto scale = arguments.get("scale")) {
        const auto factor = parseNumber(*scale);
        if (!factor || *factor < 1 || *factor > 8)
            return Error {"--scale is a number from 1 to 8, not " + *scale};
        wanted.picture.scale = static_cast<double>(*factor);
    }
    return wanted;
}

int write(const std::string& out, const Bytes& bytes)
{
    if (!out.empty() && out != "-") {
        const Status saved = replaceFile(out, bytes);
        return saved ? inOrder : complain(saved.error().message);
    }
    std::signal(SIGPIPE, SIG_IGN); // `socketlab export FILE --view csv | head` ends quietly
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0;
    return written || errno == EPIPE ? inOrder : complain(std::string("standard output: ") + std::strerror(errno));
}

} // namespace

int runExport(const std::vector<std::string>& words)
{
    std::vector<std::string> all = words;
    std::replace(all.begin(), all.end(), std::string("-o"), std::string("--o"));
    const CommandWords arguments =
        readCommandWords(all, {"view", "o", "from", "to", "filter", "lang", "theme", "width", "scale", "axis"});
    const auto language = languageOf(arguments);
    if (!arguments.wrong.empty() || arguments.words.empty() || !language
        || (!arguments.get("view") && !arguments.get("o"))) {
        std::fputs(exportUsage, stderr);
        return couldNotRun;
    }
    const Result<Words> vocabulary = Words::read(resourceFolder() + "/words");
    if (!vocabulary)
        return complain(vocabulary.error().message);
    const auto journal = openRecordings(arguments.words);
    if (!journal)
        return complain(journal.error().message);
    Result<Wanted> wanted = read(arguments);
    auto filter = EventFilter::parse(arguments.get("filter").value_or(""));
    if (filter)
        filter->lookAhead(**journal);
    const auto from = eventAt(**journal, arguments.get("from").value_or("0"), false);
    const auto to = eventAt(**journal, arguments.get("to").value_or(std::to_string((*journal)->size())), true);
    for (const std::string& error : {wanted ? "" : wanted.error().message, filter ? "" : filter.error().message,
                                     from ? "" : from.error().message, to ? "" : to.error().message})
        if (!error.empty())
            return complain(error);
    wanted->text.journal = journal->get();
    wanted->text.words = &*vocabulary;
    wanted->text.language = *language;
    wanted->text.filter = *filter;
    wanted->text.from = *from;
    wanted->text.to = *to;
    const Result<Bytes> bytes = made(*wanted);
    if (!bytes)
        return complain(bytes.error().message);
    if (const std::string& damage = (*journal)->damage().message; !damage.empty())
        std::fprintf(stderr, "socketlab: %s\n", damage.c_str());
    return write(wanted->out, *bytes);
}

} // namespace lab
