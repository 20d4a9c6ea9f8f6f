#pragma once
// ConversationsView: the TCP conversations of a recording, to search and to sort, and what the two ends of one of them said
// ("Follow stream"). Choosing one, or a place in its stream, selects its packet in every view; a packet selected elsewhere
// chooses its conversation.

#include "views/conversations/ConversationModel.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace lab {

class StreamPane;

class ConversationsView : public View
{
    Q_OBJECT

public:
    ConversationsView(ViewContext& context, QWidget* parent);

    /// Opens the stream of the conversation that is selected in any view, else of the newest before the playhead.
    void followSelected();

    void contextChanged() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectAll();
    void retranslate();
    void sizeColumns();
    void progressed();
    void rowsChanged(); ///< they are others now
    void tell();
    void chooseRow();
    void selectEvent(std::size_t event);
    void followSelection();
    void wantStream(); ///< of what is wanted, as soon as it has been read
    void openStream(std::size_t conversation);
    void closeStream();
    void refreshStream();
    void showRow(std::size_t conversation);
    bool streamOpen() const;

    ConversationModel* m_model;
    QLabel* m_wordsLabel;
    QLineEdit* m_words;
    QLabel* m_count;
    QPushButton* m_follow;
    QTableView* m_table;
    QLabel* m_empty;
    StreamPane* m_stream;
    QStackedWidget* m_pages;
    QTimer m_again; ///< the stream grows
    std::optional<std::size_t> m_chosen; ///< the conversation whose row is, or was, selected
    std::size_t m_shown = 0; ///< the one whose stream is open …
    std::uint64_t m_segments = 0; ///< … as it was with so many segments
    std::size_t m_sizedFor = 0; ///< conversations that the columns were measured for
    bool m_wanted = false; ///< a stream is, and the journal not read so far
    bool m_choosing = false; ///< the selection changes because of this view
};

} // namespace lab
