#include "testing/test_kinds.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace stackc::testing {

namespace {

bool isUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::string lower(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return lower(c); });
    return name;
}

/// The kind as tests write it: the capitals that it begins with are small, but for the one that begins a word.
std::string asCalled(std::string kind) {
    for (size_t i = 0; i < kind.size() && isUpper(kind[i]); ++i)
        if (i == 0 || i + 1 == kind.size() || isUpper(kind[i + 1]))
            kind[i] = lower(kind[i]);
    return kind;
}

} // namespace

TestKinds::TestKinds(const session::Compilation& compilation) : library_(compilation.library) {
    for (const kube::Kind& kind : library_.kinds())
        add(std::string(kind.kind), kind.root);
    std::set<std::string> seen;
    addOwn(compilation, seen);
}

bool TestKinds::has(const std::string& name) const { return types_.contains(lower(name)); }

Known TestKinds::typeOf(const std::string& name) const { return types_.at(lower(name)); }

void TestKinds::add(const std::string& kind, Known type) {
    auto [place, isNew] = types_.try_emplace(lower(kind), type);
    if (isNew)
        names_.push_back(asCalled(kind));
    else if (place->second != type)
        place->second = std::nullopt;
}

void TestKinds::addOwn(const session::Compilation& compilation, std::set<std::string>& seen) {
    addOwn(compilation.program.statements, seen);
    for (const core::Component& component : compilation.program.components)
        addOwn(component.body, seen);
    for (const auto& part : compilation.parts)
        addOwn(*part, seen);
}

void TestKinds::addOwn(const std::vector<core::Statement>& statements, std::set<std::string>& seen) {
    for (const core::Statement& statement : statements) {
        if (statement.kind == core::StatementKind::Resource && !statement.resourceKind.empty()) {
            auto kind = library_.findKind(statement.apiVersion, statement.resourceKind);
            Known type = kind ? Known(kind->root) : std::nullopt;
            add(statement.resourceKind, type);
            if (seen.insert(lower(statement.resourceKind)).second)
                types_[lower(statement.resourceKind)] = type;
        }
        addOwn(statement.body, seen);
        addOwn(statement.orElse, seen);
        for (const core::StatementArm& arm : statement.arms)
            addOwn(arm.body, seen);
    }
}

} // namespace stackc::testing
