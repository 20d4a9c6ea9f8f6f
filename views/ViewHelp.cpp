// What each view of the catalog is for, in words for "What is this?".

#include "views/ViewCatalog.h"

#include <QCoreApplication>

namespace lab {

QString viewHelp(const ViewRow& row)
{
    static constexpr std::pair<const char*, const char*> sentences[] {
        {"lesson", QT_TRANSLATE_NOOP("ViewHelp",
                           "The lesson: what happens now and why, the steps, and questions to answer before you see the result. "
                           "Words with a dotted line are explained when you point at them.")},
        {"sandbox", QT_TRANSLATE_NOOP("ViewHelp",
                           "The sandbox: calls of your own choice, made by the client or the server, one after the other.")},
        {"findings", QT_TRANSLATE_NOOP("ViewHelp",
                           "What is proven to go wrong in the programs, with the source line and the events that show it.")},
        {"glossary", QT_TRANSLATE_NOOP("ViewHelp",
                           "The glossary: every term with its meaning, and the events of this run in which it happens.")},
        {"stage", QT_TRANSLATE_NOOP("ViewHelp",
                           "The stage: both hosts with their programs, descriptors, sockets and queues, and the wire between "
                           "them with the packets it holds. Click something to select it in every view.")},
        {"sequence", QT_TRANSLATE_NOOP("ViewHelp",
                           "The sequence diagram: every call, packet and state in its order; time runs downwards. The columns "
                           "are program, kernel, kernel, program. A click on a column's name folds it; Ctrl and the wheel make "
                           "rows higher or lower.")},
        {"timeline", QT_TRANSLATE_NOOP("ViewHelp",
                           "The timeline: each thread's calls, each socket's states and queues, and the packets, along the real "
                           "time. The wheel or + and − zoom.")},
        {"states", QT_TRANSLATE_NOOP("ViewHelp",
                           "The state diagram: where every socket stands now, and the numbered way that the chosen one took.")},
        {"buffers", QT_TRANSLATE_NOOP("ViewHelp",
                           "The buffers: which send() wrote which bytes, where they are now, and which recv() took them.")},
        {"sockets", QT_TRANSLATE_NOOP("ViewHelp",
                           "Every socket at this moment as the tool ss lists them: state, queues, owner and timers.")},
        {"analogy", QT_TRANSLATE_NOOP("ViewHelp",
                           "The same run as telephones, as a pipe or as two protocol stacks, with a sentence on where the "
                           "picture fails.")},
        {"conversations", QT_TRANSLATE_NOOP("ViewHelp",
                           "The conversations in the recording, and what was said in one of them.")},
        {"compare", QT_TRANSLATE_NOOP("ViewHelp",
                           "Two recordings side by side, command by command, with the places marked where they differ.")},
        {"events", QT_TRANSLATE_NOOP("ViewHelp", "Every event of the recording in order. Enter goes to an event.")},
        {"terminal", QT_TRANSLATE_NOOP("ViewHelp", "What the programs print, and a line to type something to them.")},
        {"source", QT_TRANSLATE_NOOP("ViewHelp",
                           "The source of your program, with the line that it is at now. Click beside a line to stop there.")},
        {"inspector", QT_TRANSLATE_NOOP("ViewHelp",
                           "The inspector: all about what is selected: a call with its arguments, a packet byte by byte, a "
                           "socket with its numbers.")},
        {"find", QT_TRANSLATE_NOOP("ViewHelp", "Find an event by words, addresses, states or errors.")},
        {"playback", QT_TRANSLATE_NOOP("ViewHelp",
                           "The playback bar: go back to any event of the recording and forward again. Nothing is undone; every "
                           "view shows that moment.")},
    };
    for (const auto& [id, sentence] : sentences)
        if (QLatin1String(id) == QLatin1String(row.id))
            return QCoreApplication::translate("ViewHelp", sentence);
    return {};
}

} // namespace lab
