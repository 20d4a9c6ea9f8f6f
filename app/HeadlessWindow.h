#pragma once
// HeadlessWindow: what views need to paint themselves without a display: an application on Qt's offscreen platform, a
// theme, a language, and a playhead over a journal. One at a time.

#include "app/OffscreenApplication.h"
#include "views/shared/View.h"

#include <QTranslator>

#include <memory>

namespace lab {

class HeadlessWindow
{
public:
    /// Uses the application that is there, else makes one. `words` must outlive this.
    HeadlessWindow(Language language, Scheme scheme, const Words& words);
    ~HeadlessWindow();

    void show(const Journal& journal); ///< it must outlive its use here

    const Journal& journal() const { return m_playhead->journal(); }

    Playhead& playhead() { return *m_playhead; }

    ViewContext& context() { return m_context; }

private:
    OffscreenApplication m_application;
    QTranslator m_translator;
    std::unique_ptr<Playhead> m_playhead;
    std::unique_ptr<Selection> m_selection;
    ViewContext m_context;
};

} // namespace lab
