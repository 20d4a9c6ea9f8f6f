#pragma once
// StageView: the two hosts with the wire between them, at the playhead. It arranges the three cards and keeps their
// times moving while something waits; what they say is theirs.

#include "views/shared/View.h"

#include <QTimer>

#include <algorithm>

namespace lab {

class HostCard;
class WireCard;

class StageView : public View
{
    Q_OBJECT

public:
    StageView(ViewContext& context, QWidget* parent);

    void contextChanged() override;

    QSize pictureSize(int width, std::size_t from = 0) const override; ///< it shows one moment: `from` says nothing here
    std::unique_ptr<DiagramTable> table() override;

    QSize sizeHint() const override { return {820, 330}; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void arrange();

    static constexpr int gap = 8;
    int wireWidth(int width) const;
    void setLeast();

    Timestamp labNow() const;

    HostCard* m_client;
    WireCard* m_wire;
    HostCard* m_server;
    std::optional<HostId> m_only; ///< the only host that has programs; nothing: two
    int m_hostLeast = 0, m_wireLeast = 0; ///< px, of the widths
    QTimer m_tick;
};

} // namespace lab
