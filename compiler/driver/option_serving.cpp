#include "driver/option_commands.h"

#include "driver/completion_words.h"

#include <CLI/CLI.hpp>

namespace stackc::driver {

void addLsp(CLI::App& app, Options& options) {
    CLI::App* lsp = app.add_subcommand("lsp", "Serve an editor: the language server protocol on the standard streams");
    lsp->add_flag_callback(
        "--stdio", [] {}, "The standard streams, which it uses anyway");
    lsp->add_option("--log", options.lspLog, "A file to which it adds a line for each request");
    lsp->callback([&] { options.command = Command::Lsp; });
}

void addMcp(CLI::App& app, Options& options) {
    app.add_subcommand("mcp", "Be the tools of an agent, over standard input and output")->callback([&] {
        options.command = Command::Mcp;
    });
}

void addCompletion(CLI::App& app, Options& options) {
    CLI::App* completion =
        app.add_subcommand("completion", "Print a script by which a shell completes the command line");
    completion
        ->add_option_function<std::string>(
            "shell",
            [&options, &app](const std::string& name) {
                Shell shell = name == "zsh"          ? Shell::Zsh
                              : name == "fish"       ? Shell::Fish
                              : name == "powershell" ? Shell::PowerShell
                                                     : Shell::Bash;
                options.script = completionScript(shell, commandsOf(app));
            },
            "bash, zsh, fish or powershell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish", "powershell"}));
    completion->callback([&] { options.command = Command::Complete; });
}

} // namespace stackc::driver
