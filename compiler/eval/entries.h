#pragma once
// A list of entries that is being put together: of a list, or of a record, map or object, where what stands later wins.

#include "eval/evaluation.h"

#include <string>

namespace stackc::eval {

/// Of a list, there are none; a key that is set again stays where it is, or goes to the end.
enum class Keys : uint8_t { None, Stay, Move };

class Entries {
public:
    /// `type`: of the literal that the entries are of, whose parts' types say where the order of keys is seen.
    Entries(Evaluation& in, Keys keys, core::TypeId type = {}) : in_(in), keys_(keys), type_(type) {}
    Entries(const Entries&) = delete;
    Entries& operator=(const Entries&) = delete;

    /// The entries as they are now.
    const std::vector<Entry>& all() {
        takeOutGone();
        return list_;
    }
    /// The same, which it has no longer.
    std::vector<Entry> take();
    /// Starts from these instead.
    void assign(std::vector<Entry> list);

    /// There will be so many.
    void reserve(size_t count) { list_.reserve(count); }
    /// Adds an entry, unless it is never there.
    void add(Entry entry) { add(std::move(entry), keys_ == Keys::Move); }
    /// The same; a key that is there already is replaced: where it stands, or (`moves`) by going to the end, where the
    /// keys of late maps go as well.
    void add(Entry entry, bool moves);
    /// Adds an entry behind the others as it is.
    void push(Entry entry) { list_.push_back(std::move(entry)); }
    /// Adds entries that take each other's keys. E4030 where they are too many.
    void append(std::vector<Entry> more);
    /// Adds the entries of what is spread: a late map, list or object itself, or each alternative of a choice under its
    /// guard.
    void spread(Entry whole);

private:
    void put(Entry&& entry, bool moves);
    void replaceInPlace(Entry& old, Entry entry);
    void putLoose(Entry&& entry);
    void openLoose();
    bool isNew(const std::string& key) const;
    std::vector<size_t>* findKey(const std::string& key);
    void takeOutGone();
    void dropReplaced(const std::vector<Entry>& more);
    void dropSpreadAgain(const std::vector<Entry>& more);
    template <typename Is> void erase(const Is& is);

    /// Where fixed keys stand in the first `known` entries.
    struct Index {
        size_t known = 0;
        bool hasShared = false;
        size_t loose = 0; ///< behind the last entry without a fixed key
        size_t gone = 0;  ///< entries whose guard became false, still to be taken out
        std::unordered_map<std::string, std::vector<size_t>> places;
    };

    Evaluation& in_;
    Keys keys_;
    core::TypeId type_;
    std::vector<Entry> list_;
    Index index_;
};

/// Adds entries of a list, but for those that are never there. E4030 where they are too many.
void appendItems(Evaluation& in, std::vector<Entry>& out, std::vector<Entry> more);
/// Entries with those of spread named templates in their place.
std::vector<Entry> opened(Evaluation& in, std::vector<Entry> entries);
/// The entries under a guard.
std::vector<Entry> guarded(Evaluation& in, NodeRef guard, std::vector<Entry> entries);
/// All entries of a collection, as one.
Entry spreadOf(Evaluation& in, NodeRef collection);

} // namespace stackc::eval
