// How a name is recognised. It may begin where a word begins. Its letters are compared as they stand, but a small first
// letter of a word may be a capital one (a sentence's start); a space or a hyphen in it may be either, or a line's end,
// and between Hangul none at all ("리스닝소켓"). Behind it the word must end: after an English plural's s, or after
// what Korean hangs onto a noun, a particle or a form of 하다/되다 ("accept 큐에서", "재전송된"). Whatever else
// follows, it is another word ("포트" is not in "포트폴리오").

#include "model/glossary/TermFinder.h"

#include "model/base/Text.h"
#include "model/glossary/TermEvidence.h"

#include <algorithm>
#include <optional>
#include <set>

namespace lab {

namespace {

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isWordByte(char c)
{
    return isSmall(c) || isCapital(c) || (c >= '0' && c <= '9') || c == '_';
}

char lower(char c)
{
    return isCapital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Is there a Hangul syllable (U+AC00 … U+D7A3) at `at`? Each has three bytes, EA B0 80 … ED 9E A3.
bool isHangul(std::string_view text, std::size_t at)
{
    if (at > text.size() || text.size() - at < 3)
        return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + i])); };
    if ((byte(0) & 0xf0) != 0xe0)
        return false;
    const unsigned code = (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
    return code >= 0xac00 && code <= 0xd7a3;
}

bool endsInHangul(std::string_view text, std::size_t end)
{
    return end >= 3 && isHangul(text, end - 3);
}

/// Does a word begin at `at`? A part of "SYN+ACK", "non-blocking" or "net.ipv4" is no word of its own.
bool beginsWord(std::string_view text, std::size_t at)
{
    if (at == 0)
        return true;
    if (isHangul(text, at) ? endsInHangul(text, at) : isWordByte(text[at - 1]))
        return false;
    const char before = text[at - 1];
    return !((before == '-' || before == '+' || before == '.') && at > 1 && isWordByte(text[at - 2]));
}

/// Does a word of Latin letters end at `at`, Hangul aside?
bool endsLatin(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return true;
    if (isWordByte(text[at]))
        return false;
    return !((text[at] == '-' || text[at] == '+' || text[at] == '.') && at + 1 < text.size()
             && isWordByte(text[at + 1]));
}

/// What may be hung onto a Korean noun, as a whole.
bool isKoreanEnding(std::string_view rest)
{
    static const std::set<std::string_view> particles {
        "은",     "는",     "이",     "가",     "을",     "를",     "의",     "에",     "와",       "과",     "로",
        "으로",   "도",     "만",     "나",     "이나",   "란",     "이란",   "라",     "이라",     "라는",   "이라는",
        "라고",   "이라고", "라면",   "이라면", "라서",   "이라서", "에서",   "에게",   "에는",     "에도",   "에만",
        "에의",   "에서는", "에서도", "에서만", "에서의", "에게서", "에게는", "에게도", "로는",     "으로는", "로도",
        "으로도", "로만",   "으로만", "로서",   "으로서", "로써",   "으로써", "로부터", "으로부터", "로의",   "으로의",
        "까지",   "까지는", "까지도", "까지만", "까지의", "부터",   "부터는", "보다",   "보다는",   "처럼",   "마다",
        "만큼",   "만은",   "만이",   "만을",   "만의",   "대로",   "뿐",     "뿐만",   "밖에",     "조차",   "와는",
        "과는",   "와의",   "과의",   "와도",   "과도",   "이다",   "다",     "입니다", "이며",     "며",     "이고",
        "고",     "이지",   "이지만", "지만",   "이므로", "므로",   "이었다", "였다",   "인",       "인데",   "인지",
        "일",     "임",     "임을",   "이든",   "든",     "요",     "이요",   "이에요", "예요",     "이죠",   "죠",
        "인가",   "인가요", "일까",   "일까요", "입니까", "끼리",   "이라도", "라도",   "이어서",   "여서",   "엔",
        "에선",   "씩",     "이나마",
    };
    if (particles.contains(rest))
        return true;
    // A noun with 하다 or 되다 is a verb in whatever form.
    for (const std::string_view form :
         {"하", "한", "할", "함", "합", "해", "했", "되", "된", "될", "됨", "됩", "돼", "됐"})
        if (rest.starts_with(form))
            return true;
    return false;
}

/// Does the Hangul that follows belong to the noun before it?
bool endsKorean(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (isHangul(text, end))
        end += 3;
    if (end < text.size() && isWordByte(text[end]) && end == at)
        return false;
    std::string_view rest = text.substr(at, end - at);
    constexpr std::string_view plural = "들";
    if (rest.starts_with(plural))
        rest.remove_prefix(plural.size());
    return rest.empty() || isKoreanEnding(rest);
}

/// Bytes of a plural's ending behind an English noun; 0: none.
std::size_t pluralAt(std::string_view text, std::size_t at)
{
    for (const std::string_view ending : {"es", "s"})
        if (text.substr(at).starts_with(ending) && endsLatin(text, at + ending.size()))
            return ending.size();
    return 0;
}

bool isJoint(char c)
{
    return c == ' ' || c == '-';
}

/// How many bytes from `at` stand for a space or hyphen between two parts of a name; nothing: another character is
/// there.
std::optional<std::size_t> jointAt(std::string_view text, std::size_t at, bool mayBeNone)
{
    if (at < text.size() && text[at] == '-')
        return 1;
    std::size_t end = at;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\n'))
        ++end;
    if (end > at || mayBeNone)
        return end - at;
    return std::nullopt;
}

/// Words that stand in every other sentence, or mean something else there: explained where a person asks for them.
constexpr std::string_view everyday[] = {"attach", "call",    "client", "delay", "duplicate", "hold",
                                         "host",   "lesson",  "link",    "loss",   "note",  "packet",    "pause",  "rate",
                                         "return", "release", "server", "split", "stop"};

/// So are the words of the lessons and of the program itself ("step", "answer", "level").
bool isEveryday(const GlossaryEntry& entry)
{
    const Unseen why = whyUnseen(entry.id);
    return why == Unseen::Learning || why == Unseen::Picture
        || std::find(std::begin(everyday), std::end(everyday), entry.key) != std::end(everyday);
}

} // namespace

TermFinder::TermFinder(const Words& words, Language language)
{
    const Glossary glossary(words);
    for (const GlossaryEntry& entry : glossary.entries()) {
        if (entry.section == "calls") {
            add(entry.key, entry.id, true, false);
        } else if (entry.section != "terms") {
            add(entry.key, entry.id, false, false);
        } else {
            addNames(entry.name.in(language), entry.id, isEveryday(entry));
            if (const BothText* spelled = words.find("terms", entry.key + ".spelled"))
                for (const std::string& one : lab::split(spelled->in(language), ','))
                    add(trimmed(one), entry.id, false, isEveryday(entry));
        }
    }
    for (auto& [first, spellings] : m_spellings)
        std::stable_sort(spellings.begin(), spellings.end(),
                         [](const Spelling& a, const Spelling& b) { return a.text.size() > b.text.size(); });
}

/// "to bind", "reset (RST)", "(file) descriptor", "step back, time travel", "바인드하다, 주소 할당": what of them
/// stands in prose.
void TermFinder::addNames(std::string_view name, const std::string& id, bool isQuiet)
{
    for (const std::string& part : lab::split(name, ',')) {
        std::string_view one = trimmed(part);
        const bool verb = one.starts_with("to ");
        if (verb)
            one.remove_prefix(3);
        const std::size_t open = one.find('('), close = one.find(')');
        if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
            const std::string_view inside = one.substr(open + 1, close - open - 1);
            if (open == 0) { // (file) descriptor
                const std::string_view noun = trimmed(one.substr(close + 1));
                add(std::string(inside) + ' ' + std::string(noun), id, false, isQuiet);
                add(noun, id, false, isQuiet);
                continue;
            }
            if (!verb)
                add(inside, id, false, isQuiet);
            one = trimmed(one.substr(0, open));
        }
        for (const std::string_view ending : {"하다", "되다"})
            if (one.ends_with(ending))
                one.remove_suffix(ending.size());
        add(one, id, false, isQuiet);
    }
}

void TermFinder::add(std::string_view text, const std::string& id, bool call, bool isQuiet)
{
    if (!text.empty())
        m_spellings[lower(text[0])].push_back({std::string(text), id, call, isQuiet});
}

/// Bytes of the name at `at`, its ending left out; 0: it is not there.
std::size_t TermFinder::lengthAt(std::string_view text, std::size_t at, const Spelling& spelling) const
{
    const std::string& name = spelling.text;
    std::size_t end = at;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (isJoint(name[i])) {
            const bool mayBeNone = name[i] == ' ' && endsInHangul(name, i) && isHangul(name, i + 1);
            const auto joint = jointAt(text, end, mayBeNone);
            if (!joint)
                return 0;
            end += *joint;
            continue;
        }
        if (end >= text.size())
            return 0;
        const bool first = (i == 0 || isJoint(name[i - 1])) && isSmall(name[i]);
        if (text[end] != name[i] && !(first && lower(text[end]) == name[i]))
            return 0;
        ++end;
    }
    if (spelling.call) {
        if (!text.substr(end).starts_with('('))
            return 0;
        return end - at + (text.substr(end).starts_with("()") ? 2 : 0);
    }
    if (isHangul(text, end) || endsInHangul(name, name.size()))
        return endsKorean(text, end) ? end - at : 0;
    if (endsLatin(text, end))
        return end - at;
    const std::size_t plural = isSmall(name.back()) || isCapital(name.back()) ? pluralAt(text, end) : 0;
    return plural > 0 ? end - at + plural : 0;
}

std::vector<TermMark> TermFinder::marks(std::string_view text, bool isEverydayWanted) const
{
    std::vector<TermMark> found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        const Spelling* best = nullptr;
        const auto bucket = m_spellings.find(lower(text[at]));
        if (bucket != m_spellings.end() && beginsWord(text, at)) {
            for (const Spelling& spelling : bucket->second) {
                // "listen(3)" is the call, although "listen" is as long.
                const std::size_t here = lengthAt(text, at, spelling);
                if (here > length || (here == length && here > 0 && spelling.call)) {
                    length = here;
                    best = &spelling;
                }
            }
        }
        // An everyday word is passed over as a whole, or its end might be taken for another's beginning.
        if (best && (!best->everyday || isEverydayWanted))
            found.push_back({at, length, best->id});
        at += best ? length : 1;
    }
    return found;
}

std::vector<TermMark> TermFinder::find(std::string_view text) const
{
    return marks(text, false);
}

std::string TermFinder::lookUp(std::string_view text) const
{
    const std::string_view asked = trimmed(text);
    const std::vector<TermMark> found = marks(asked, true);
    for (const TermMark& mark : found)
        if (mark.length == asked.size())
            return mark.id;
    if (!found.empty())
        return found.front().id;
    // A call without its parentheses.
    const std::vector<TermMark> calls = marks(std::string(asked) + "()", true);
    return calls.empty() ? std::string() : calls.front().id;
}

} // namespace lab
