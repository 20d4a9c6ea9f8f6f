#include "app/ExportChoice.h"

#include "app/Handout.h"
#include "model/journal/EventKind.h"

#include <QCoreApplication>

namespace lab {

namespace {

/// `shown`: the view that the person has, if any.
ExportChoice pictureChoice(const ViewRow& row, ViewContext& context, const View* shown, bool inSight)
{
    const auto make = [&row, &context, shown, inSight](const QString& suffix) -> Result<Bytes> {
        const auto kind = pictureKindOf(suffix);
        if (!kind)
            return Error {"a picture is a file named .svg, .pdf or .png, not ." + suffix.toStdString()};
        PictureOptions options;
        options.inSight = inSight ? shown : nullptr;
        if (shown)
            options.settings = settingsOf(*shown);
        return pictureOf(row, context, *kind, options);
    };
    const QString title = viewTitle(row);
    return {inSight ? QCoreApplication::translate("ExportChoice", "%1: what is in sight").arg(title) : title,
            pictureSuffixes(), QString::fromLatin1(row.id), make};
}

ExportChoice textChoice(const TextExport& row, ViewContext& context, const std::string& program)
{
    const auto make = [&row, &context, program](const QString&) -> Result<Bytes> {
        ExportRequest request;
        request.journal = &context.playhead->journal();
        request.words = context.words;
        request.language = context.language;
        request.program = program;
        const auto text = row.write(request);
        if (!text)
            return text.error();
        if (request.journal->lost()) // it would look as if they had never been there
            return *request.journal->lost();
        const ByteView bytes = asBytes(*text);
        return Bytes(bytes.begin(), bytes.end());
    };
    QString name = context.word("exports", std::string("format-") + row.id);
    if (!program.empty())
        name += QStringLiteral(": ") + QString::fromStdString(program);
    return {name, {QString::fromLatin1(row.suffix)}, QString::fromStdString(program.empty() ? row.id : program), make};
}

ExportChoice handoutChoice(ViewContext& context, const LessonRunner& runner, const QString& name, std::vector<Language> languages)
{
    const auto make = [&context, &runner, languages = std::move(languages)](const QString& suffix) -> Result<Bytes> {
        const auto kind = handoutKindOf(suffix);
        if (!kind)
            return Error {"a handout is a file named .pdf or .html, not ." + suffix.toStdString()};
        HandoutRequest request {&runner.lesson(), languages, {}};
        for (std::size_t i = 0; i < runner.lesson().steps.size(); ++i)
            request.results.push_back(runner.result(i));
        return handoutOf(request, context.playhead->journal(), *context.words, *kind);
    };
    return {name, handoutSuffixes(), QString::fromStdString(runner.lesson().id), make};
}

/// Every name once: a program that was restarted is the first one of its name.
QStringList programNames(const Journal& journal)
{
    QStringList names;
    for (std::size_t i = 0; i < journal.size(); ++i) {
        if (journal.kindOf(i) != kindIndexOf<ActorStarted>())
            continue;
        const Event event = journal.at(i);
        const auto* actor = std::get_if<ActorStarted>(&event.body);
        if (actor && !names.contains(QString::fromStdString(actor->name)))
            names << QString::fromStdString(actor->name);
    }
    return names;
}

} // namespace

QList<ExportChoice> exportChoices(ViewContext& context, const std::function<const View*(const QString&)>& views)
{
    QList<ExportChoice> choices;
    for (const ViewRow* row : pictureViews()) {
        const View* view = views(QString::fromLatin1(row->id));
        choices << pictureChoice(*row, context, view, false);
        if (view && view->isVisible())
            choices << pictureChoice(*row, context, view, true);
    }
    for (const TextExport& row : textExports()) {
        if (!row.ofOneProgram) {
            choices << textChoice(row, context, {});
            continue;
        }
        for (const QString& program : programNames(context.playhead->journal()))
            choices << textChoice(row, context, program.toStdString());
    }
    if (const LessonRunner* runner = context.lesson ? context.lesson->runner() : nullptr) {
        const Language other = context.language == Language::Korean ? Language::English : Language::Korean;
        choices << handoutChoice(context, *runner, QCoreApplication::translate("ExportChoice", "The lesson as a handout"),
                                 {context.language});
        choices << handoutChoice(context, *runner,
                                 QCoreApplication::translate("ExportChoice", "The lesson as a handout, in both languages"),
                                 {context.language, other});
    }
    return choices;
}

} // namespace lab
