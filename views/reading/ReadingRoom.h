#pragma once
// ReadingRoom: three chapters to read beside the lab: sockets of 1971 and of today, the layers of a real packet, the calls in C.
// It reads the run at the playhead and changes nothing in it.

#include "views/shared/View.h"

#include <array>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace lab {

class CallsPage;
class LayersPage;
class NumberPage;

class ReadingRoom : public View
{
    Q_OBJECT

public:
    enum Chapter { Numbers, Layers, Calls };
    static constexpr int chapters = 3;

    /// `recording`: whose packet is shown while nothing is open.
    ReadingRoom(ViewContext& context, const QString& recording, QWidget* parent);

    void open(Chapter chapter);
    int chapter() const;
    void takeKeyboard(); ///< the chapters' buttons; a focus proxy would change the order of Tab
    void contextChanged() override;
    std::unique_ptr<DiagramTable> table() override; ///< of the chapter's drawing; the calls are text

signals:
    void eventWanted(quint64 event); ///< index into the journal: to be looked at in the lab
    void leaveWanted();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void refresh();

    QLabel* m_title;
    std::array<QToolButton*, chapters> m_tabs {};
    QPushButton* m_leave = nullptr;
    QStackedWidget* m_pages = nullptr;
    NumberPage* m_numbers = nullptr;
    LayersPage* m_layers = nullptr;
    CallsPage* m_calls = nullptr;
};

} // namespace lab
