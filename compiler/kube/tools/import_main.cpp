// Rewrites stdlib/k8s from OpenAPI definitions and CRDs:
//   stackc-kube-import OUT_DIR [--openapi FILE SOURCE]... [--crd FILE SOURCE]...
// SOURCE says in words where the file comes from and is written into the modules.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "kube/import.h"
#include "kube/module_text.h"

using namespace stackc::kube;

namespace {

bool report(const std::string& file, const std::vector<ImportError>& errors) {
    for (const ImportError& error : errors)
        std::cerr << file << ": " << error.where << (error.where.empty() ? "" : ": ") << error.message << "\n";
    return errors.empty();
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> args(argv + 1, argv + argc);
    if (args.empty() || args.size() % 3 != 1) {
        std::cerr << "usage: stackc-kube-import OUT_DIR [--openapi FILE SOURCE]... [--crd FILE SOURCE]...\n";
        return 2;
    }
    bool fine = true;
    std::vector<Module> modules;
    for (size_t i = 1; i < args.size(); i += 3) {
        std::ifstream in(args[i + 1], std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        if (!in.is_open()) {
            std::cerr << args[i + 1] << ": cannot be read\n";
            return 3;
        }
        Imported imported = args[i] == "--crd" ? importCrds(text, args[i + 2]) : importOpenApi(text, args[i + 2]);
        fine &= report(args[i + 1], imported.errors);
        std::move(imported.modules.begin(), imported.modules.end(), std::back_inserter(modules));
    }
    Imported merged = mergeModules(std::move(modules));
    fine &= report("merge", merged.errors);
    std::filesystem::create_directories(args[0]);
    for (const Module& module : merged.modules)
        std::ofstream(args[0] + "/" + module.name + ".json", std::ios::binary) << writeModule(module);
    return fine ? 0 : 1;
}
