#pragma once
// FindingsView: what goes wrong in the programs, as far as it is proven at the playhead: what, where, what to do. Choosing
// one selects the event that proves it everywhere.

#include "model/findings/Findings.h"
#include "views/shared/SliceTimer.h"
#include "views/shared/View.h"

class QTextBrowser;
class QUrl;

namespace lab {

class FindingsView : public View
{
    Q_OBJECT

public:
    explicit FindingsView(ViewContext& context, QWidget* parent = nullptr);

    void contextChanged() override;

    /// Those shown: proven before the playhead.
    std::vector<const Finding*> shown() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void reset();
    void follow();
    void refresh();
    void choose(const QUrl& link);
    QString card(const Finding& finding, std::size_t number) const;

    Findings m_findings;
    LabState m_folded; ///< after m_followed events
    std::size_t m_followed = 0;
    std::size_t m_looked = 0; ///< events, until the first call was met
    bool m_hasCalls = false;
    SliceTimer m_rest; ///< a long recording is read in pieces
    QString m_html;
    QTextBrowser* m_text;
};

} // namespace lab
