#include "views/source/ActorProgram.h"

#include "model/calls/CallTable.h"
#include "model/calls/CallText.h"
#include "model/command/Command.h"
#include "views/shared/JournalLookup.h"

#include <algorithm>
#include <set>

namespace lab {

void ActorProgram::reset()
{
    *this = ActorProgram();
}

void ActorProgram::follow(const Journal& journal)
{
    m_journal = &journal;
    for (m_followed = journal.writtenFrom(m_followed); m_followed < journal.size(); m_followed = journal.writtenFrom(m_followed + 1)) {
        switch (journal.kindOf(m_followed)) {
        case kindIndexOf<ActorStarted>():
            m_actors.push_back(std::get<ActorStarted>(journal.at(m_followed).body));
            break;
        case kindIndexOf<CommandGiven>():
            onCommand(std::get<CommandGiven>(journal.at(m_followed).body));
            break;
        case kindIndexOf<CallEntered>():
            onEntered(std::get<CallEntered>(journal.at(m_followed).body), m_followed);
            break;
        case kindIndexOf<CallReturned>():
            onReturned(std::get<CallReturned>(journal.at(m_followed).body), m_followed);
            break;
        default: // nothing else is a line of a program
            break;
        }
    }
}

void ActorProgram::onCommand(const CommandGiven& event)
{
    const auto command = parseCommand(event.line);
    if (!command)
        return;
    const std::string actor = command->target.substr(0, command->target.find('/'));
    if (command->has("as"))
        m_pendingNames[actor] = command->get("as");
    else if (command->verb != "step")
        m_pendingNames.erase(actor);
}

void ActorProgram::onEntered(const CallEntered& event, std::size_t index)
{
    History& history = m_histories[event.actor];
    Made made {index, {}, {}, history.names};
    const CallRow* row = findCall(event.name);
    const auto started = std::find_if(m_actors.rbegin(), m_actors.rend(),
                                      [&](const ActorStarted& one) { return one.actor == event.actor; });
    if (row && row->returnsFd && started != m_actors.rend()) {
        const auto pending = m_pendingNames.find(started->name);
        if (pending != m_pendingNames.end()) {
            made.newName = pending->second;
            m_pendingNames.erase(pending);
        }
    }
    if (!event.place.file.empty())
        history.places[event.place.file][event.place.line].push_back(index);
    m_open[event.call] = {event.actor, history.calls.size()};
    history.calls.push_back(std::move(made));
}

void ActorProgram::onReturned(const CallReturned& event, std::size_t index)
{
    const auto open = m_open.find(event.call);
    if (open == m_open.end())
        return;
    History& history = m_histories[open->second.first];
    Made& made = history.calls[open->second.second];
    m_open.erase(open);
    made.returned = index;
    if (made.newName.empty() || event.result < 0)
        return;
    Names names = *history.names;
    const int fd = static_cast<int>(event.result);
    std::erase_if(names, [&](const auto& one) { return one.first == fd || one.second == made.newName; });
    names.emplace_back(fd, made.newName);
    history.names = std::make_shared<const Names>(std::move(names));
}

ProgramLine ActorProgram::lineOf(const Made& made, std::size_t position) const
{
    const auto entered = std::get<CallEntered>(m_journal->at(made.entered).body);
    ProgramLine line;
    line.event = made.entered;
    line.thread = entered.thread;
    line.code = cText(entered, *made.names);
    if (!line.code.empty() && line.code.back() == ';')
        line.code.pop_back();
    if (!made.newName.empty())
        line.code = made.newName + " = " + line.code;
    line.code += ';';
    if (const auto given = addressOf(entered))
        line.comment = "addr " + toText(*given);
    line.waiting = !made.returned || *made.returned >= position;
    if (!line.waiting)
        line.comment += (line.comment.empty() ? "" : ", ")
            + resultText(entered, std::get<CallReturned>(m_journal->at(*made.returned).body));
    return line;
}

std::map<int, std::size_t> ActorProgram::callsOnLines(ActorId actor, const std::string& file, std::size_t position) const
{
    std::map<int, std::size_t> newest;
    const auto history = m_histories.find(actor);
    if (history == m_histories.end())
        return newest;
    const auto lines = history->second.places.find(file);
    if (lines == history->second.places.end())
        return newest;
    for (const auto& [line, events] : lines->second)
        if (const auto after = std::lower_bound(events.begin(), events.end(), position); after != events.begin())
            newest[line] = *std::prev(after);
    return newest;
}

std::vector<ProgramLine> ActorProgram::lines(ActorId actor, std::size_t position, std::size_t most,
                                             std::size_t* earlier) const
{
    std::vector<ProgramLine> made;
    if (earlier)
        *earlier = 0;
    const auto found = m_histories.find(actor);
    if (found == m_histories.end())
        return made;
    const std::vector<Made>& calls = found->second.calls;
    const auto end = std::lower_bound(calls.begin(), calls.end(), position,
                                      [](const Made& one, std::size_t wanted) { return one.entered < wanted; });
    const auto count = static_cast<std::size_t>(end - calls.begin());
    const std::size_t first = count > most ? count - most : 0;
    if (earlier)
        *earlier = first;
    std::set<std::string> declared;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string& name = calls[i].newName;
        const bool isNew = !name.empty() && declared.insert(name).second;
        if (i < first)
            continue;
        made.push_back(lineOf(calls[i], position));
        if (isNew)
            made.back().code.insert(0, "int ");
    }
    std::set<std::string> seen; // the newest call of each thread is where that thread is
    for (auto line = made.rbegin(); line != made.rend(); ++line)
        line->current = seen.insert(line->thread).second;
    return made;
}

} // namespace lab
