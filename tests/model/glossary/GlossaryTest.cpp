// The glossary as a list: what is in it, and what a search finds in either language.

#include "model/glossary/Glossary.h"

#include <QTest>

using namespace lab;

namespace {

const Glossary& glossary()
{
    static const Glossary all = [] {
        auto words = Words::read(SOCKETLAB_SOURCE_DIR "/resources/words");
        return words ? Glossary(*words) : Glossary();
    }();
    return all;
}

QStringList found(const char* text, Language language = Language::English)
{
    QStringList ids;
    for (const GlossaryEntry* entry : glossary().search(text, language))
        ids << QString::fromStdString(entry->id);
    return ids;
}

} // namespace

class GlossaryTest : public QObject
{
    Q_OBJECT

private slots:

    void everyTermStateCallAndErrorHasAnEntry()
    {
        for (const char* id : {"terms/accept-queue", "states/TIME-WAIT", "calls/bind", "errnos/EADDRINUSE", "options/SO_REUSEADDR",
                               "flags/SYN", "signals/SIGPIPE", "counters/TcpRetransSegs", "settings/net.ipv4.tcp_syncookies"}) {
            const GlossaryEntry* entry = glossary().find(id);
            QVERIFY2(entry, id);
            QVERIFY2(!entry->name.en.empty() && !entry->meaning.ko.empty(), id);
        }
        QVERIFY(!glossary().find("terms/accept-queue.name"));
        QVERIFY(!glossary().find("notices/disk-full"));
    }

    void eitherLanguageFindsTheSameEntry()
    {
        QCOMPARE(found("SYN queue").first(), QString("terms/syn-queue"));
        QCOMPARE(found("syn 큐", Language::Korean).first(), QString("terms/syn-queue"));
        QCOMPARE(found("syn 큐").first(), QString("terms/syn-queue"));
        const QStringList queues = found("큐", Language::Korean);
        for (const char* id : {"terms/accept-queue", "terms/syn-queue"})
            QVERIFY2(queues.contains(id), id);
    }

    void aNameComesBeforeAMeaning()
    {
        const QStringList ids = found("backlog");
        QCOMPARE(ids.first(), QString("terms/backlog"));
        QVERIFY(ids.size() > 1); // other entries' meanings have the word
        QCOMPARE(found("time-wait").first(), QString("states/TIME-WAIT"));
        QCOMPARE(found("SYN").first(), QString("flags/SYN")); // before the SYN cookie
    }

    void allWordsMustOccur()
    {
        QVERIFY(found("finished connections").contains("terms/accept-queue"));
        QCOMPARE(found("finished connections zebra"), QStringList());
    }

    void noWordsFindAllOfItByName()
    {
        const QStringList all = found("  ");
        QCOMPARE(static_cast<std::size_t>(all.size()), glossary().entries().size());
        QCOMPARE(all.first(), QString("terms/descriptor")); // "(file) descriptor"
        QVERIFY(all.indexOf("terms/wire") < all.indexOf("states/LISTEN"));
    }

    void withoutWordsThereIsNothing()
    {
        const Glossary none;
        QVERIFY(none.search("socket", Language::English).empty());
        QVERIFY(!none.find("terms/socket"));
    }
};

QTEST_APPLESS_MAIN(GlossaryTest)
#include "GlossaryTest.moc"
