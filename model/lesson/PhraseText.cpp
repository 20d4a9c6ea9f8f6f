// The phrases of Judgement and LessonRunner in Korean. English is what they are written in.

#include "model/lesson/StepText.h"

namespace lab {

namespace {

struct Phrase
{
    std::string_view en, ko;
    bool isBeginning = false; ///< what follows it stays
};

constexpr Phrase phrases[] = {
    {"it returns", "반환된다"},
    {"it blocks", "블로킹된다"},
    {"it still waits", "아직 기다린다"},
    {"blocks", "블로킹"},
    {"returns", "반환"},
    {"time", "걸린 시간"},
    {"success", "성공"},
    {"a descriptor", "디스크립터"},
    {"nothing", "없음"},
    {"packets", "패킷"},
    {"on the wire", "전선 위"},
    {"TCP sockets", "TCP 소켓"},
    {"UDP sockets", "UDP 소켓"},
    {"overhear", "엿본 내용"},
    {"contains", "들어 있어야 할 것"},
    {"lacks", "들어 있으면 안 되는 것"},
    {"bytes", "바이트 수"},
    {"records", "TLS 레코드"},
    {"not ", "없어야 함: ", true},
    {"the call", "호출"},
    {"the call is made", "호출이 이루어진다"},
    {"no call was seen", "호출이 보이지 않았다"},
    {"no call was made", "호출한 적이 없다"},
    {"no such packet was sent", "그런 패킷을 보낸 적이 없다"},
    {"the program lives", "프로그램이 살아 있다"},
    {"died", "프로그램 종료"},
    {"the command", "명령"},
    {"it is carried out", "실행된다"},
    {"rest", "안정"},
    {"the lab comes to rest", "더 일어나는 일이 없어진다"},
    {"no rest within 30 s", "30초가 지나도 멎지 않았다"},
    {"could not run", "실행할 수 없음"},
    {"exits", "종료"},
    {"output", "출력"},
    {"the program has ended", "프로그램이 끝난다"},
    {"the program runs", "프로그램이 실행 중이다"},
    {"no program of that name", "그런 이름의 프로그램이 없다"},
    {"exited with status ", "종료 상태 ", true},
    {"killed by ", "종료시킨 시그널: ", true},
    {"it returned ", "반환됨: ", true},
    {"the call returned ", "호출이 반환됨: ", true},
    {"the program was ", "프로그램 종료: ", true},
    {"the wire holds ", "전선에 붙잡혀 있어야 할 패킷: ", true},
    {"bytes of ", "바이트 수: ", true},
    {"at least ", "최소 ", true},
    {"at most ", "최대 ", true},
};

} // namespace

std::string phraseText(const std::string& phrase, Language language)
{
    if (language == Language::English)
        return phrase;
    for (const Phrase& known : phrases) {
        if (!known.isBeginning && phrase == known.en)
            return std::string(known.ko);
        if (known.isBeginning && phrase.starts_with(known.en))
            return std::string(known.ko) + phrase.substr(known.en.size());
    }
    return phrase;
}

} // namespace lab
