// What Socket Lab says of a packet, field by field, beside what tshark says of it: over the recordings of the lab and over
// captures made here. Where the two differ, docs/agreement.md says why; a difference that it does not list fails, and so
// does a row of it that no packet here shows.

#include "model/capture/TcpAnalysis.h"
#include "model/journal/EventKind.h"
#include "model/journal/Journal.h"
#include "tests/support/AgreementCaptures.h"
#include "tests/support/AgreementFields.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

struct Difference
{
    QString capture, field, ours, theirs, place;
    std::size_t packet = 0; ///< from 1
};

/// One row of docs/agreement.md: | field | where | … |, `where` being a place that placesOf() knows.
struct Justified
{
    QString field, place;

    bool covers(const Difference& one) const
    {
        const bool named = field.endsWith(".*") ? one.field.startsWith(field.chopped(1)) : field == one.field;
        if (!named || !one.place.split(' ').contains(place))
            return false;
        // tshark tells the packet's own value first, then that of the packet inside.
        return place != "quoted" || one.ours.isEmpty() || one.theirs.startsWith(one.ours + ',');
    }
};

QList<Justified> justified()
{
    QFile file(SOCKETLAB_SOURCE_DIR "/docs/agreement.md");
    QList<Justified> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
        const QStringList cells = line.split('|');
        if (cells.size() != 7 || !cells[1].trimmed().startsWith('`'))
            continue;
        for (QString field : cells[1].split(','))
            rows << Justified {field.remove('`').trimmed(), cells[2].trimmed().remove('`')};
    }
    return rows;
}

struct Capture
{
    QString name, path;
};

} // namespace

class TsharkAgreementTest : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (QStandardPaths::findExecutable("tshark").isEmpty())
            QSKIP("tshark is not installed (apt install tshark): not compared with it");
        const QDir recordings(SOCKETLAB_SOURCE_DIR "/resources/recordings");
        for (const QString& name : recordings.entryList({"*.pcapng"}, QDir::Files, QDir::Name))
            m_captures << Capture {name, recordings.filePath(name)};
        QVERIFY(m_captures.size() >= 9);
        for (const auto& [name, packets] : agreementCaptures()) {
            m_captures << Capture {QString::fromLatin1(name), m_folder.filePath(QString::fromLatin1(name) + ".pcapng")};
            const Bytes bytes = agreementFile(packets);
            QFile file(m_captures.back().path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())),
                     static_cast<qint64>(bytes.size()));
        }
        // More captures of one's own: SOCKETLAB_CAPTURES=FOLDER.
        const QDir more(qEnvironmentVariable("SOCKETLAB_CAPTURES"));
        if (qEnvironmentVariableIsSet("SOCKETLAB_CAPTURES"))
            for (const QString& name : more.entryList({"*.pcap", "*.pcapng"}, QDir::Files, QDir::Name))
                m_captures << Capture {name, more.filePath(name)};
    }

    void everyFieldOfEveryPacketIsAsTsharkSaysOrItIsSaidWhyNot()
    {
        for (const Capture& capture : m_captures)
            compare(capture);
        QVERIFY2(m_packets > 500, qPrintable(QString::number(m_packets)));
        QVERIFY2(m_values > 5000, qPrintable(QString::number(m_values)));
        const QList<Justified> rows = justified();
        QStringList unlisted;
        QSet<qsizetype> used;
        for (const Difference& one : m_differences) {
            bool listed = false;
            for (qsizetype row = 0; row < rows.size(); ++row) {
                if (rows[row].covers(one)) {
                    listed = true;
                    used << row;
                }
            }
            if (!listed)
                unlisted << QString("%1, packet %2 (%3): %4 is \"%5\" here, \"%6\" in tshark")
                                .arg(one.capture).arg(one.packet).arg(one.place, one.field, one.ours, one.theirs);
        }
        qInfo("%d packets of %d captures, %d values compared, %d differences that are listed", m_packets,
              static_cast<int>(m_captures.size()), m_values, static_cast<int>(m_differences.size() - unlisted.size()));
        for (const QString& one : unlisted.mid(0, 100))
            qWarning().noquote() << one;
        QVERIFY2(unlisted.isEmpty(), qPrintable(QString("%1 differences that docs/agreement.md does not list").arg(unlisted.size())));
        for (const QString& field : comparedFields())
            QVERIFY2(m_told.contains(field), qPrintable("no packet here has " + field));
        for (qsizetype row = 0; row < rows.size(); ++row)
            QVERIFY2(used.contains(row),
                     qPrintable("docs/agreement.md lists what no packet shows: " + rows[row].field + ", " + rows[row].place));
    }

private:
    void compare(const Capture& capture)
    {
        const QList<FieldValues> theirs = tsharkFields(capture.path);
        const auto journal = Journal::open(capture.path.toStdString());
        QVERIFY2(journal, journal ? "" : journal.error().message.c_str());
        TcpAnalysis analysis;
        std::size_t packet = 0;
        for (std::size_t i = 0; i < (*journal)->size(); ++i) {
            if ((*journal)->kindOf(i) != kindIndexOf<PacketSent>())
                continue;
            const Event event = (*journal)->at(i);
            const auto& sent = std::get<PacketSent>(event.body);
            const Packet decoded = decodePacket(sent.frame, sent.fullLength);
            const auto segment = analysis.take(decoded, event.time);
            QVERIFY2(packet < static_cast<std::size_t>(theirs.size()), qPrintable(capture.name));
            const FieldValues& their = theirs[static_cast<qsizetype>(packet++)];
            const FieldValues our = ourFields(sent, decoded, segment ? segment->verdict : 0);
            const QString place = placesOf(sent, decoded, their);
            ++m_packets;
            for (const QString& field : comparedFields()) {
                m_values += !our[field].isEmpty() || !their[field].isEmpty();
                if (!our[field].isEmpty() && our[field] == their[field])
                    m_told << field;
                if (our[field] != their[field])
                    m_differences << Difference {capture.name, field, our[field], their[field], place, packet};
            }
        }
        QCOMPARE(static_cast<qsizetype>(packet), theirs.size());
    }

    QTemporaryDir m_folder;
    QList<Capture> m_captures;
    QList<Difference> m_differences;
    QSet<QString> m_told; ///< in which both said something, and the same
    int m_packets = 0, m_values = 0;
};

QTEST_GUILESS_MAIN(TsharkAgreementTest)
#include "TsharkAgreementTest.moc"
