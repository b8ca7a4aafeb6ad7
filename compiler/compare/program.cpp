#include "compare/program.h"

#include "compare/digest.h"
#include "compare/places.h"
#include "graph/words.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <set>

namespace stackc::compare {

namespace {

using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;
using ir::unshared;

using Entries = std::vector<const Entry*>;

constexpr const char* releaseNamespace = "release.namespace";

/// The entries with those of named templates that are spread.
void addEntries(NodeRef collection, Entries& entries) {
    for (const Entry& entry : collection->entries)
        if (entry.guard->isTrue() && ir::spreadsShared(entry) && unshared(entry.value)->kind == collection->kind)
            addEntries(unshared(entry.value), entries);
        else
            entries.push_back(&entry);
}

Entries entriesOf(NodeRef collection) {
    Entries entries;
    addEntries(collection, entries);
    return entries;
}

const Entry* find(const Entries& entries, const std::string& key) {
    for (const Entry* entry : entries)
        if (ir::hasPlainKey(*entry) && entry->key == key)
            return entry;
    return nullptr;
}

class Comparison {
public:
    explicit Comparison(const std::vector<std::pair<NodeRef, NodeRef>>& same) : fresh_(same) {}

    std::vector<LateChange> run(const ir::Package& before, const ir::Package& after) {
        auto old = resources(before, old_), fresh = resources(after, fresh_);
        for (auto document = old.begin(); document != old.end();)
            if (auto found = fresh.find(document->first); found != fresh.end()) {
                compare(*document->second, *found->second);
                fresh.erase(found);
                document = old.erase(document);
            } else {
                ++document;
            }
        compareMoved(old, fresh);
        for (const auto& [id, document] : old)
            scopesOf(*document, nullptr);
        isNew_ = true;
        for (const auto& [id, document] : fresh)
            scopesOf(*document, nullptr);
        return std::move(changes_);
    }

private:
    /// Kind, namespace and name, and which of those that are equal in these.
    using Resources = std::map<std::string, const ir::Document*>;

    static Resources resources(const ir::Package& package, Digests& digests) {
        Resources result;
        for (const ir::Document& document : package.documents) {
            std::string id = kindOf(document);
            for (const char* key : {"namespace", "name"})
                if (NodeRef node = ir::valueAt(document.object, {"metadata", key}); node && !isOfRelease(node))
                    id += "/" + digests.of(node);
            size_t count = 0;
            while (!result.emplace(fmt::format("{}#{:06}", id, count), &document).second)
                ++count;
        }
        return result;
    }

    /// Resources whose name or namespace is another one: those that say the same, then the only ones of a kind.
    void compareMoved(Resources& old, Resources& fresh) {
        for (bool isAlike : {true, false})
            for (auto document = old.begin(); document != old.end();) {
                auto now = isAlike ? alikeIn(fresh, *document->second) : onlyOne(old, fresh, *document->second);
                if (now == fresh.end()) {
                    ++document;
                    continue;
                }
                compare(*document->second, *now->second);
                fresh.erase(now);
                document = old.erase(document);
            }
    }

    Resources::iterator alikeIn(Resources& fresh, const ir::Document& document) {
        const std::string says = textOf(document, old_);
        return std::ranges::find_if(fresh, [&](const auto& one) { return textOf(*one.second, fresh_) == says; });
    }

    static Resources::iterator onlyOne(Resources& old, Resources& fresh, const ir::Document& document) {
        const std::string kind = kindOf(document);
        auto isOfKind = [&](const auto& one) { return kindOf(*one.second) == kind; };
        auto found = std::ranges::find_if(fresh, isOfKind);
        bool isOne = std::ranges::count_if(old, isOfKind) == 1 && std::ranges::count_if(fresh, isOfKind) == 1;
        return isOne && (isLate(document) || isLate(*found->second)) ? found : fresh.end();
    }

    /// Is it the namespace where a resource stands that says none?
    static bool isOfRelease(NodeRef node) {
        node = unshared(node);
        return ir::isInput(node, core::Input::ReleaseNamespace);
    }

    /// Is its name or namespace not known?
    static bool isLate(const ir::Document& document) {
        return std::ranges::any_of(std::array{"namespace", "name"}, [&](const char* key) {
            NodeRef node = ir::valueAt(document.object, {"metadata", key});
            return node != nullptr && node->late;
        });
    }

    static std::string kindOf(const ir::Document& document) {
        return document.apiVersion.substr(0, document.apiVersion.rfind('/')) + "/" + document.kind;
    }

    /// What a resource is but for its metadata.
    static std::string textOf(const ir::Document& document, Digests& digests) {
        std::string text = kindOf(document);
        for (const Entry* entry : entriesOf(document.object))
            if (!ir::hasPlainKey(*entry) || entry->key != "metadata")
                text += "/" + digests.of(*entry);
        return text;
    }

    void compare(const ir::Document& before, const ir::Document& after) {
        document_ = &after;
        path_.clear();
        scopesOf(before, &after);
        compare(before.object, after.object);
    }

    /// Whether and how often a resource is there; `after` is null where only one of the programs has it.
    void scopesOf(const ir::Document& document, const ir::Document* after) {
        document_ = &document;
        path_.clear();
        std::string old = scopes(document, old_), fresh = after != nullptr ? scopes(*after, fresh_) : "";
        if (after != nullptr && old == fresh)
            return;
        Places was, is;
        addScopes(document, was);
        if (after != nullptr)
            addScopes(*after, is);
        report(was, is);
    }

    static void addScopes(const ir::Document& document, Places& places) {
        for (const ir::Scope& scope : document.scopes) {
            places.add(scope.guard);
            places.add(scope.loop);
        }
    }

    static std::string scopes(const ir::Document& document, Digests& digests) {
        std::string text;
        for (const ir::Scope& scope : document.scopes)
            text += digests.of(scope.guard) + (scope.loop != nullptr ? digests.of(scope.loop->source) : "-");
        return text;
    }

    void compare(NodeRef before, NodeRef after) {
        before = unshared(before);
        after = unshared(after);
        if (old_.of(before) == fresh_.of(after))
            return;
        bool areAlike = before->kind == after->kind;
        if (areAlike && before->kind == NodeKind::Record)
            return compareRecords(entriesOf(before), entriesOf(after));
        if (areAlike && before->kind == NodeKind::List) {
            Entries old = entriesOf(before), fresh = entriesOf(after);
            if (areParallel(old, fresh))
                return compareLists(old, fresh);
        }
        Places was, is;
        was.add(before);
        is.add(after);
        report(was, is);
    }

    void compareRecords(const Entries& before, const Entries& after) {
        for (const Entry* entry : before)
            if (ir::hasPlainKey(*entry))
                compareAt((path_.empty() ? "" : ".") + entry->key, entry, find(after, entry->key));
        for (const Entry* entry : after)
            if (ir::hasPlainKey(*entry) && find(before, entry->key) == nullptr)
                compareAt((path_.empty() ? "" : ".") + entry->key, nullptr, entry);
        compareOpen(before, after);
    }

    /// Entries whose keys aren't known: those that only one side has.
    void compareOpen(const Entries& before, const Entries& after) {
        auto digests = [](const Entries& entries, Digests& digests) {
            std::map<std::string, const Entry*> result;
            for (const Entry* entry : entries)
                if (!ir::hasPlainKey(*entry))
                    result.emplace(digests.of(*entry), entry);
            return result;
        };
        auto old = digests(before, old_), fresh = digests(after, fresh_);
        Places was, is;
        bool differs = false;
        auto addMissing = [&](const auto& entries, const auto& others, Places& places) {
            for (const auto& [digest, entry] : entries)
                if (!others.contains(digest)) {
                    differs = true;
                    places.add(*entry);
                }
        };
        addMissing(old, fresh, was);
        addMissing(fresh, old, is);
        if (differs)
            report(was, is);
    }

    /// Are the lists of equal length, and of the same kinds of entries?
    static bool areParallel(const Entries& before, const Entries& after) {
        return std::equal(before.begin(), before.end(), after.begin(), after.end(), [](const Entry* a, const Entry* b) {
            return a->kind == b->kind && ir::hasPlainKey(*a) == ir::hasPlainKey(*b);
        });
    }

    void compareLists(const Entries& before, const Entries& after) {
        for (size_t i = 0; i < before.size(); ++i) {
            if (ir::hasPlainKey(*before[i]))
                compareAt(fmt::format("[{}]", i), before[i], after[i]);
            else if (old_.of(*before[i]) != fresh_.of(*after[i]))
                reportBoth(before[i], after[i]);
        }
    }

    void compareAt(const std::string& step, const Entry* before, const Entry* after) {
        size_t length = path_.size();
        path_ += step;
        if ((before == nullptr) != (after == nullptr) && document_->namespaced && path_ == "metadata.namespace") {
            compareWithRelease(before != nullptr ? *before : *after);
            path_.resize(length);
            return;
        }
        bool areBoth = before != nullptr && after != nullptr;
        if (areBoth && old_.of(before->guard) == fresh_.of(after->guard)) {
            around_.push_back(after->guard);
            compare(before->value, after->value);
            around_.pop_back();
        } else {
            reportBoth(before, after);
        }
        path_.resize(length);
    }

    /// A namespace that one side alone says: on the other one it is the release's.
    void compareWithRelease(const Entry& given) {
        if (given.guard->isTrue() && isOfRelease(given.value))
            return;
        Places places;
        places.add(given);
        std::vector<std::string> values = placesOf(places, {});
        if (!places.ofRelease().contains(releaseNamespace))
            values.insert(std::ranges::lower_bound(values, releaseNamespace), releaseNamespace);
        push(std::move(values));
    }

    void reportBoth(const Entry* before, const Entry* after) {
        Places was, is;
        if (before != nullptr)
            was.add(*before);
        if (after != nullptr)
            is.add(*after);
        report(was, is);
    }

    /// A constant that differs depends on what it is under. What is always there is seen in the environments, unless it
    /// is a test, which only the chart has.
    void report(const Places& was, const Places& is) {
        std::vector<std::string> values = placesOf(was, is);
        if (values.empty()) {
            Places places;
            for (NodeRef guard : around_)
                places.add(guard);
            addScopes(*document_, places);
            values = places.sorted();
        }
        if (!values.empty() || document_->testOnly)
            push(std::move(values));
    }

    void push(std::vector<std::string> values) {
        NodeRef name = ir::valueAt(document_->object, {"metadata", "name"});
        changes_.push_back({document_->kind, name != nullptr ? graph::nameText(name) : document_->name, path_,
                            std::move(values), document_->apiVersion, isNew_});
    }

    /// On what either depends; the release counts where one of them alone reads it: environments have but one name.
    static std::vector<std::string> placesOf(const Places& was, const Places& is) {
        const std::vector<std::string> before = was.sorted(), after = is.sorted();
        std::set<std::string> all(before.begin(), before.end());
        all.insert(after.begin(), after.end());
        std::ranges::set_symmetric_difference(was.ofRelease(), is.ofRelease(), std::inserter(all, all.end()));
        return {all.begin(), all.end()};
    }

    Digests old_, fresh_;
    const ir::Document* document_ = nullptr; ///< that is compared
    std::string path_;                       ///< where in it
    std::vector<NodeRef> around_;            ///< guards of what that is in
    std::vector<LateChange> changes_;
    bool isNew_ = false; ///< what only the new program has is looked at
};

} // namespace

std::vector<LateChange> lateChanges(const ir::Package& before, const ir::Package& after,
                                    const std::vector<std::pair<NodeRef, NodeRef>>& same) {
    return Comparison(same).run(before, after);
}

} // namespace stackc::compare
