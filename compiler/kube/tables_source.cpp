#include <cstdio>

#include "kube/pack.h"

namespace stackc::kube {
namespace {

void writeArray(std::string& out, const char* name, const std::vector<uint32_t>& words) {
    out += std::string("constexpr uint32_t ") + name + "[] = {";
    size_t column = 0;
    for (uint32_t word : words) {
        out += (column++ % 24 == 0 ? "\n" : "") + std::to_string(word) + ",";
    }
    if (words.empty())
        out += "0";
    out += "\n};\n";
}

// One literal a text; octal escapes take exactly three digits, so that nothing after them is read along.
void writeStrings(std::string& out, const std::string& strings) {
    out += "constexpr char strings[] =\n\"";
    for (char c : strings) {
        unsigned char byte = static_cast<unsigned char>(c);
        if (byte == 0) {
            out += "\\000\"\n\"";
        } else if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '?') {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\%03o", byte);
            out += escape;
        } else {
            out += c;
        }
    }
    out += "\";\n";
}

} // namespace

std::string writeTablesSource(const PackedTables& tables) {
    std::string out = "// Generated from stdlib/k8s by stackc-kube-pack.\n#include \"kube/builtin.h\"\n\n"
                      "namespace stackc::kube {\nnamespace {\n\n";
    writeStrings(out, tables.strings);
    const std::pair<const char*, const std::vector<uint32_t>*> arrays[] = {
        {"types", &tables.types}, {"fields", &tables.fields},        {"constraints", &tables.constraints},
        {"lists", &tables.lists}, {"modules", &tables.modules},      {"names", &tables.names},
        {"kinds", &tables.kinds}, {"kindOfType", &tables.kindOfType}};
    std::string views;
    for (const auto& [name, words] : arrays) {
        writeArray(out, name, *words);
        views += std::string(",\n    {") + name + ", " + std::to_string(words->size()) + "}";
    }
    out += "\nconstexpr Tables tables = {strings" + views + "};\n\n} // namespace\n\n" +
           "const Tables& builtinTables() { return tables; }\n\n} // namespace stackc::kube\n";
    return out;
}

} // namespace stackc::kube
