// Parses .stack files at build and writes their trees (packed_tree.h): stackc-tree-pack FOLDER OUTFOLDER FILE.stack...
// The tree of FOLDER/a/b.stack becomes OUTFOLDER/a/b.tree.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "diag/render.h"
#include "syntax/packed_tree.h"
#include "syntax/parser.h"

namespace fs = std::filesystem;
using namespace stackc;

namespace {

/// False after it has said why not.
bool packFile(const fs::path& file, const fs::path& target) {
    std::ifstream in(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    source::SourceManager sources;
    diag::Sink sink;
    syntax::Module module = syntax::parse(sources, sources.add(file.string(), std::move(text)), sink);
    if (!in || !sink.empty()) {
        std::cerr << file << ": can't be read\n" << diag::renderText(sink.sorted(), sources);
        return false;
    }
    fs::create_directories(target.parent_path());
    std::ofstream out(target, std::ios::binary);
    out << syntax::packTree(module);
    out.close();
    if (!out)
        std::cerr << target << ": can't be written\n";
    return !out.fail();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "usage: stackc-tree-pack FOLDER OUTFOLDER FILE.stack...\n";
        return 2;
    }
    for (int i = 3; i < argc; ++i) {
        fs::path target = argv[2] / fs::relative(argv[i], argv[1]).replace_extension(".tree");
        if (!packFile(argv[i], target))
            return 1;
    }
    return 0;
}
