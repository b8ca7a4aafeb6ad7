// Rewrites stdlib/k8s from OpenAPI definitions of Kubernetes 1.<MINOR>, CRDs and JSON Schemas:
//   stackc-kube-import OUT_DIR [--openapi MINOR FILE SOURCE]... [--crd FILE SOURCE]... [--jsonschema FILE SOURCE]...
// SOURCE says in words where the file comes from and is written into the modules.
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "kube/dedupe.h"
#include "kube/import.h"
#include "kube/merge_releases.h"
#include "kube/module_text.h"

using namespace stackc::kube;

namespace {

int usage() {
    std::cerr << "usage: stackc-kube-import OUT_DIR [--openapi MINOR FILE SOURCE]... [--crd FILE SOURCE]... "
                 "[--jsonschema FILE SOURCE]...\n";
    return 2;
}

bool report(const std::string& file, const std::vector<ImportError>& errors) {
    for (const ImportError& error : errors)
        std::cerr << file << ": " << error.where << (error.where.empty() ? "" : ": ") << error.message << "\n";
    return errors.empty();
}

struct Collected {
    std::vector<ReleasedModules> releases;
    std::vector<Module> custom;
    bool fine = true;
};

// One option with its arguments; false if the file cannot be read.
bool import(const std::vector<std::string>& option, Collected& out) {
    const std::string& file = option[option.size() - 2];
    const std::string& source = option.back();
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in.is_open()) {
        std::cerr << file << ": cannot be read\n";
        return false;
    }
    Imported imported;
    if (option[0] == "--openapi")
        imported = importOpenApi(text, source);
    else if (option[0] == "--crd")
        imported = importCrds(text, source);
    else
        imported = importJsonSchema(text, file);
    out.fine &= report(file, imported.errors);
    if (option[0] == "--openapi") {
        uint16_t minor = 0;
        std::from_chars(option[1].data(), option[1].data() + option[1].size(), minor);
        out.releases.push_back({minor, std::move(imported.modules)});
        return true;
    }
    for (Module& module : imported.modules) {
        module.source = source;
        out.custom.push_back(std::move(module));
    }
    return true;
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> args(argv + 1, argv + argc);
    if (args.empty())
        return usage();
    Collected collected;
    for (size_t i = 1; i < args.size();) {
        bool openApi = args[i] == "--openapi";
        size_t count = openApi ? 4 : 3;
        if (i + count > args.size() || (!openApi && args[i] != "--crd" && args[i] != "--jsonschema"))
            return usage();
        if (!import({args.begin() + i, args.begin() + i + count}, collected))
            return 3;
        i += count;
    }
    Imported custom = mergeModules(std::move(collected.custom));
    collected.fine &= report("merge", custom.errors);
    for (Module& module : custom.modules)
        dedupeSpecs({&module});
    std::vector<Module> modules = mergeReleases(std::move(collected.releases));
    std::move(custom.modules.begin(), custom.modules.end(), std::back_inserter(modules));
    std::filesystem::create_directories(args[0]);
    for (const Module& module : modules)
        std::ofstream(args[0] + "/" + module.name + ".json", std::ios::binary) << writeModule(module);
    return collected.fine ? 0 : 1;
}
