#pragma once
// StreamPane: what the two ends of one conversation said, to be read: as text or in hexadecimal, both sides or one. Who speaks is
// said in words and by colour. Placing the cursor in it chooses the packet that brought these bytes.

#include "model/capture/StreamText.h"
#include "views/shared/View.h"

#include <QTextCharFormat>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace lab {

class StreamPane : public QWidget
{
    Q_OBJECT

public:
    StreamPane(ViewContext& context, QWidget* parent);

    /// Shows a stream; `conversation` as it is now. The place that is read stays where it was the same one before.
    void showStream(const Conversation& conversation, std::size_t number, TcpStream stream);

    /// Moves the cursor to what this event brought, if it brought anything.
    void goTo(std::size_t event);
    void playheadMoved(); ///< what comes later is grey
    void contextChanged();

    static constexpr std::uint64_t mostBytes = 1 << 20; ///< of both sides that are shown

signals:
    void chosen(std::size_t event); ///< a packet, by the cursor
    void left(); ///< the button, or Escape

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Place
    {
        int position = 0; ///< in the text
        std::size_t event = 0;
    };

    void build();
    void retranslate();
    void write();
    void append(const StreamRun& run);
    QString turnText(const StreamRun& run) const;
    QTextCharFormat formatOf(int side) const;
    void cursorMoved();

    ViewContext& m_context;
    std::optional<Conversation> m_conversation;
    std::size_t m_number = 0;
    TcpStream m_stream;
    std::vector<Place> m_places; ///< by position, and so by event of each side
    QPushButton* m_back;
    QLabel *m_title, *m_cut;
    QComboBox *m_side, *m_form;
    QPlainTextEdit* m_text;
    bool m_writing = false;
};

} // namespace lab
