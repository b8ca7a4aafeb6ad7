#include "driver/superfluous.h"

#include "diag/suggest.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace stackc::driver {

namespace {

/// The command that was given, in all its words, and what it is made of.
struct Given {
    std::string words; ///< `stackc import crd`
    const CLI::App* command;
};

Given givenOf(const CLI::App& app) {
    Given given{app.get_name(), &app};
    for (auto inner = app.get_subcommands(); !inner.empty(); inner = given.command->get_subcommands()) {
        given.command = inner.front();
        given.words += " " + given.command->get_name();
    }
    return given;
}

std::vector<std::string> namesOf(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::App* inner : command.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(inner->get_name());
    return names;
}

std::vector<std::string> optionsOf(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    return names;
}

std::vector<const CLI::Option*> positionalsOf(const CLI::App& command) {
    return command.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

/// With what a positional of the command was given beyond those that it takes.
std::vector<std::string> surplusOf(const CLI::App& command, std::vector<std::string> words) {
    for (const CLI::Option* option : positionalsOf(command)) {
        auto most = static_cast<size_t>(option->get_items_expected_max());
        for (size_t i = most; i < option->results().size(); ++i)
            words.push_back(option->results()[i]);
    }
    return words;
}

std::string argumentsOf(const CLI::App& command) {
    int most = 0;
    for (const CLI::Option* option : positionalsOf(command))
        most += option->get_items_expected_max();
    return most == 0 ? "no arguments" : most == 1 ? "one argument" : fmt::format("at most {} arguments", most);
}

/// What may have been meant by a word that the command doesn't know, or where to look.
std::string meant(const std::string& command, const std::string& word, const std::vector<std::string>& known) {
    std::string near = diag::didYouMean(diag::suggestName(word, known));
    return near.empty() ? fmt::format("`{} --help` lists what there is", command) : near;
}

} // namespace

std::string superfluous(const CLI::App& app, const std::vector<std::string>& words) {
    const auto [command, given] = givenOf(app);
    std::vector<std::string> surplus = surplusOf(*given, words);
    std::vector<std::string> inner = namesOf(*given);
    bool isCommand = !inner.empty() && !surplus.empty(); // a mistyped one, of which every option is wrong
    for (const std::string& unknown : app.remaining(true)) {
        if (unknown == "--") // nothing behind it is an option
            break;
        if (isCommand || !unknown.starts_with("-"))
            continue;
        return fmt::format("`{}` has no `{}`\n  {}", command, unknown, meant(command, unknown, optionsOf(*given)));
    }
    if (surplus.empty())
        return "";
    const std::string& word = surplus.front();
    if (inner.empty())
        return fmt::format("`{}` is superfluous: `{}` takes {}", word, command, argumentsOf(*given));
    return fmt::format("there is no `{} {}`\n  {}", command, word, meant(command, word, inner));
}

} // namespace stackc::driver
