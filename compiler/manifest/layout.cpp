#include "manifest/layout.h"

#include <algorithm>

#include "text/utf8.h"

namespace stackc::manifest {

namespace {

constexpr size_t width = 100;
constexpr size_t step = 4;
/// How deep brackets may be nested on one line.
constexpr size_t flat = 2;

std::string indentation(size_t columns) { return std::string(columns, ' '); }

size_t depthOf(const Item& item) {
    size_t inner = 0;
    for (const Member& member : item.members)
        inner = std::max(inner, depthOf(member.value));
    for (const Item& element : item.items)
        inner = std::max(inner, depthOf(element));
    bool hasBrackets = item.kind == Item::Kind::Block || item.kind == Item::Kind::List;
    return inner + (hasBrackets ? 1 : 0);
}

std::string headOf(const Member& member) { return member.key + (member.value.kind == Item::Kind::Block ? " " : " = "); }

/// Appends the item on one line; false if it has to have several or gets too long.
bool inlined(const Item& item, std::string& out) {
    const char* separator = "";
    switch (item.kind) {
    case Item::Kind::Word:
        out += item.text;
        break;
    case Item::Kind::Lines:
        return false;
    case Item::Kind::Block:
        out += "{ ";
        for (const Member& member : item.members) {
            out += separator + headOf(member);
            separator = ", ";
            if (!inlined(member.value, out))
                return false;
        }
        out += " }";
        break;
    case Item::Kind::List:
        out += '[';
        for (const Item& element : item.items) {
            out += separator;
            separator = ", ";
            if (!inlined(element, out))
                return false;
        }
        out += ']';
        break;
    }
    return text::countRunes(out) <= width;
}

class Printer {
public:
    std::string out;

    void item(const Item& item, size_t indent) {
        switch (item.kind) {
        case Item::Kind::Word:
            out += item.text;
            return;
        case Item::Kind::Lines:
            return lines(item, indent);
        case Item::Kind::Block:
            out += "{\n";
            for (const Member& member : item.members) {
                out += indentation(indent + step);
                this->member(member, indent + step);
                out += '\n';
            }
            out += indentation(indent) + "}";
            return;
        case Item::Kind::List:
            break;
        }
        out += "[\n";
        for (const Item& element : item.items) {
            out += indentation(indent + step);
            if (!onOneLine(element, indent + step, ""))
                this->item(element, indent + step);
            out += '\n';
        }
        out += indentation(indent) + "]";
    }

private:
    void member(const Member& member, size_t indent) {
        std::string head = headOf(member);
        if (onOneLine(member.value, indent, head))
            return;
        out += head;
        item(member.value, indent);
    }

    bool onOneLine(const Item& item, size_t indent, const std::string& head) {
        std::string line = indentation(indent) + head;
        if (depthOf(item) > flat || !inlined(item, line))
            return false;
        out += line.substr(indent);
        return true;
    }

    void lines(const Item& item, size_t indent) {
        std::string before = indentation(indent + step);
        out += "\"\"\"\n";
        size_t at = 0;
        while (at < item.text.size()) {
            size_t end = std::min(item.text.find('\n', at), item.text.size());
            if (end > at)
                out += before + item.text.substr(at, end - at);
            if (end < item.text.size())
                out += '\n';
            at = end + 1;
        }
        out += item.text.back() == '\n' ? before + "\"\"\"" : "\"\"\"";
    }
};

} // namespace

std::string layOutBlock(const std::string& head, const Item& block) {
    std::string line = head + " ";
    if (depthOf(block) == 1 && inlined(block, line))
        return line;
    Printer printer;
    printer.out = head + " ";
    printer.item(block, 0);
    return printer.out;
}

std::string layOutNames(const std::string& head, const std::vector<std::string>& names) {
    std::string line = head + " {";
    for (const std::string& name : names)
        line += (&name == &names[0] ? " " : ", ") + name;
    if (line.size() + 2 <= width)
        return line + " }";
    line = head + " {\n";
    for (const std::string& name : names)
        line += indentation(step) + name + "\n";
    return line + "}";
}

} // namespace stackc::manifest
