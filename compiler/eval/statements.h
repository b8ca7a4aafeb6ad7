#pragma once
// Statements: the documents that they make, and patches of those.

#include "eval/evaluator.h"
#include "eval/kinds.h"
#include "eval/list_keys.h"
#include "eval/loops.h"
#include "eval/scopes.h"
#include "eval/service_ids.h"
#include "eval/type_checks.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stackc::eval {

class Statements {
public:
    explicit Statements(Evaluator& in) : in_(in), typeChecks_(in, scopes_), kinds_(in), serviceIds_(in) {}

    /// The rules of the values' types; first of all.
    void checkValues() { typeChecks_.values(); }

    void run(const std::vector<core::Statement>& statements);
    /// What all that was run has to keep among itself; last of all.
    void checkWhole();
    /// The documents of what was run, which it has no longer.
    std::vector<ir::Document> take() { return std::move(documents_); }

private:
    /// Uses by their index, each inside of the one before.
    using Uses = std::vector<size_t>;

    // statements.cpp
    void run(const core::Statement& statement);
    void runGuarded(NodeRef guard, const std::vector<core::Statement>& body);
    void runMatch(const core::Statement& statement);
    void runUse(const core::Statement& statement);
    void runResource(const core::Statement& statement);
    /// A check that what is spread into the resource doesn't say its apiVersion and kind, which would be there twice.
    void checkKindKeys(const core::Statement& statement, NodeRef object);
    NodeRef contribution(const core::Component& component);
    void leaveOut(const std::vector<core::Statement>& body);
    // statement_loops.cpp
    void runLoop(const core::Statement& statement);
    void eachStatement(NodeRef source, core::TypeId type, const core::Statement& statement);
    void eachOf(NodeRef source, const Walk& walk);
    void eachItems(const std::vector<Entry>& items, NodeRef base, const Walk& walk);
    void eachItem(const Entry& item, NodeRef index, const Walk& walk);
    void eachLate(NodeRef source, NodeRef index, const Walk& walk);
    // patches.cpp
    void runPatch(const core::Statement& statement);
    std::vector<std::string> patchable(const core::Statement& statement) const;
    void eachDocument(const core::Amendment& amendment, const Uses& uses,
                      const std::function<void(const Uses&, size_t)>& visit);
    bool patchDocument(const core::Amendment& amendment, NodeRef guard, const Uses& uses, size_t document);
    void follow(const core::Statement& patch, const core::Amendment& amendment, const Uses& uses, size_t document);
    NodeRef beside(const std::vector<ir::Scope>& scopes, size_t document);
    void selectElements(const Uses& uses);
    void keepSelected(const Uses& uses, NodeRef guard);
    void reportMissed(const core::Statement& patch);
    void finishDocument(ir::Document& document, size_t index);

    /// A use that has been run: what it made, so that patches find it.
    struct Instance {
        core::ComponentId component;
        std::vector<NodeRef> selectors;
        std::vector<std::pair<std::string, size_t>> documents, uses;
    };
    /// A resource as it was evaluated: its value, and what was around it.
    struct Made {
        const core::Statement* statement;
        NodeRef value;
        std::vector<ir::Scope> scopes;
        Place place;
        WrittenKeys keys;
    };

    Evaluator& in_;
    Scopes scopes_;
    TypeChecks typeChecks_;
    Kinds kinds_;
    ServiceIds serviceIds_;
    std::vector<ir::Document> documents_;
    std::vector<Made> made_; ///< one for each document
    std::vector<Instance> instances_;
    std::map<uint32_t, std::vector<size_t>> instancesOf_; ///< of a use's variable: all at the top level, else the last
    std::optional<size_t> instance_;                      ///< whose body is run
    /// By which key the patch that is run leaves the elements of parts: by use and selector.
    std::map<std::pair<size_t, size_t>, NodeRef> selected_;
};

} // namespace stackc::eval
