#include "model/lesson/LessonRecord.h"

#include "model/lesson/StepText.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lab {

namespace {

constexpr const char* format = "socketlab-progress/1";
constexpr std::size_t mostSteps = 100'000;

/// FNV-1a, 64 bits (draft-eastlake-fnv): the same on every machine, which std::hash does not promise.
class Fingerprint
{
public:
    void add(std::string_view text)
    {
        for (const char c : text)
            add(static_cast<unsigned char>(c));
        add(0u); // "ab", "c" is not "a", "bc"
    }

    std::string text() const
    {
        static constexpr char digits[] = "0123456789abcdef";
        std::string all;
        for (int shift = 60; shift >= 0; shift -= 4)
            all += digits[m_value >> shift & 15];
        return all;
    }

private:
    void add(unsigned byte) { m_value = (m_value ^ byte) * 0x100000001b3; }

    std::uint64_t m_value = 0xcbf29ce484222325;
};

/// A whole number from 0 to `most`; nothing if it is anything else.
std::optional<std::size_t> count(const nlohmann::json& object, const char* key, std::size_t most)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned() || found->get<std::uint64_t>() > most)
        return {};
    return found->get<std::size_t>();
}

std::optional<std::string> text(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() || !found->is_string() ? std::nullopt : std::optional(found->get<std::string>());
}

Status readAnswers(const nlohmann::json& root, LessonRecord& record)
{
    const auto answers = root.find("answers");
    if (answers == root.end() || !answers->is_array())
        return Error {"\"answers\" is no list"};
    for (const nlohmann::json& one : *answers) {
        if (!one.is_object())
            return Error {"an answer is no object"};
        const auto step = count(one, "step", record.steps), option = count(one, "option", 4);
        const auto right = one.find("right");
        if (!step || *step == 0 || !option || *option == 0 || right == one.end() || !right->is_boolean())
            return Error {"an answer needs a step of the lesson, an option from 1 to 4, and whether it was right"};
        if (!record.answers.emplace(*step - 1, LessonAnswer {static_cast<int>(*option), right->get<bool>()}).second)
            return Error {"the question at step " + std::to_string(*step) + " is answered twice"};
    }
    return Nothing {};
}

} // namespace

std::string shapeOf(const Lesson& lesson)
{
    Fingerprint shape;
    for (const Command& command : lesson.setup)
        shape.add(toLine(command));
    for (const Step& step : lesson.steps) {
        shape.add(stepText(step, Language::English));
        if (const auto* ask = std::get_if<AskStep>(&step.body))
            shape.add(std::to_string(ask->answer) + " of " + std::to_string(ask->options.size()));
    }
    return shape.text();
}

LessonRecord recordOf(const LessonRunner& runner, const LessonRecord* before)
{
    const Lesson& lesson = runner.lesson();
    LessonRecord record;
    record.lesson = lesson.id;
    record.shape = shapeOf(lesson);
    record.steps = lesson.steps.size();
    record.position = runner.position();
    if (before && before->lesson == record.lesson && before->shape == record.shape) {
        record.done = before->done;
        record.answers = before->answers;
    }
    record.done = record.done || runner.finished();
    for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
        const auto* ask = std::get_if<AskStep>(&lesson.steps[i].body);
        if (const int option = runner.answerOf(i); ask && option > 0)
            record.answers[i] = {option, option == ask->answer};
    }
    return record;
}

std::size_t LessonRecord::right() const
{
    return static_cast<std::size_t>(
        std::count_if(answers.begin(), answers.end(), [](const auto& one) { return one.second.right; }));
}

std::string toJson(const LessonRecord& record)
{
    nlohmann::ordered_json root {{"format", format},           {"lesson", record.lesson},     {"shape", record.shape},
                                 {"steps", record.steps},      {"position", record.position}, {"done", record.done},
                                 {"answers", nlohmann::ordered_json::array()}};
    for (const auto& [step, answer] : record.answers)
        root["answers"].push_back({{"step", step + 1}, {"option", answer.option}, {"right", answer.right}});
    return root.dump(1) + "\n";
}

Result<LessonRecord> readLessonRecord(std::string_view json)
{
    const auto root = nlohmann::json::parse(json, nullptr, false);
    if (!root.is_object() || text(root, "format") != format)
        return Error {std::string("it is not of the format ") + format};
    LessonRecord record;
    const auto lesson = text(root, "lesson"), shape = text(root, "shape");
    const auto steps = count(root, "steps", mostSteps);
    const auto position = count(root, "position", steps.value_or(0));
    const auto done = root.find("done");
    if (!lesson || !shape || !steps || !position || done == root.end() || !done->is_boolean())
        return Error {"lesson, shape, steps, position and done are not all there, or not what they should be"};
    record.lesson = *lesson;
    record.shape = *shape;
    record.steps = *steps;
    record.position = *position;
    record.done = done->get<bool>();
    if (const Status answers = readAnswers(root, record); !answers)
        return answers.error();
    return record;
}

BothText progressText(const LessonEntry& lesson, const LessonRecord* record)
{
    if (!record || (!record->done && record->position == 0))
        return {};
    if (record->shape != lesson.shape)
        return {"↻ changed since", "↻ 그 뒤로 바뀜"};
    const std::string step = std::to_string(record->position + 1), steps = std::to_string(record->steps);
    const std::string right = std::to_string(record->right()), asked = std::to_string(lesson.questions);
    BothText text;
    if (record->done)
        text = {"✓ done", "✓ 마침"};
    if (record->done && lesson.questions > 0) {
        text.en.append(", ").append(right).append(" of ").append(asked).append(" predicted right");
        text.ko.append(", 예측 ").append(asked).append("개 중 ").append(right).append("개 맞음");
    }
    if (record->leftInside()) {
        text.en.append(record->done ? "; again at step " : "◐ at step ").append(step).append(" of ").append(steps);
        text.ko.append(record->done ? "; 다시 하는 중: " : "◐ ").append(steps).append("단계 중 ").append(step).append("단계");
    }
    return text;
}

} // namespace lab
