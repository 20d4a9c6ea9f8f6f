// Recognising terms in prose, in English and in Korean: what is found, what is another word, and which of two names wins.

#include "model/glossary/TermFinder.h"

#include <QTest>

using namespace lab;

namespace {

const Words& projectWords()
{
    static const Words read = [] {
        auto result = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        return result ? std::move(*result) : Words();
    }();
    return read;
}

const TermFinder& finder(Language language)
{
    static const TermFinder english(projectWords(), Language::English), korean(projectWords(), Language::Korean);
    return language == Language::Korean ? korean : english;
}

/// "accept queue=terms/accept-queue|bind()=calls/bind" of a text.
QString foundIn(const std::string& text, Language language)
{
    QStringList found;
    for (const TermMark& mark : finder(language).find(text))
        found << QString::fromStdString(text.substr(mark.offset, mark.length) + '=' + mark.id);
    return found.join('|');
}

QString english(const std::string& text)
{
    return foundIn(text, Language::English);
}

QString korean(const std::string& text)
{
    return foundIn(text, Language::Korean);
}

} // namespace

class TermFinderTest : public QObject
{
    Q_OBJECT

private slots:

    void aNameIsFoundWhereItStands()
    {
        QCOMPARE(english("It waits in the accept queue."), QString("accept queue=terms/accept-queue"));
        QCOMPARE(korean("accept 큐에 있다."), QString("accept 큐=terms/accept-queue"));
        QCOMPARE(english("nothing of ours"), QString());
    }

    void theLongestNameWins()
    {
        QCOMPARE(english("the retransmission timeout"), QString("retransmission timeout=terms/retransmission-timeout"));
        QCOMPARE(english("a non-blocking socket"), QString("non-blocking=terms/non-blocking|socket=terms/socket"));
        QCOMPARE(english("SYN-RECV, then SYN"), QString("SYN-RECV=states/SYN-RECV|SYN=flags/SYN"));
        QCOMPARE(korean("재전송 타임아웃이 두 배가 된다"), QString("재전송 타임아웃=terms/retransmission-timeout"));
    }

    void pluralsAndCapitalsAreTheSameWord()
    {
        QCOMPARE(english("Retransmissions cost."), QString("Retransmissions=terms/retransmission"));
        QCOMPARE(english("Accept queues, SYN cookies"), QString("Accept queues=terms/accept-queue|SYN cookies=terms/syn-cookie"));
        QCOMPARE(english("the socket's state"), QString("socket=terms/socket"));
        QCOMPARE(english("ack rst"), QString()); // RST is a flag, "rst" is not
    }

    void aLineOrAHyphenMayStandBetweenItsParts()
    {
        QCOMPARE(english("the accept\nqueue and a half close"), QString("accept\nqueue=terms/accept-queue|half close=terms/half-close"));
        QCOMPARE(english("in slow-start"), QString("slow-start=terms/slow-start"));
        QCOMPARE(korean("리스닝소켓과 SYN큐"), QString("리스닝소켓=terms/listening-socket")); // between Hangul only
    }

    void aPartOfAnotherWordIsNone()
    {
        QCOMPARE(english("socketlab websocket sockets_ important export"), QString());
        QCOMPARE(english("SYN+ACK and TIME-WAITING"), QString());
        QCOMPARE(korean("포트폴리오 소켓랩 재윈도"), QString());
        QCOMPARE(korean("소켓명 디스크립터표"), QString());
    }

    void koreanParticlesStickToTheNoun()
    {
        for (const char* ending : {"은", "는", "이", "가", "을", "를", "에서", "에는", "으로부터", "까지는", "들이", "이며", "입니다"})
            QCOMPARE(korean("소켓" + std::string(ending) + " 있다"), QString("소켓=terms/socket"));
        QCOMPARE(korean("순서 번호는 시퀀스 번호와 같다"),
                 QString("순서 번호=terms/sequence-number|시퀀스 번호=terms/sequence-number"));
        QCOMPARE(korean("재전송된 세그먼트마다"), QString("재전송=terms/retransmission|세그먼트=terms/segment"));
        QCOMPARE(korean("TIME-WAIT에서 RST를"), QString("TIME-WAIT=states/TIME-WAIT|RST=terms/reset"));
    }

    void aCallIsACallOnlyWithItsParentheses()
    {
        QCOMPARE(english("bind() gives it; listen(3, 1) waits"), QString("bind()=calls/bind|listen=calls/listen"));
        QCOMPARE(english("it binds"), QString("binds=terms/bind"));
        QCOMPARE(english("accept it, close it, send it"), QString());
        QCOMPARE(korean("accept()가 반환하면"), QString("accept()=calls/accept"));
    }

    void statesErrorsAndOptionsAreTermsToo()
    {
        QCOMPARE(english("EADDRINUSE unless SO_REUSEADDR"), QString("EADDRINUSE=errnos/EADDRINUSE|SO_REUSEADDR=options/SO_REUSEADDR"));
        QCOMPARE(english("SIGPIPE, LISTEN"), QString("SIGPIPE=signals/SIGPIPE|LISTEN=states/LISTEN"));
        QCOMPARE(english("net.ipv4.tcp_syncookies"), QString("net.ipv4.tcp_syncookies=settings/net.ipv4.tcp_syncookies"));
    }

    void everydayWordsAreExplainedOnlyWhenAskedFor()
    {
        QCOMPARE(english("The client calls the server; run the next step."), QString());
        QCOMPARE(korean("클라이언트가 서버를 호출한다"), QString());
        QCOMPARE(finder(Language::English).lookUp(" client "), std::string("terms/client"));
        QCOMPARE(finder(Language::Korean).lookUp("서버는"), std::string("terms/server"));
    }

    void whatAPersonSelectedIsLookedUp()
    {
        const TermFinder& in = finder(Language::English);
        QCOMPARE(in.lookUp("retransmissions"), std::string("terms/retransmission"));
        QCOMPARE(in.lookUp("setsockopt"), std::string("calls/setsockopt"));
        QCOMPARE(in.lookUp("in the accept queue, and"), std::string("terms/accept-queue"));
        QCOMPARE(in.lookUp("gibberish"), std::string());
        QCOMPARE(in.lookUp(""), std::string());
    }

    void everyNameOfTheGlossaryFindsItself()
    {
        const Glossary glossary(projectWords());
        for (const Language language : {Language::English, Language::Korean}) {
            std::map<std::string, std::string> first;
            for (const GlossaryEntry& entry : glossary.entries()) {
                std::string name = entry.name.in(language);
                name = name.substr(0, name.find(','));
                if (name.find('(') != std::string::npos && entry.section == "terms")
                    name = name.substr(0, name.find('('));
                if (name.starts_with("to "))
                    name = name.substr(3);
                if (name.empty() || !first.emplace(name, entry.id).second)
                    continue;
                QVERIFY2(!finder(language).lookUp(name).empty(), (entry.id + ": " + name).c_str());
            }
        }
    }

    void noSpellingIsThatOfAnotherTerm()
    {
        for (const auto& [key, spelled] : projectWords().sections().at("terms")) {
            if (!key.ends_with(".spelled"))
                continue;
            const std::string id = "terms/" + key.substr(0, key.rfind('.'));
            QVERIFY2(projectWords().find("terms", key.substr(0, key.rfind('.')) + ".name"), key.c_str());
            for (const Language language : {Language::English, Language::Korean})
                for (const std::string& one : lab::split(spelled.in(language), ','))
                    QVERIFY2(finder(language).lookUp(one) == id, (id + ":" + one + " is " + finder(language).lookUp(one)).c_str());
        }
    }

    void brokenTextIsNoHindrance()
    {
        QCOMPARE(english("\xed\x9e socket \xff"), QString::fromLatin1("socket=terms/socket"));
        QCOMPARE(korean("소켓\xec"), QString("소켓=terms/socket"));
    }
};

QTEST_APPLESS_MAIN(TermFinderTest)
#include "TermFinderTest.moc"
