#pragma once
// What is around the place that is written: known, or within reach.

#include "emit/helm/nodes.h"
#include "emit/helm/refused_keys.h"
#include "support/meanwhile.h"

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::emit::helm {

/// The variables of a loop. `key` is empty where it has none.
struct LoopNames {
    std::string element, key;
};

/// Adds to what is around by the objects below alone.
class Surroundings {
public:
    bool isKnownTrue(NodeRef guard) const;
    bool isKnownFalse(NodeRef guard) const;
    /// By a guard that says that the optional holds something.
    bool isKnownPresent(NodeRef optional) const;
    /// By a guard that says that the collection has an entry.
    bool isKnownFilled(NodeRef collection) const;
    /// Does the dot stand for the place?
    bool isDot(NodeRef place) const;
    /// Is it a guard of the document that only says which version of its API it has?
    bool isOfVersion(NodeRef guard) const { return guard == ofVersion_; }
    /// Do checks refuse that the map has the key, wherever what is written here is there?
    bool isRefused(NodeRef map, std::string_view key) const;
    /// The guards that hold, and those that don't.
    const std::vector<NodeRef>& known() const { return known_; }
    const std::vector<NodeRef>& denied() const { return denied_; }
    /// Of a loop that is around.
    const LoopNames& namesOf(const ir::Loop* loop) const;

private:
    friend class Known;
    friend class AtDot;
    friend class InLoop;
    friend class InDocument;
    friend class WhereRefused;
    friend class InTemplate;
    friend class FreshName;
    friend class TakenName;

    bool isDenied(NodeRef guard) const;
    void addImplied();

    NodeRef dot_ = nullptr; ///< the place that the dot stands for
    std::vector<NodeRef> known_;
    std::vector<NodeRef> denied_;
    std::set<NodeRef> checked_; ///< what would be refused if it didn't hold; a template may be rendered without
    NodeRef ofVersion_ = nullptr;
    KeysRefused refused_;
    std::unordered_map<const ir::Loop*, LoopNames> loops_;
    std::set<std::string> variables_;
};

/// Holds guards to be true for its lifetime.
class Known {
public:
    /// `denied`: what doesn't hold.
    explicit Known(Surroundings& around, const std::vector<NodeRef>& guards, const std::vector<NodeRef>& denied = {});
    ~Known();
    Known(const Known&) = delete;
    Known& operator=(const Known&) = delete;

private:
    Surroundings& around_;
    size_t known_;
    size_t denied_;
};
/// What is known in one of several arms, each of which stands where none before it does.
Known inArm(Surroundings& around, const std::vector<Entry>& arms, size_t index);

/// Has the dot at a place for its lifetime.
class AtDot {
public:
    AtDot(Surroundings& around, NodeRef place) : dot_(around.dot_, place) {}

private:
    support::Meanwhile<NodeRef> dot_;
};

/// A name that no variable around has, taken for its lifetime.
class FreshName {
public:
    FreshName(Surroundings& around, const std::string& wanted);
    ~FreshName() { around_.variables_.erase(text); }
    FreshName(const FreshName&) = delete;
    FreshName& operator=(const FreshName&) = delete;

    std::string text;

private:
    Surroundings& around_;
};

/// This very name is taken for its lifetime.
class TakenName {
public:
    TakenName(Surroundings& around, std::string name)
        : around_(around), name_(std::move(name)), isNew_(around.variables_.insert(name_).second) {}
    ~TakenName() {
        if (isNew_)
            around_.variables_.erase(name_);
    }
    TakenName(const TakenName&) = delete;
    TakenName& operator=(const TakenName&) = delete;

private:
    Surroundings& around_;
    std::string name_;
    bool isNew_;
};

/// Is inside a loop with these variables for its lifetime.
class InLoop {
public:
    InLoop(Surroundings& around, const ir::Loop* loop, LoopNames names);

private:
    support::Meanwhile<std::unordered_map<const ir::Loop*, LoopNames>> loops_;
    AtDot dot_;
};

/// Is in a document for its lifetime.
class InDocument {
public:
    /// `checked`: guards that checks say where the document is there. `ofVersion`: one that says no more than which
    /// version of its API the document has, or null.
    InDocument(Surroundings& around, std::set<NodeRef> checked, NodeRef ofVersion)
        : checked_(around.checked_, std::move(checked)), ofVersion_(around.ofVersion_, ofVersion) {}

private:
    support::Meanwhile<std::set<NodeRef>> checked_;
    support::Meanwhile<NodeRef> ofVersion_;
};

/// Is where checks refuse these keys, for its lifetime.
class WhereRefused {
public:
    WhereRefused(Surroundings& around, KeysRefused keys) : refused_(around.refused_, std::move(keys)) {}

private:
    support::Meanwhile<KeysRefused> refused_;
};

/// Is in a named template for its lifetime: it begins with nothing of what is around the first place that includes it
/// but the variables of these loops, which it takes.
class InTemplate {
public:
    InTemplate(Surroundings& around, std::unordered_map<const ir::Loop*, LoopNames> taken);

private:
    support::Meanwhile<Surroundings> around_;
};

} // namespace stackc::emit::helm
