#include "lsp/charts.h"

#include "ide/lexical.h"
#include "ide/stack_of.h"

namespace stackc::lsp {

namespace fs = std::filesystem;

bool declaresChart(std::string_view text) {
    using syntax::TokenKind;
    if (text.find("chart ") == std::string_view::npos) // as in most modules
        return false;
    const std::vector<syntax::Token> tokens = ide::tokensOf(text);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        bool beginsLine = tokens[i].begin == 0 || text[tokens[i].begin - 1] == '\n';
        if (beginsLine && tokens[i].kind == TokenKind::CHART && isName(tokens[i + 1].kind))
            return true;
    }
    return false;
}

std::vector<std::string> stacksIn(const fs::path& folder, const session::FileSystem& system) {
    constexpr std::size_t enough = std::size_t{1} << 20; // bytes of a file
    constexpr std::size_t most = 50;
    std::vector<std::string> found;
    session::Names names = system.list(folder);
    if (!names)
        return found;
    for (const std::string& name : *names) {
        bool isSource = ide::isStack(name) && !name.ends_with(".test.stack");
        if (!isSource || found.size() == most)
            continue;
        fs::path file = folder / name;
        session::Reading read = system.read(file, enough);
        if (read.text && declaresChart(*read.text))
            found.push_back(file.string());
    }
    return found;
}

} // namespace stackc::lsp
