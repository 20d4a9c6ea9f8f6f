#include "model/lesson/LessonHandout.h"

#include "model/journal/EventKind.h"
#include "model/lesson/StepText.h"

namespace lab {

namespace {

struct Say
{
    bool korean;

    std::string operator()(const std::string& en, const std::string& ko) const { return korean ? ko : en; }
};

std::string element(const std::string& name, const std::string& look, const std::string& inside)
{
    std::string text = "<";
    text.append(name);
    if (!look.empty())
        text.append(" class=\"").append(look).append("\"");
    return text.append(">").append(inside).append("</").append(name).append(">\n");
}

std::string paragraph(const std::string& look, const std::string& text)
{
    return element("p", look, htmlText(text));
}

/// "the result is -1; errno is ECONNREFUSED": what a call, a return or a program's end should give.
std::string expectedText(const Expect& expect, const Say& say)
{
    std::vector<std::string> parts;
    if (expect.blocks)
        parts.push_back(*expect.blocks ? say("it waits", "기다린다") : say("it does not wait", "기다리지 않는다"));
    if (expect.ret)
        parts.push_back(*expect.ret == "fd" ? say("a descriptor", "디스크립터") : say("result ", "결과 ") + *expect.ret);
    for (const auto* text : {&expect.errnum, &expect.addr, &expect.value, &expect.revents, &expect.died, &expect.match})
        if (*text)
            parts.push_back(**text);
    if (expect.data)
        parts.push_back("\"" + *expect.data + "\"");
    for (const auto& [name, value] : expect.numbers)
        parts.push_back(name + " " + value);
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : ", ") + part;
    return all;
}

const Expect* expectOf(const Step& step)
{
    return std::visit(
        [](const auto& body) -> const Expect* {
            if constexpr (requires { body.expect.ret; })
                return &body.expect;
            else
                return nullptr;
        },
        step.body);
}

/// What came of the step where it was performed; else what is expected of the kernel.
std::string outcome(const HandoutRequest& request, std::size_t step, Language language)
{
    const Say say {language == Language::Korean};
    const StepResult result = step < request.results.size() ? request.results[step] : StepResult {};
    if (result.outcome == StepOutcome::Failed)
        return paragraph("other",
                         say("This kernel did something else. ", "이 커널의 동작은 달랐다. ")
                             + phraseText(result.what, language) + say(": expected ", ": 예상 ")
                             + phraseText(result.expected, language) + say(", found ", ", 실제 ")
                             + phraseText(result.found, language));
    if (result.outcome == StepOutcome::Held || result.outcome == StepOutcome::Done)
        return result.what.empty() ? "" : paragraph("outcome", "→ " + phraseText(result.what, language));
    const Expect* expect = expectOf(request.lesson->steps[step]);
    const std::string text = expect ? expectedText(*expect, say) : "";
    return text.empty() ? "" : paragraph("outcome", say("Expected: ", "예상: ") + text);
}

void addQuestion(const AskStep& ask, Language language, HandoutPage& page)
{
    const Say say {language == Language::Korean};
    page.head += paragraph("question", ask.question.in(language));
    std::string options;
    for (const BothText& option : ask.options)
        options += element("li", "", htmlText(option.in(language)));
    page.head += element("ol", "", "\n" + options);
    page.room = true;
    page.tail += paragraph("answer", say("Answer: ", "정답: ") + std::to_string(ask.answer) + ". "
                               + ask.options[static_cast<std::size_t>(ask.answer) - 1].in(language));
    page.tail += paragraph("why", ask.why.in(language));
}

} // namespace

std::string htmlText(std::string_view text)
{
    std::string all;
    for (const char c : text) {
        if (c == '&')
            all += "&amp;";
        else if (c == '<')
            all += "&lt;";
        else if (c == '>')
            all += "&gt;";
        else if (c == '"')
            all += "&quot;";
        else if (c == '\n')
            all += "<br/>";
        else if (static_cast<unsigned char>(c) < 0x20 && c != '\t')
            all += "\uFFFD"; // XML 1.0, 2.2: no character of a document, not even as an entity
        else
            all += c;
    }
    return all;
}

HandoutPage handoutFront(const HandoutRequest& request)
{
    const Lesson& lesson = *request.lesson;
    HandoutPage page;
    for (const Language language : request.languages) {
        const Say say {language == Language::Korean};
        const std::string steps = std::to_string(lesson.steps.size()), minutes = std::to_string(lesson.minutes);
        page.head += element("h1", "", htmlText(lesson.title.in(language)));
        page.head += paragraph("muted", say(steps + " steps, about " + minutes + " minutes", steps + "단계, 약 " + minutes + "분"));
        std::string goals;
        for (const BothText& goal : lesson.goals)
            goals += element("li", "", htmlText(goal.in(language)));
        if (!goals.empty())
            page.head += element("ul", "", "\n" + goals);
        page.head += paragraph("muted", say("Name:", "이름:") + " ______________________    " + say("Date:", "날짜:") + " ______________");
    }
    return page;
}

HandoutPage handoutPage(const HandoutRequest& request, std::size_t step)
{
    const Step& what = request.lesson->steps[step];
    HandoutPage page;
    for (const Language language : request.languages) {
        const Say say {language == Language::Korean};
        const std::string number = std::to_string(step + 1), steps = std::to_string(request.lesson->steps.size());
        page.head += paragraph("muted", say("Step " + number + " of " + steps, steps + "단계 중 " + number + "단계"));
        page.head += element("h2", "", htmlText(stepText(what, language)));
        if (const auto* said = std::get_if<SayStep>(&what.body))
            page.head += paragraph("", said->text.in(language));
        else if (const auto* ask = std::get_if<AskStep>(&what.body))
            addQuestion(*ask, language, page);
        else
            page.head += outcome(request, step, language);
    }
    return page;
}

std::string handoutStyle()
{
    return "body { font-size: 11pt; color: #1b1f24; }\n"
           "h1 { font-size: 20pt; } h2 { font-size: 14pt; }\n"
           ".muted { color: #57606a; font-size: 9pt; } .question { font-weight: bold; }\n"
           ".outcome { color: #0b5c2b; } .other { color: #9a1c1c; } .answer { font-weight: bold; font-size: 10pt; }\n"
           ".why { font-size: 10pt; }\n";
}

std::string handoutHtml(const HandoutRequest& request, const std::function<std::string(std::size_t)>& picture)
{
    const Language first = request.languages.front();
    std::string html = "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"";
    html += first == Language::Korean ? "ko" : "en";
    html += "\">\n<head>\n<meta charset=\"utf-8\"/>\n";
    html += element("title", "", htmlText(request.lesson->title.in(first)));
    html += "<style>\n" + handoutStyle()
        + "body { font-family: sans-serif; }\n"
          ".page { max-width: 180mm; margin: 0 auto; padding: 8mm 0; border-bottom: 1px solid #d0d7de; }\n"
          ".room { height: 32mm; margin: 3mm 0; border: 1px solid #8c959f; border-radius: 2mm; }\n"
          "img { width: 100%; max-height: 190mm; object-fit: contain; object-position: left top; }\n"
          "@media print { .page { break-after: page; border: 0; padding: 0; } }\n</style>\n</head>\n<body>\n";
    const auto add = [&html](const HandoutPage& page, const std::string& below) {
        html += "<section class=\"page\">\n" + page.head;
        if (page.room)
            html += "<div class=\"room\"></div>\n";
        html += page.tail + below + "</section>\n";
    };
    add(handoutFront(request), "");
    for (std::size_t i = 0; i < request.lesson->steps.size(); ++i)
        add(handoutPage(request, i), picture ? picture(i) : "");
    return html + "</body>\n</html>\n";
}

std::vector<StepSpan> stepSpans(const Journal& journal, std::size_t steps)
{
    std::vector<StepSpan> spans(steps);
    StepSpan* open = nullptr;
    const std::string mark = "lab: mark step ";
    for (std::size_t i = 0; i < journal.size(); ++i) {
        if (journal.kindOf(i) != kindIndexOf<CommandGiven>())
            continue;
        const Event event = journal.at(i);
        const auto& line = std::get<CommandGiven>(event.body).line;
        const auto number = line.starts_with(mark) ? parseNumber(line.substr(mark.size())) : std::nullopt; // not "7 answer 2"
        if (!number || *number < 1 || *number > static_cast<std::int64_t>(steps))
            continue;
        if (open)
            open->end = i;
        open = &spans[static_cast<std::size_t>(*number) - 1];
        *open = {i, journal.size()};
    }
    return spans;
}

} // namespace lab
