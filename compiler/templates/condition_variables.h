#pragma once
// Variables for what long conditions read more than once, and for the tests of long ternaries.

#include "templates/tree.h"

#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace stackc::templates {

/// All of which have to hold.
std::vector<ExprPtr> conjunctsOf(const ExprPtr& e);

/// Those of one template, as far as they can be seen where we are.
class ConditionVariables {
public:
    using IsLong = std::function<bool(const ExprPtr&)>;

    /// `taken`: the variables of the whole template, as it was.
    explicit ConditionVariables(std::set<std::string> taken) : taken_(std::move(taken)) {}

    /// What the first condition reads gets a variable where it is read again, if a condition is long. (Every Helm that
    /// doesn't stop early evaluates all of a condition, so that nothing is read that wasn't.)
    void placesBefore(If& node, const IsLong& isLong, Body& out);
    /// The long tests of ternaries in what `with` walks, which say whether a key is left out, get a variable called
    /// like the key. Where `rest`, the `with` and what stands behind it, asks the same, it asks the variable.
    void testsBefore(With& node, std::span<Block> rest, const IsLong& isLong, Body& out);
    /// A variable that the template doesn't have.
    std::string freeName(std::string name) const;

    /// The same, taken here and in what is inside of here.
    std::string newName(std::string name);

    size_t visible() const { return visible_.size(); }
    /// Those that came after the first `visible`.
    void forget(size_t visible) { visible_.resize(visible); }

private:
    struct Repeated {
        ExprPtr expr;
        std::string name;
        size_t times = 1;
    };

    /// Once more, or for the first time.
    static void add(const ExprPtr& e, std::string name, std::vector<Repeated>& out);
    static void count(const ExprPtr& e, std::vector<Repeated>& out);
    static void countChosen(const ExprPtr& e, std::vector<Repeated>& out);
    bool nameRepeated(If& node, void (*counting)(const ExprPtr&, std::vector<Repeated>&), Body& out);
    void name(const Repeated& one, If& node, Body& out);
    ExprPtr named(const ExprPtr& e, int indent, std::span<Block> rest, const IsLong& isLong, Body& out);

    std::set<std::string> taken_;
    std::vector<Assign> visible_; ///< here and around
};

} // namespace stackc::templates
