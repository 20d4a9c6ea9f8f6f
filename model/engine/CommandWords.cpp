#include "model/engine/CommandWords.h"

namespace lab {

Result<HostId> hostOf(const std::string& name)
{
    if (name == "client")
        return HostId::Client;
    if (name == "server")
        return HostId::Server;
    return Error {"'" + name + "' is no host; there are client and server"};
}

Status needWords(const Command& command, std::size_t count, const char* usage)
{
    if (command.words.size() >= count)
        return Nothing {};
    return Error {command.target + ": " + command.verb + " needs more words: " + usage};
}

Result<HostId> placeOfNewProgram(const Command& command, std::size_t words, const char* usage)
{
    if (const Status enough = needWords(command, words, usage); !enough)
        return enough.error();
    const auto id = hostOf(command.words[1]);
    if (!id)
        return id.error();
    const std::string& name = command.words[0];
    if (name == "lab" || name == "wire" || name.empty() || name.find_first_of(" :/\"=") != std::string::npos)
        return Error {"'" + name + "' can't be a program's name: letters, digits, - and _ only, and neither lab nor wire"};
    return *id;
}

} // namespace lab
