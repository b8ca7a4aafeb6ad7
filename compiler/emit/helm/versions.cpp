#include "emit/helm/versions.h"

#include "emit/helm/nodes.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace stackc::emit::helm {

namespace {

/// How many documents of one object are held against another; they are many where components use one another twice.
constexpr std::ptrdiff_t mostVersions = 64;

/// `place == case`, of an enum.
struct CaseOf {
    NodeRef place = nullptr; ///< null: the guard says something else
    std::string name;
};

CaseOf caseOf(NodeRef guard) {
    if (guard->kind != NodeKind::Prim || guard->op != core::Op::Eq || guard->args[1]->kind != NodeKind::String)
        return {};
    return {guard->args[0], guard->args[1]->text};
}

/// Are they alike but for what their scopes say, and the version of their API?
bool isAlike(const ir::Document& a, const ir::Document& b) {
    return !a.kind.empty() && a.kind == b.kind && a.testOnly == b.testOnly && a.namespaced == b.namespaced &&
           a.scopes.size() == b.scopes.size() &&
           std::equal(a.scopes.begin(), a.scopes.end(), b.scopes.begin(),
                      [](const ir::Scope& one, const ir::Scope& other) { return one.loop == other.loop; });
}

/// The documents that are there one instead of the other, as the branches of `if`, `else if` and `else` are.
class Chain {
public:
    explicit Chain(const ir::Document& first) : first_(first) {}

    /// Has the document, whose object is the first one's, become the next branch?
    bool take(const ir::Document& next) {
        if (isComplete_ || !isAlike(first_, next) || !(versions_.empty() ? begin(next) : isInPlace(next)))
            return false;
        std::vector<NodeRef> rest = conjunctsOf(next.scopes[scope_].guard);
        for (NodeRef guard : around_)
            if (std::erase(rest, guard) == 0)
                return false;
        for (const Version& before : versions_)
            if (std::erase_if(rest, [&](NodeRef guard) { return isOpposite(guard, before.guard); }) == 0)
                return false;
        if (rest.size() > 1)
            return false;
        isComplete_ = rest.empty();
        versions_.push_back({isComplete_ ? nullptr : rest[0], next.apiVersion});
        return true;
    }

    /// Is one of the branches there in any case?
    bool isComplete() const { return isComplete_; }

    const std::vector<Version>& versions() const { return versions_; }

private:
    /// Do the two differ in one scope, where the other one denies a guard of the first?
    bool begin(const ir::Document& next) {
        for (size_t i = 0; i < next.scopes.size(); ++i)
            if (next.scopes[i].guard != first_.scopes[i].guard)
                scope_ = i;
        if (!isInPlace(next))
            return false;
        const std::vector<NodeRef> others = conjunctsOf(next.scopes[scope_].guard);
        std::vector<NodeRef> around = conjunctsOf(first_.scopes[scope_].guard);
        auto denied = std::ranges::find_if(around, [&](NodeRef guard) {
            return std::ranges::any_of(others, [&](NodeRef other) { return isOpposite(guard, other); });
        });
        if (denied == around.end())
            return false;
        versions_.push_back({*denied, first_.apiVersion});
        around.erase(denied);
        around_ = std::move(around);
        return true;
    }

    bool isInPlace(const ir::Document& next) const {
        for (size_t i = 0; i < next.scopes.size(); ++i)
            if (i != scope_ && next.scopes[i].guard != first_.scopes[i].guard)
                return false;
        return !next.scopes.empty();
    }

    const ir::Document& first_;
    size_t scope_ = 0;
    std::vector<NodeRef> around_; ///< the other guards of the scope
    std::vector<Version> versions_;
    bool isComplete_ = false;
};

/// The documents that are there under the guards of one place of their scopes, one for each case of an enum.
class Joined {
public:
    Joined(const core::Program& program, const ir::Document& first) : program_(program), first_(first) {}

    /// Has the document, whose object is the first one's, become one of them?
    bool take(const ir::Document& next) {
        if (!isAlike(first_, next))
            return false;
        size_t scope = 0;
        NodeRef mine = nullptr, other = nullptr;
        for (size_t i = 0; i < next.scopes.size(); ++i) {
            if (next.scopes[i].guard == first_.scopes[i].guard)
                continue;
            if (mine != nullptr || !differInOne(first_.scopes[i].guard, next.scopes[i].guard, mine, other))
                return false;
            scope = i;
        }
        bool isSamePlace = versions_.empty() || (scope == scope_ && mine == versions_[0].guard);
        if (mine == nullptr || !isSamePlace || !isOtherCase(mine, other))
            return false;
        if (versions_.empty())
            versions_.push_back({mine, first_.apiVersion});
        versions_.push_back({other, next.apiVersion});
        scope_ = scope;
        return true;
    }

    /// Is one of the versions there in any case? An optional one could be there in none.
    bool isComplete() const {
        std::set<std::string> names;
        for (const Version& version : versions_)
            names.insert(caseOf(version.guard).name);
        NodeRef place = versions_.empty() ? nullptr : caseOf(versions_[0].guard).place;
        if (place == nullptr || !place->type.valid())
            return false;
        const core::Type& type = program_.types[place->type];
        return type.kind == core::TypeKind::Enum && type.cases.size() == names.size();
    }

    const std::vector<Version>& versions() const { return versions_; }

private:
    /// Are the guards the same conjuncts in the same order but for one?
    static bool differInOne(NodeRef a, NodeRef b, NodeRef& ofA, NodeRef& ofB) {
        std::vector<NodeRef> as = conjunctsOf(a), bs = conjunctsOf(b);
        if (as.size() != bs.size())
            return false;
        size_t count = 0;
        for (size_t i = 0; i < as.size(); ++i)
            if (as[i] != bs[i]) {
                ofA = as[i];
                ofB = bs[i];
                ++count;
            }
        return count == 1;
    }

    bool isOtherCase(NodeRef a, NodeRef b) const {
        CaseOf one = caseOf(a), other = caseOf(b);
        return one.place != nullptr && one.place == other.place && one.name != other.name &&
               std::none_of(versions_.begin(), versions_.end(),
                            [&](const Version& version) { return version.guard == b; });
    }

    const core::Program& program_;
    const ir::Document& first_;
    size_t scope_ = 0;
    std::vector<Version> versions_;
};

} // namespace

std::vector<VersionedDocument> joinVersions(const ir::Package& package) {
    std::unordered_map<NodeRef, std::vector<const ir::Document*>> alike; // only these can be one
    for (const ir::Document& document : package.documents)
        alike[document.object].push_back(&document);
    std::vector<VersionedDocument> out;
    std::set<const ir::Document*> taken;
    for (const ir::Document& document : package.documents) {
        if (taken.contains(&document))
            continue;
        auto versionsAs = [&](auto joined) {
            std::vector<const ir::Document*> members;
            const std::vector<const ir::Document*>& all = alike[document.object];
            const auto behind = std::ranges::upper_bound(all, &document);
            const auto end = behind + std::min<std::ptrdiff_t>(mostVersions, all.end() - behind);
            std::for_each(behind, end, [&](const ir::Document* next) {
                if (!taken.contains(next) && joined.take(*next))
                    members.push_back(next);
            });
            if (!joined.isComplete())
                return std::vector<Version>{};
            taken.insert(members.begin(), members.end());
            return joined.versions();
        };
        std::vector<Version> versions = versionsAs(Joined(*package.program, document));
        if (versions.empty())
            versions = versionsAs(Chain(document));
        out.push_back({&document, std::move(versions)});
    }
    return out;
}

} // namespace stackc::emit::helm
