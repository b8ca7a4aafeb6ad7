#include "compare/program.h"

#include "compare/digest.h"
#include "compare/places.h"
#include "graph/words.h"

#include <algorithm>
#include <fmt/format.h>
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
        for (const auto& [id, document] : old)
            if (auto found = fresh.find(id); found != fresh.end())
                compare(*document, *found->second);
            else
                scopesOf(*document, nullptr);
        for (const auto& [id, document] : fresh)
            if (!old.contains(id))
                scopesOf(*document, nullptr);
        return std::move(changes_);
    }

private:
    /// Kind, namespace and name, and which of those that are equal in these.
    using Resources = std::map<std::string, const ir::Document*>;

    static Resources resources(const ir::Package& package, Digests& digests) {
        Resources result;
        for (const ir::Document& document : package.documents) {
            std::string id = document.apiVersion.substr(0, document.apiVersion.rfind('/')) + "/" + document.kind;
            for (const char* key : {"namespace", "name"})
                if (NodeRef node = ir::valueAt(document.object, {"metadata", key}))
                    id += "/" + digests.of(node);
            size_t count = 0;
            while (!result.emplace(fmt::format("{}#{:06}", id, count), &document).second)
                ++count;
        }
        return result;
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
        Places places;
        addScopes(document, places);
        if (after != nullptr)
            addScopes(*after, places);
        report(places);
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
        Places places;
        places.add(before);
        places.add(after);
        report(places);
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
        Places places;
        bool differs = false;
        auto addMissing = [&](const auto& entries, const auto& others) {
            for (const auto& [digest, entry] : entries)
                if (!others.contains(digest)) {
                    differs = true;
                    places.add(*entry);
                }
        };
        addMissing(old, fresh);
        addMissing(fresh, old);
        if (differs)
            report(places);
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

    void reportBoth(const Entry* before, const Entry* after) {
        Places places;
        for (const Entry* entry : {before, after})
            if (entry != nullptr)
                places.add(*entry);
        report(places);
    }

    /// A constant that differs depends on what it is under. What is always there is seen in the environments, unless it
    /// is a test, which only the chart has.
    void report(Places places) {
        if (places.sorted().empty()) {
            for (NodeRef guard : around_)
                places.add(guard);
            addScopes(*document_, places);
        }
        std::vector<std::string> values = places.sorted();
        if (values.empty() && !document_->testOnly)
            return;
        NodeRef name = ir::valueAt(document_->object, {"metadata", "name"});
        changes_.push_back({document_->kind, name != nullptr ? graph::nameText(name) : document_->name, path_,
                            std::move(values), document_->apiVersion});
    }

    Digests old_, fresh_;
    const ir::Document* document_ = nullptr; ///< that is compared
    std::string path_;                       ///< where in it
    std::vector<NodeRef> around_;            ///< guards of what that is in
    std::vector<LateChange> changes_;
};

} // namespace

std::vector<LateChange> lateChanges(const ir::Package& before, const ir::Package& after,
                                    const std::vector<std::pair<NodeRef, NodeRef>>& same) {
    return Comparison(same).run(before, after);
}

} // namespace stackc::compare
