#include "views/reading/ReadingRoom.h"

#include "tests/support/Stories.h"
#include "tests/views/shared/ShownLab.h"
#include "views/reading/BitStrip.h"
#include "views/reading/CallsPage.h"
#include "views/reading/LayersPage.h"
#include "views/reading/NumberPage.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace lab;
using namespace lab::tests;

namespace {

class ShownRoom : public ShownLab
{
public:
    explicit ShownRoom(const std::vector<Event>& events = {})
        : ShownLab(events)
        , room(context, QStringLiteral(SOCKETLAB_SOURCE_DIR "/resources/recordings/first-conversation.pcapng"), nullptr)
    {
        room.resize(1200, 640);
        room.show();
        QCoreApplication::processEvents();
    }

    template<class Widget>
    Widget& part(const char* name)
    {
        return *room.findChild<Widget*>(QLatin1String(name));
    }

    template<class Page>
    Page& page(ReadingRoom::Chapter chapter)
    {
        room.open(chapter);
        return *room.findChild<Page*>();
    }

    ReadingRoom room;
};

} // namespace

class ReadingRoomTest : public QObject
{
    Q_OBJECT

private slots:

    void aNumberIsTypedInAnyNotationAndShownInAll()
    {
        ShownRoom lab;
        auto& page = lab.page<NumberPage>(ReadingRoom::Numbers);
        auto& decimal = lab.part<QLineEdit>("number-decimal");
        decimal.clear();
        QTest::keyClicks(&decimal, "1026");
        QCOMPARE(page.number(), 1026U);
        QCOMPARE(lab.part<QLineEdit>("number-hex").text(), QString("0x00000402"));
        QVERIFY(lab.part<QLabel>("number-reading").text().contains("even"));
        auto& hex = lab.part<QLineEdit>("number-hex");
        hex.clear();
        QTest::keyClicks(&hex, "ff");
        QCOMPARE(page.number(), 255U);
        QCOMPARE(hex.text(), QString("ff")); // as it was typed
        QCOMPARE(lab.part<QLineEdit>("number-decimal").text(), QString("255"));
        QVERIFY(lab.part<QLabel>("number-reading").text().contains("odd"));
    }

    void theDrawnChaptersAreTablesToo()
    {
        ShownRoom lab;
        const auto rows = [&lab] {
            QStringList all;
            if (const auto table = lab.room.table())
                for (std::size_t row = 0; row < table->rows(); ++row) {
                    QStringList cells;
                    for (int column = 0; column < table->columns().size(); ++column)
                        cells << table->cell(row, column);
                    all << cells.join('|');
                }
            return all;
        };
        auto& page = lab.page<NumberPage>(ReadingRoom::Numbers);
        QSignalSpy changed(&lab.room, &View::tableChanged);
        page.setNumber(1027);
        QVERIFY(changed.count() > 0);
        const QStringList numbers = rows();
        QVERIFY2(numbers.first().startsWith("The 32 bits of the socket number|"), qPrintable(numbers.join('\n')));
        QVERIFY(numbers.join('\n').contains("|1|1")); // odd: the last bit
        QVERIFY(numbers.last().endsWith("|0001111110010000|8080"));
        changed.clear();
        (void)lab.page<LayersPage>(ReadingRoom::Layers);
        QVERIFY(changed.count() > 0);
        const QStringList layers = rows();
        QVERIFY(layers.size() > 20);
        QVERIFY2(layers.join('\n').contains("|8080"), qPrintable(layers.join('\n')));
        (void)lab.page<CallsPage>(ReadingRoom::Calls);
        QVERIFY(rows().isEmpty()); // that is text already
    }

    void whatIsNoNumberIsSaidAndChangesNothing()
    {
        ShownRoom lab;
        auto& page = lab.page<NumberPage>(ReadingRoom::Numbers);
        page.setNumber(8);
        auto& decimal = lab.part<QLineEdit>("number-decimal");
        decimal.selectAll();
        QTest::keyClicks(&decimal, "4294967296");
        QVERIFY(lab.part<QLabel>("number-wrong").isVisible());
        QCOMPARE(page.number(), 429496729U); // the last one that was a number
        decimal.selectAll();
        QTest::keyClicks(&decimal, "7");
        QVERIFY(!lab.part<QLabel>("number-wrong").isVisible());
        QCOMPARE(page.number(), 7U);
    }

    void bitsAreChangedByMouseAndKeys()
    {
        ShownRoom lab;
        auto& page = lab.page<NumberPage>(ReadingRoom::Numbers);
        page.setNumber(0);
        auto& bits = lab.part<BitStrip>("number-bits");
        QTest::mouseClick(&bits, Qt::LeftButton, {}, bits.arranged().bits[31].center().toPoint());
        QCOMPARE(page.number(), 1U);
        QTest::mouseClick(&bits, Qt::LeftButton, {}, bits.arranged().bits[0].center().toPoint());
        QCOMPARE(page.number(), 0x80000001U);
        QTest::keyClick(&bits, Qt::Key_Right);
        QTest::keyClick(&bits, Qt::Key_Return);
        QCOMPARE(page.number(), 0xc0000001U);
        QVERIFY(!bits.accessibleDescription().isEmpty());
    }

    void todaysEndpointIsTheRunsOwn()
    {
        ShownRoom example;
        (void)example.page<NumberPage>(ReadingRoom::Numbers);
        QVERIFY(example.part<QLabel>("endpoint-reading").text().contains("example"));
        ShownRoom lab(handshakeStory());
        lab.playhead.moveTo(lab.after<SocketSampled>([](const SocketSampled& e) { return e.row.state == SocketState::Established; }));
        (void)lab.page<NumberPage>(ReadingRoom::Numbers);
        QVERIFY(lab.part<QLabel>("endpoint-reading").text().contains("40001"));
        QCOMPARE(lab.part<BitStrip>("endpoint-bits").value() & 0xffff, std::uint64_t {40001});
        lab.part<QComboBox>("endpoint").setCurrentIndex(lab.part<QComboBox>("endpoint").findText("10.9.0.2:8080"));
        QCOMPARE(lab.part<BitStrip>("endpoint-bits").value(), std::uint64_t {0x0a0900021f90ULL});
    }

    void withoutALabTheLayersAreThoseOfARecording()
    {
        ShownRoom lab;
        auto& page = lab.page<LayersPage>(ReadingRoom::Layers);
        QCOMPARE(page.packet().choice, PacketChoice::Recorded);
        QVERIFY(lab.part<QLabel>("layers-which").text().contains("recorded"));
        QVERIFY(!page.hexText().isEmpty());
    }

    void choosingALayerLightsItsBytes()
    {
        ShownRoom lab(handshakeStory());
        auto& page = lab.page<LayersPage>(ReadingRoom::Layers);
        QCOMPARE(page.packet().choice, PacketChoice::FirstWithData);
        auto* canvas = page.findChild<LayersCanvas*>();
        const auto layers = layersOf(page.packet().frame);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            canvas->choose(static_cast<int>(i));
            QCOMPARE(page.hexText().count("<span"), static_cast<qsizetype>(layers[i].length));
            QCOMPARE(lab.part<QLabel>("layers-fields").text().isEmpty(), layers[i].fields.empty());
        }
        QTest::keyClick(canvas, Qt::Key_Up);
        QCOMPARE(canvas->chosen(), static_cast<int>(layers.size()) - 2);
    }

    void everyCallIsShownInBothLanguages()
    {
        ShownRoom lab;
        auto& page = lab.page<CallsPage>(ReadingRoom::Calls);
        for (const Language language : {Language::English, Language::Korean}) {
            lab.context.language = language;
            lab.room.contextChanged();
            for (const CallSignature& signature : callSignatures()) {
                page.show(signature.function);
                QCOMPARE(page.shown()->function, signature.function);
                QCOMPARE(lab.part<QLabel>("prototype").text().toStdString(), prototypeOf(signature));
                for (const QLabel* label : page.findChildren<QLabel*>())
                    QVERIFY2(!label->text().contains(">parameter.") && !label->text().startsWith("returns."), qPrintable(label->text()));
            }
        }
    }

    void aCallIsFoundByItsNameOrAWord()
    {
        ShownRoom lab;
        auto& page = lab.page<CallsPage>(ReadingRoom::Calls);
        auto& search = lab.part<QLineEdit>("call-search");
        QTest::keyClicks(&search, "accept4");
        QCOMPARE(page.shown()->function, std::string_view("accept4"));
        search.clear();
        QTest::keyClicks(&search, "backlog");
        QCOMPARE(page.shown()->function, std::string_view("listen"));
        QVERIFY(lab.part<QListWidget>("call-list").item(0)->isHidden());
    }

    void whereACallHappensInThisRunIsOneClickAway()
    {
        ShownRoom lab(handshakeStory());
        auto& page = lab.page<CallsPage>(ReadingRoom::Calls);
        QSignalSpy wanted(&lab.room, &ReadingRoom::eventWanted);
        page.show("accept4");
        QVERIFY(!lab.part<QPushButton>("call-go").isEnabled());
        page.show("send"); // the kernel's sendto() without an address
        QVERIFY(lab.part<QPushButton>("call-go").isEnabled());
        lab.part<QPushButton>("call-go").click();
        QCOMPARE(wanted.size(), 1);
        const Event event = lab.journal.at(wanted.front().front().toULongLong());
        QCOMPARE(std::get<CallEntered>(event.body).name, std::string("sendto"));
        page.show("sendto");
        QVERIFY(!lab.part<QPushButton>("call-go").isEnabled());
    }

    void bitsStandInOneRowOrBreakBetweenBytes()
    {
        const QFont digits = monoFont(), names;
        const BitLayout wide(numberSchemes()[2].fields, digits, names, 2000), narrow(numberSchemes()[2].fields, digits, names, 200);
        QCOMPARE(wide.bits.size(), std::size_t {32});
        QCOMPARE(wide.bits[0].top(), wide.bits[31].top());
        QVERIFY(narrow.bits[31].top() > narrow.bits[0].top());
        QVERIFY(narrow.height > wide.height);
        for (const BitLayout* layout : {&wide, &narrow}) {
            for (std::size_t i = 0; i < layout->bits.size(); ++i)
                QCOMPARE(layout->bitAt(layout->bits[i].center()), static_cast<int>(i));
            for (const BitLayout::Name& name : layout->names)
                for (const QRectF& bit : layout->bits)
                    QVERIFY(!name.rect.intersects(bit));
        }
        for (int bit = 7; bit < 31; bit += 8) // a byte is never broken
            QCOMPARE(narrow.bits[static_cast<std::size_t>(bit)].top(), narrow.bits[static_cast<std::size_t>(bit - 7)].top());
    }
};

QTEST_MAIN(ReadingRoomTest)
#include "ReadingRoomTest.moc"
