#pragma once
// View: a widget that shows the lab at the playhead. It reads ViewContext and submits one-line commands; it knows no
// other view and no process.

#include "model/base/Text.h"
#include "model/findings/CompilerMessages.h"
#include "model/glossary/TermFinder.h"
#include "model/words/Words.h"
#include "views/shared/DiagramTable.h"
#include "views/shared/LessonDriver.h"
#include "views/shared/Playhead.h"
#include "views/shared/Selection.h"
#include "views/shared/Theme.h"

#include <QString>
#include <QWidget>

#include <array>
#include <functional>
#include <memory>

namespace lab {

/// Everything a view may touch. One object, owned by the window, outlives every view.
struct ViewContext
{
    Playhead* playhead = nullptr;
    Selection* selection = nullptr;
    LessonDriver* lesson = nullptr;
    const Words* words = nullptr;
    Theme theme;
    Language language = Language::English;
    CompilerReport compiled; ///< of the programs shown, or of those that could not be started
    std::function<void(const QString&)> submit; ///< one command line (model/command/Command.h)
    /// A person's note on an event (index into the journal), while a lab runs or on a finished recording; empty: taken back.
    std::function<void(std::size_t event, const QString& text)> writeNote;

    /// Opens the glossary at an entry (GlossaryEntry::id).
    std::function<void(const std::string& id)> showTerm {};
    std::function<const LessonCatalog*()> lessons {}; ///< those that can be opened
    std::function<void(const QString& path)> openLesson {}; ///< one of them

    /// Recognises the glossary's names in the current language.
    const TermFinder& terms() const;

    /// Does an engine run: of a lab, or one that only watches?
    bool running() const { return lesson != nullptr && lesson->labRunning(); }

    /// Does a lab run that takes commands? A program that is only watched takes none.
    bool takesCommands() const { return running() && !playhead->thisMachine(); }

    /// "client", "server", or "this machine" where a program of it is watched.
    QString hostLabel(HostId host) const
    {
        return playhead->thisMachine() ? word("transcript", "this-machine") : QString::fromUtf8(hostName(host).data());
    }

    QString word(std::string_view section, std::string_view key,
                 const std::map<std::string, std::string>& values = {}) const
    {
        return QString::fromStdString(words->text(section, key, language, values));
    }

    mutable std::array<std::shared_ptr<const TermFinder>, 2> finders {}; ///< of terms(), by language
};

class View : public QWidget
{
    Q_OBJECT

public:
    explicit View(ViewContext& context, QWidget* parent = nullptr)
        : QWidget(parent)
        , m_context(context)
    {
    }

    /// Language, theme or font size changed: rebuild what was cached. Widgets' own texts change in changeEvent.
    virtual void contextChanged() { update(); }

    /// Of a diagram: the size at which all of it is in sight, `width` wide (wider where it must be), without what lies
    /// before event `from` where it can begin later. It can then be exported as a picture, without its widgets that have the
    /// property "onScreenOnly": they are there to be pressed. Invalid: it is no diagram.
    virtual QSize pictureSize(int /*width*/, std::size_t /*from*/ = 0) const { return {}; }

    /// Of a diagram: the same as rows in words, at the playhead. It refers to the view, and is good until the playhead moves;
    /// another journal must not find it. nullptr: it is no diagram.
    virtual std::unique_ptr<DiagramTable> table() { return nullptr; }

signals:
    void tableChanged(); ///< the view shows something else than before, although the playhead has not moved

protected:
    ViewContext& context() { return m_context; }

    const ViewContext& context() const { return m_context; }

    const LabState& state() const { return m_context.playhead->state(); }

private:
    ViewContext& m_context;
};

} // namespace lab
