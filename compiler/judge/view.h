#pragma once
// What is known of a node: records and lists as they look with their spreads and alternatives opened.

#include "eval/guards.h"
#include "ir/node.h"
#include "ir/package.h"
#include "judge/trail.h"

#include <functional>
#include <initializer_list>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace stackc::judge {

using ir::NodeRef;
using ir::unshared;

/// A field of a record, an element of a list, or an alternative, where its guard holds.
struct Part {
    NodeRef guard = nullptr;
    NodeRef value = nullptr;
    std::string_view key;  ///< of a field
    bool repeated = false; ///< made by a loop, once for each element
};

/// They live until the View that gave them forgets them, or ends.
struct Parts {
    std::span<const Part> known;
    bool open = false; ///< there may be others

    const Part* find(std::string_view key) const;
    /// The field's value, or null.
    NodeRef get(std::string_view key) const;
};

class View {
public:
    View(const core::Program& program, ir::NodeTable& nodes)
        : types_(program.types), nodes_(nodes), guards_(program, nodes) {}

    /// What a node may be; none is left out.
    Parts forms(NodeRef node);
    /// The same, where what is told by `isWhole` is not taken apart.
    Parts forms(NodeRef node, const std::function<bool(NodeRef)>& isWhole);
    Parts fields(NodeRef record);
    Parts elements(NodeRef list);
    /// Keeps what was put together elsewhere.
    Parts keep(const std::vector<Part>& known, bool open);
    /// One step further, which is kept as well.
    Trail below(const Trail& at, std::string_view key) { return further({at.last(), key}); }
    Trail below(const Trail& at, size_t index) { return further({at.last(), {}, index, true}); }
    /// Lets go of all parts and trails that it gave.
    void forget();
    /// The same where they are many.
    void forgetMany();
    /// Is there a release in which what is looked at is there, and the guard holds?
    bool possible(NodeRef guard);
    /// Can both be there at once, for sure?
    bool meet(NodeRef a, NodeRef b) { return canMeet(a, b).value_or(false); }
    /// The same; nothing where it is not known.
    std::optional<bool> canMeet(NodeRef a, NodeRef b);
    /// Is there a release of the package in which it holds, and which no check refuses? Of what is there of `around` at
    /// once: in the rounds of their loops the checks of these loops count, too.
    bool mayCome(const ir::Package& package, NodeRef guard, std::initializer_list<const ir::Document*> around = {});
    NodeRef both(NodeRef a, NodeRef b) { return a->isTrue() ? b : b->isTrue() ? a : guards_.both(a, b); }
    NodeRef butNot(NodeRef a, NodeRef b) { return b->isTrue() ? nodes_.boolean(false) : both(a, guards_.negate(b)); }
    NodeRef yes() const { return nodes_.boolean(true); }
    /// What holds around what is looked at.
    NodeRef context() const { return context_ == nullptr ? yes() : context_; }

    /// Around what is looked at while a guard holds.
    class Within {
    public:
        Within(View& view, NodeRef guard) : view_(view), saved_(view.context_) {
            view.context_ = saved_ == nullptr ? guard : view.both(saved_, guard);
        }
        ~Within() { view_.context_ = saved_; }
        Within(const Within&) = delete;
        Within& operator=(const Within&) = delete;

    private:
        View& view_;
        NodeRef saved_;
    };
    /// What all scopes of a document need.
    NodeRef guardOf(const ir::Document& document) { return guardOf(document.scopes); }
    NodeRef guardOf(const std::vector<ir::Scope>& scopes);

private:
    enum class Shape : uint8_t { Any, Record, List };
    /// What is being opened.
    struct Opening {
        std::vector<Part> known;
        bool open = false;
    };
    Parts start(NodeRef node, Shape shape);
    Parts opened(NodeRef node, Shape shape);
    void open(NodeRef node, Shape shape, const Part& around, Opening& out);
    void openEntries(const std::vector<ir::Entry>& entries, Shape shape, const Part& around, Opening& out);
    Trail further(const Trail::Link& link);

    const core::TypeTable& types_;
    ir::NodeTable& nodes_;
    eval::Guards guards_;
    NodeRef context_ = nullptr;           ///< what holds around what is looked at; null: true
    std::unordered_set<NodeRef> choices_; ///< opened already: alternatives may share alternatives
    const std::function<bool(NodeRef)>* isWhole_ = nullptr;
    std::pmr::monotonic_buffer_resource memory_; ///< of parts and trails
    /// By node and shape: what is in a node is always the same.
    std::pmr::unordered_map<uint64_t, Parts> started_{&memory_};
    Opening opening_; ///< reused
};

/// The text of a constant, or null.
const std::string* textOf(NodeRef node);
/// Text, or a number in digits; empty where it is not known.
std::string shown(NodeRef node);

} // namespace stackc::judge
