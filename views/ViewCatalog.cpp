#include "views/ViewCatalog.h"

#include "views/analogy/AnalogyView.h"
#include "views/buffers/BuffersView.h"
#include "views/compare/CompareView.h"
#include "views/conversations/ConversationsView.h"
#include "views/events/EventsView.h"
#include "views/find/FindView.h"
#include "views/findings/FindingsView.h"
#include "views/glossary/GlossaryView.h"
#include "views/inspector/InspectorView.h"
#include "views/lesson/LessonView.h"
#include "views/playback/PlaybackView.h"
#include "views/sandbox/SandboxView.h"
#include "views/sequence/SequenceView.h"
#include "views/sockets/SocketsView.h"
#include "views/source/SourceView.h"
#include "views/stage/StageView.h"
#include "views/states/StatesView.h"
#include "views/terminal/TerminalView.h"
#include "views/timeline/TimelineView.h"

#include <QCoreApplication>

namespace lab {

namespace {

template<class Kind>
View* make(ViewContext& context, QWidget* parent)
{
    return new Kind(context, parent);
}

} // namespace

const std::vector<ViewRow>& viewCatalog()
{
    static const std::vector<ViewRow> rows {
        {"lesson", QT_TRANSLATE_NOOP("ViewCatalog", "Lesson"), Place::Left, make<LessonView>},
        {"sandbox", QT_TRANSLATE_NOOP("ViewCatalog", "Sandbox"), Place::Left, make<SandboxView>},
        {"findings", QT_TRANSLATE_NOOP("ViewCatalog", "Findings"), Place::Left, make<FindingsView>},
        {"glossary", QT_TRANSLATE_NOOP("ViewCatalog", "Glossary"), Place::Left, make<GlossaryView>, false, true},
        {"stage", QT_TRANSLATE_NOOP("ViewCatalog", "Stage"), Place::CentreTop, make<StageView>, true},
        {"sequence", QT_TRANSLATE_NOOP("ViewCatalog", "Sequence"), Place::CentreTabs, make<SequenceView>, true},
        {"timeline", QT_TRANSLATE_NOOP("ViewCatalog", "Timeline"), Place::CentreTabs, make<TimelineView>, true},
        {"states", QT_TRANSLATE_NOOP("ViewCatalog", "States"), Place::CentreTabs, make<StatesView>, true},
        {"buffers", QT_TRANSLATE_NOOP("ViewCatalog", "Buffers"), Place::CentreTabs, make<BuffersView>, true},
        {"sockets", QT_TRANSLATE_NOOP("ViewCatalog", "Sockets"), Place::CentreTabs, make<SocketsView>},
        {"analogy", QT_TRANSLATE_NOOP("ViewCatalog", "Analogy"), Place::CentreTabs, make<AnalogyView>, true},
        {"conversations", QT_TRANSLATE_NOOP("ViewCatalog", "Conversations"), Place::CentreTabs, make<ConversationsView>},
        {"events", QT_TRANSLATE_NOOP("ViewCatalog", "Events"), Place::CentreTabs, make<EventsView>},
        {"compare", QT_TRANSLATE_NOOP("ViewCatalog", "Compare"), Place::CentreTabs, make<CompareView>, false, true},
        {"terminal", QT_TRANSLATE_NOOP("ViewCatalog", "Output"), Place::CentreTabs, make<TerminalView>},
        {"source", QT_TRANSLATE_NOOP("ViewCatalog", "Source"), Place::RightTop, make<SourceView>},
        {"inspector", QT_TRANSLATE_NOOP("ViewCatalog", "Inspector"), Place::RightBottom, make<InspectorView>},
        {"find", QT_TRANSLATE_NOOP("ViewCatalog", "Find"), Place::Bottom, make<FindView>, false, true},
        {"playback", QT_TRANSLATE_NOOP("ViewCatalog", "Playback"), Place::Bottom, make<PlaybackView>},
    };
    return rows;
}

const ViewRow* rowOf(const View& view)
{
    for (const ViewRow& row : viewCatalog())
        if (view.objectName() == QLatin1String(row.id))
            return &row;
    return nullptr;
}

QString viewTitle(const ViewRow& row)
{
    return QCoreApplication::translate("ViewCatalog", row.title);
}

} // namespace lab
