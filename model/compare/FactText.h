#pragma once
// FactText: a fact of a run in words, for people at a terminal: who, and what. Sequence numbers are those that are compared.

#include "model/compare/RunFact.h"
#include "model/journal/Journal.h"
#include "model/words/Words.h"

#include <map>

namespace lab {

struct FactWords
{
    std::string who, what;
};

class FactText
{
public:
    /// All three outlive it.
    FactText(const Journal& journal, const Words& words, const Language& language);

    void follow(); ///< the journal has grown

    enum class Form { Whole, Short }; ///< Short: for a narrow column, calls as in a diagram and packets without addresses

    FactWords of(const RunFact& fact, Form form = Form::Whole) const;
    std::string parts(FactParts parts) const; ///< of what differs: "result, errno"
    /// Of resources/words/compare.yaml.

    std::string word(std::string_view key, const std::map<std::string, std::string>& values = {}) const;

private:
    FactWords command(const RunFact& fact) const;
    FactWords setting(const RunFact& fact) const;
    FactWords program(const RunFact& fact) const;
    FactWords call(const RunFact& fact, Form form) const;
    FactWords packet(const RunFact& fact, Form form) const;
    std::string fateText(const RunFact& fact) const;
    FactWords socket(const RunFact& fact) const;
    std::string actorName(ActorId actor) const;

    const Journal& m_journal;
    const Words& m_words;
    const Language& m_language;
    std::size_t m_followed = 0;
    std::map<ActorId, std::string> m_actors;
    std::map<CommandId, std::string> m_refusals;
};

} // namespace lab
