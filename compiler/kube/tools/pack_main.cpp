// Turns the data files into the C++ tables of the built-in library: stackc-kube-pack OUT.cpp FILE.json...
#include <fstream>
#include <iostream>
#include <iterator>

#include "kube/module_text.h"
#include "kube/pack.h"

using namespace stackc::kube;

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: stackc-kube-pack OUT.cpp FILE.json...\n";
        return 2;
    }
    std::vector<Module> modules;
    for (int i = 2; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        std::string error;
        std::optional<Module> module = readModule(text, error);
        if (!module) {
            std::cerr << argv[i] << ": " << error << "\n";
            return 1;
        }
        modules.push_back(std::move(*module));
    }
    PackResult result = pack(std::move(modules));
    for (const std::string& error : result.errors)
        std::cerr << error << "\n";
    if (!result.errors.empty())
        return 1;
    std::ofstream out(argv[1], std::ios::binary);
    out << writeTablesSource(result.tables);
    return out.good() ? 0 : 3;
}
