#include "driver/completion_words.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace stackc::driver {

namespace {

/// The values that an option takes: CLI11 shows them as `TEXT:{all,helm,manifests}`.
std::vector<std::string> choicesOf(const CLI::Option& option) {
    std::string type = option.get_type_name();
    size_t begin = type.find(":{"), end = type.rfind('}');
    std::vector<std::string> choices;
    if (begin == std::string::npos || end == std::string::npos)
        return choices;
    std::istringstream list(type.substr(begin + 2, end - begin - 2));
    for (std::string one; std::getline(list, one, ',');)
        choices.push_back(one);
    return choices;
}

void addOptions(const CLI::App& app, CommandWords& command) {
    for (const CLI::Option* option : app.get_options()) {
        OptionWords words;
        for (const std::string& name : option->get_snames())
            words.names.push_back("-" + name);
        for (const std::string& name : option->get_lnames())
            words.names.push_back("--" + name);
        words.doc = option->get_description();
        words.takesValue = option->get_items_expected_max() > 0;
        words.choices = choicesOf(*option);
        if (words.names.empty())
            command.choices = words.choices;
        else
            command.options.push_back(std::move(words));
    }
}

/// The options of the program stand behind commands, too, where these have no other of that name.
void addOuter(const CommandWords& program, CommandWords& command) {
    auto isOwn = [&command](const OptionWords& outer) {
        for (const OptionWords& own : command.options)
            if (own.names.back() == outer.names.back())
                return true;
        return false;
    };
    for (const OptionWords& outer : program.options)
        if (!isOwn(outer))
            command.options.push_back(outer);
}

void add(const CLI::App& app, const std::string& path, std::vector<CommandWords>& commands) {
    CommandWords command;
    command.path = path;
    command.doc = app.get_description();
    addOptions(app, command);
    if (!commands.empty())
        addOuter(commands.front(), command);
    commands.push_back(std::move(command));
    for (const CLI::App* inner : app.get_subcommands([](const CLI::App*) { return true; }))
        add(*inner, path + (path.empty() ? "" : " ") + inner->get_name(), commands);
}

} // namespace

std::vector<CommandWords> commandsOf(const CLI::App& app) {
    std::vector<CommandWords> commands;
    add(app, "", commands);
    return commands;
}

} // namespace stackc::driver
