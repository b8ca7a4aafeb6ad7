#include "judge/findings.h"

#include "ir/locate.h"

namespace stackc::judge {

core::Span Findings::place(const ir::Document& document, const Path& path, const std::string& text) const {
    return ir::locate(program_, document, path, text, elementOn(document, path));
}

std::string Findings::elementOn(const ir::Document& document, const Path& path) const {
    NodeRef at = document.object;
    std::string name;
    for (const core::Step& step : path) {
        const Parts parts = step.isElement ? view_.elements(at) : view_.fields(at);
        const Part* next = !step.isElement                   ? parts.find(step.key)
                           : step.index < parts.known.size() ? &parts.known[step.index]
                                                             : nullptr;
        if (next == nullptr)
            break;
        at = next->value;
        if (!step.isElement)
            continue;
        const std::string* text = textOf(view_.fields(at).get("name"));
        name = text != nullptr ? *text : std::string();
    }
    return name;
}

std::optional<core::Span> Findings::patchOf(const ir::Document& document, const Path& path) const {
    return ir::patchFor(program_, document, path);
}

bool Findings::isAllowed(const ir::Document& document, diag::Code code) {
    for (const core::Statement* statement : document.origin)
        for (const core::Allowance& allowance : statement->allowed)
            if (allowance.code == diag::codeName(code)) {
                needed_.insert(&allowance);
                return true;
            }
    return false;
}

void Findings::visit(const ir::Document& document) {
    for (const core::Statement* statement : document.origin)
        if (!statement->allowed.empty())
            visited_.insert(statement);
}

void Findings::reportUnneeded() {
    const std::string_view ofLateLists = diag::codeName(diag::Code::E5025); // for which no check is made then
    for (const core::Statement* statement : visited_)
        for (const core::Allowance& allowance : statement->allowed)
            if (needed_.count(&allowance) == 0 && allowance.code != ofLateLists)
                sink_.report(diag::Code::W5034, allowance.span, allowance.code);
}

} // namespace stackc::judge
