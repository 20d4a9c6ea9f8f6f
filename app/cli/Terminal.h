#pragma once
// Terminal: what the subcommands share about printing: the language a person asked for, and columns of a terminal.

#include "model/base/Result.h"
#include "model/base/Text.h"

#include <optional>
#include <string>
#include <vector>

namespace lab {

enum class Scheme; // views/shared/Theme.h

/// CommandWords of a subcommand: words, and --name VALUE or --name=VALUE for each of `named`.
struct CommandWords
{
    std::vector<std::string> words;
    std::vector<std::pair<std::string, std::string>> named;
    std::string wrong; ///< empty, or what was not understood

    std::optional<std::string> get(const std::string& name) const;
};

CommandWords readCommandWords(const std::vector<std::string>& arguments, const std::vector<std::string>& named);

/// --lang, else LC_ALL, LC_MESSAGES, LANG; nothing if --lang is neither en nor ko.
std::optional<Language> languageOf(const CommandWords& arguments);
/// --theme, else the light one; the error says which there are.
Result<Scheme> themeOf(const CommandWords& arguments);

/// Columns that a terminal gives the text: Hangul takes two.
std::size_t columns(const std::string& text);
std::string padded(std::string text, std::size_t width);

} // namespace lab
