#include "inspect/value_path.h"

#include "core/declared.h"
#include "core/layout.h"
#include "values/constraints.h"
#include "values/context.h"

#include <unordered_set>

namespace stackc::inspect {

using ir::NodeKind;
using ir::NodeRef;
using ir::RefBase;

namespace {

class Reader {
public:
    Reader(const core::Program& program, std::set<std::string>& paths) : program_(program), paths_(paths) {}

    void node(NodeRef node) {
        if (node == nullptr || node->isConst() || !seen_.insert(node).second)
            return;
        if (node->kind == NodeKind::Ref) {
            add(node, "");
            return;
        }
        bool isTest = node->kind == NodeKind::Present || node->kind == NodeKind::TagIs || node->kind == NodeKind::Tag;
        if (isTest && ir::unshared(node->args[0])->kind != NodeKind::Choice) {
            add(node->args[0], keyOfTest(node));
            return;
        }
        for (NodeRef arg : node->args)
            this->node(arg);
        entries(node->entries);
    }

private:
    void add(NodeRef place, const std::string& key) {
        auto path = valuePath(place);
        if (path && !(path->empty() && key.empty()))
            paths_.insert(key.empty() ? *path : values::joinPath(*path, key));
    }

    /// What of the place the test looks at; empty: all.
    std::string keyOfTest(NodeRef test) const {
        const core::Type* type = &program_.types[ir::unshared(test->args[0])->type];
        if (test->kind != NodeKind::Present)
            return type->tagKey;
        bool isSwitch = type->kind == core::TypeKind::Optional && values::isSwitched(program_.types[type->element]);
        return isSwitch ? "enabled" : "";
    }

    void entries(const std::vector<ir::Entry>& entries) {
        for (const ir::Entry& entry : entries) {
            for (NodeRef part : {entry.guard, entry.keyNode, entry.value})
                node(part);
            if (entry.loop != nullptr)
                node(entry.loop->source);
            this->entries(entry.body);
        }
    }

    const core::Program& program_;
    std::set<std::string>& paths_;
    std::unordered_set<NodeRef> seen_;
};

} // namespace

std::optional<std::string> valuePath(NodeRef place) {
    place = ir::unshared(place);
    if (place->kind == NodeKind::Default)
        return valuePath(place->args[0]);
    if (place->kind != NodeKind::Ref)
        return std::nullopt;
    switch (place->base) {
    case RefBase::Input:
        return place->input == core::Input::Values ? std::optional(std::string()) : std::nullopt;
    case RefBase::Key:
        return valuePath(place->loop->source);
    case RefBase::Element:
    case RefBase::First: {
        auto around = valuePath(place->base == RefBase::First ? place->args[0] : place->loop->source);
        return around ? std::optional(*around + "[]") : std::nullopt;
    }
    case RefBase::Field:
        break;
    }
    auto around = valuePath(place->args[0]);
    return around && !core::isFlatKey(place->text) ? std::optional(values::joinPath(*around, place->text)) : around;
}

void addValuePaths(const core::Program& program, NodeRef node, std::set<std::string>& paths) {
    Reader(program, paths).node(node);
}

std::string outerPath(const std::string& path) {
    size_t last = 0;
    for (size_t end = core::endOfStep(path, 0); end < path.size(); end = core::endOfStep(path, end))
        last = end;
    return path.substr(0, last);
}

std::string anyElement(std::string path) {
    for (size_t at = path.find('['); at != std::string::npos; at = path.find('[', at + 1)) {
        bool isKey = path.compare(at + 1, 1, "\"") == 0;
        size_t end = path.find(isKey ? "\"]" : "]", at + 1);
        if (end == std::string::npos)
            break;
        if (isKey)
            at = end;
        else
            path.replace(at, end - at + 1, "[]");
    }
    return path;
}

bool leadsInto(const std::string& path, const std::string& outer) {
    if (outer.empty() || path == outer)
        return true;
    return path.starts_with(outer) && (path[outer.size()] == '.' || path[outer.size()] == '[');
}

} // namespace stackc::inspect
