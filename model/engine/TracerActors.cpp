// Tracer, what only built-in actors need: how they are told their next call.

#include "model/engine/ActorProtocol.h"
#include "model/engine/Tracer.h"
#include "model/engine/TraceeMemory.h"

#include <csignal>

namespace lab {

Status Tracer::startActor(const std::string& name, const Host& host, const std::vector<int>& capabilities)
{
    if (process(name) != nullptr)
        return Error {"there is already a program called '" + name + "'"};
    LaunchSpec spec;
    spec.path = m_actorProgram;
    spec.arguments = {"socketlab-actor", name};
    spec.capabilities = capabilities;
    auto pid = m_launcher->launch(host, spec);
    if (!pid)
        return pid.error();
    m_hosts[host.id()] = &host;
    addProcess(*pid, name, host.id(), true).capabilities = capabilities;
    return Nothing {};
}

Status Tracer::restart(const std::string& name)
{
    if (TracedProcess* running = processCalled(name)) {
        running->restartWhenGone = true;
        running->ending = true;
        ::kill(running->pid, SIGKILL);
        return Nothing {};
    }
    const auto former = m_formerActors.find(name);
    if (former != m_formerActors.end())
        return startActor(name, *m_hosts[former->second.first], former->second.second);
    return Error {"there was never a program called '" + name + "'"};
}

TracedThread* Tracer::findThread(const std::string& target, Status& status)
{
    const auto slash = target.find('/');
    const std::string name = target.substr(0, slash);
    const std::string threadName = slash == std::string::npos ? "" : target.substr(slash + 1);
    const auto found = running(name);
    if (!found) {
        status = found.error();
        return nullptr;
    }
    TracedThread* spare = nullptr;
    for (const auto& [tid, thread] : m_threads) {
        if (thread->process != *found)
            continue;
        const bool first = tid == (*found)->pid;
        if (threadName.empty() ? first : thread->name == threadName)
            return thread.get();
        if (!first && thread->name.empty() && thread->phase == ThreadPhase::Idle)
            spare = thread.get();
    }
    if (spare == nullptr) {
        status = Error {"'" + name + "' has no thread left to be '" + threadName + "'"};
        return nullptr;
    }
    // Another one waits from now on, for the next name.
    spare->name = threadName;
    spare->instructions.push_back({static_cast<int>(newThread), "", {}, "", false});
    return spare;
}

Status Tracer::perform(const std::string& target, const Command& command)
{
    Status status = Nothing {};
    TracedThread* thread = findThread(target, status);
    if (thread == nullptr)
        return status;
    if (thread->phase != ThreadPhase::Idle)
        return Error {target + " is in " + (thread->row == nullptr ? "a call" : std::string(thread->row->name) + "()")
                      + " and can't make another call; use a further thread (" + thread->process->name + "/2)"};
    const auto& names = thread->process->descriptorNames;
    auto prepared = prepareCall(command, [&](std::string_view name) -> std::optional<int> {
        const auto at = names.find(name);
        return at == names.end() ? std::nullopt : std::optional(at->second);
    });
    if (!prepared)
        return prepared.error();
    std::size_t need = sizeof(Instruction);
    for (const PreparedArg& argument : prepared->args)
        need += argument.memory.size() + 64;
    if (need > boxSize)
        return Error {"one call can move at most " + std::to_string(boxSize - 4096) + " bytes"};
    thread->instructions.push_back(std::move(*prepared));
    instruct(*thread);
    return Nothing {};
}

void Tracer::instruct(TracedThread& thread)
{
    while (thread.phase == ThreadPhase::Idle && !thread.instructions.empty()) {
        PreparedCall call = std::move(thread.instructions.front());
        thread.instructions.pop_front();
        const CallRow* row = call.number == newThread ? nullptr : findCall(call.name);
        if (row != nullptr && row->number < 0) {
            thread.row = row;
            listDescriptors(thread);
            continue;
        }
        Bytes box(sizeof(Instruction));
        Instruction instruction;
        instruction.number = call.number;
        for (std::size_t i = 0; i < call.args.size() && i < std::size(instruction.args); ++i) {
            instruction.args[i] = call.args[i].raw;
            if (!call.args[i].isPointer)
                continue;
            box.resize((box.size() + 15) / 16 * 16);
            instruction.args[i] = thread.box + box.size();
            box.insert(box.end(), call.args[i].memory.begin(), call.args[i].memory.end());
        }
        std::memcpy(box.data(), &instruction, sizeof instruction);
        thread.as = call.as;
        thread.instructed = call.number != newThread;
        if (!writeTracee(thread.tid, thread.box, box) || !skipCall(thread.tid, 1))
            return; // it was killed in its stop; its end is reported by the kernel
        goOn(thread);
    }
}

void Tracer::listDescriptors(TracedThread& thread)
{
    TracedProcess& process = *thread.process;
    thread.call = ++m_lastCall;
    m_happened(CallEntered {thread.call, process.id, thread.tid, thread.name, std::string(thread.row->name), {}, {}});
    process.table.read(DescriptorTable::anyOf);
    m_happened(DescriptorsChanged {process.id, process.table.tell()});
    m_happened(CallReturned {thread.call, 0, 0, {}});
}

} // namespace lab
