#include "driver/option_commands.h"

#include "driver/option_choice.h"
#include "driver/option_inputs.h"

#include <CLI/CLI.hpp>

namespace stackc::driver {

namespace {

CLI::App* addImportKind(CLI::App& import, Options& options, ImportKind kind, const char* name, const char* what) {
    CLI::App* command = import.add_subcommand(name, what);
    command->add_option("files", options.files, "The files; - is the standard input")->required();
    command->callback([&options, kind] {
        options.command = Command::Import;
        options.importKind = kind;
    });
    return command;
}

} // namespace

void addBuild(CLI::App& app, Options& options) {
    CLI::App* build = app.add_subcommand("build", "Compile a stack into a Helm chart and manifests");
    build->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    addChoice(
        *build, "--target", options.request.target,
        {{"all", session::Target::All}, {"helm", session::Target::Helm}, {"manifests", session::Target::Manifests}},
        "What to make: helm, manifests or all (the default)");
    build->add_option("--env,-e", options.request.environments, "An environment to make manifests of; repeatable")
        ->allow_extra_args(false);
    build->add_option("-o,--output", options.output, "The folder to write to; - for one stream of manifests")
        ->capture_default_str();
    build->add_flag("--force", options.force, "Replace files that stackc did not write");
    build->add_option("--depfile", options.depfile, "A file that tells make and ninja what was read");
    build->add_option("--source-map", options.sourceMap,
                      "A file beside the chart by which `stackc trace` finds the source without it");
    addInputs(*build, options);
    build->add_flag("--skip-external", options.request.inputs.skipExternal,
                    "Leave charts from elsewhere out of the manifests");
    build->callback([&] { options.command = Command::Build; });
}

void addPackage(CLI::App& app, Options& options) {
    CLI::App* package = app.add_subcommand("package", "Make the chart's package, the same bytes on every machine");
    package->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    package->add_option("-o,--output", options.package.folder, "The folder to write to")->capture_default_str();
    package->add_option("--sign", options.package.key, "A key of gpg: a .prov with its signature, for `helm verify`");
    package->callback([&] { options.command = Command::Package; });
}

void addMigrate(CLI::App& app, Options& options) {
    CLI::App* migrate = app.add_subcommand("migrate", "Rewrite values files to the keys that the chart has now");
    migrate->add_option("source", options.source, "A .stack file, or a folder with a main.stack")->required();
    migrate->add_option("-f,--values", options.valueFiles, "A values file, - for the standard input; repeatable")
        ->required()
        ->allow_extra_args(false);
    migrate->add_option("-o,--output", options.migrated,
                        "The file to write; - prints; the values file itself by default");
    migrate->callback([&] { options.command = Command::Migrate; });
}

void addInit(CLI::App& app, Options& options) {
    CLI::App* init = app.add_subcommand("init", "Begin a new stack: a service with an Ingress, or what manifests say");
    init->add_option("folder", options.folder, "The folder for its main.stack, which may not be there yet")
        ->capture_default_str();
    init->add_option("--name", options.importName, "The chart's name; the folder's by default");
    init->add_option("--from", options.files, "Manifests, or a folder of them, to make it of; repeatable")
        ->allow_extra_args(false);
    init->callback([&] { options.command = Command::Init; });
}

void addImport(CLI::App& app, Options& options) {
    CLI::App* import = app.add_subcommand("import", "Start from what is there: definitions of types, or manifests");
    import->require_subcommand(1);
    auto addTypes = [&](ImportKind kind, const char* name, const char* what) {
        CLI::App* command = addImportKind(*import, options, kind, name, what);
        command->add_option("-o,--output", options.importOutput, "The folder to write modules to; types by default");
        command->add_flag("--all", options.importAll, "Write kinds that are built in as well; they go before those");
        return command;
    };
    addTypes(ImportKind::OpenApi, "openapi", "Types of a cluster's OpenAPI v2 definitions");
    addTypes(ImportKind::Crd, "crd", "Types of CustomResourceDefinitions");
    CLI::App* schemas = addTypes(ImportKind::JsonSchema, "jsonschema", "Types of JSON Schemas of custom resources");
    schemas->add_option("--group", options.schemaGroup, "The API group, for files that do not say it");
    schemas->add_option("--kind", options.schemaKind, "The kind, for a file that does not say it");
    CLI::App* manifests = addImportKind(*import, options, ImportKind::Manifests, "manifests",
                                        "Make a stack of existing manifests; a folder stands for those below it");
    manifests->add_option("-o,--output", options.importOutput,
                          "The folder for main.stack, or a .stack file; - prints; the current folder by default");
    manifests->add_option("--name", options.importName, "The chart's name; the folder's by default");
    manifests->add_option("--kube-version", options.importVersions,
                          "The chart's kubeVersion, a range such as >=1.29.0-0");
    manifests->add_flag("--force", options.force, "Replace the file");
}

} // namespace stackc::driver
