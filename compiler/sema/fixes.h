#pragma once
// Suggestions as changes of the source: what is missing is put in where it would stand, with something in the place of
// what only the author knows.

#include "diag/sink.h"
#include "sema/checking.h"

#include <string>
#include <vector>

namespace stackc::sema {

/// Is what has the type written in braces?
bool isBlock(const Checking& in, TypeId id);
/// What stands at a place until somebody fills it in: `""`, `0` or the least that is allowed, the first case.
std::string gapOf(const Checking& in, TypeId type);
/// `replicas = 1`, or `image {}`: what sets a key of the type.
std::string entryOf(const Checking& in, const std::string& name, TypeId type);

/// Offers to put entries into a block, which ends with `}` where `whole` does; nothing where it doesn't. `title` says
/// what is added.
void fixBlock(const Checking& in, diag::Report& report, Span whole, const std::vector<std::string>& entries,
              std::string title);
/// What a block lacks, by its keys, and the entries that set them.
struct Missing {
    std::vector<std::string> keys, entries;
    void add(std::string key, std::string entry) {
        keys.push_back(std::move(key));
        entries.push_back(std::move(entry));
    }
};
/// Offers to add it to the block, as fixBlock() does.
void fixMissing(const Checking& in, diag::Report& report, Span whole, const Missing& missing);
/// Offers arms for cases, `patterns`, at the end of a `match`, with what they give until somebody fills it in.
void fixMatch(const Checking& in, diag::Report& report, Span whole, const std::vector<std::string>& patterns,
              const std::string& gap);
/// Offers to import a name, or modules where it is empty; several to choose from.
void fixImport(const Checking& in, diag::Report& report, const std::vector<std::string>& modules,
               const std::string& name);
/// Offers to declare a value of that name.
void fixValues(const Checking& in, diag::Report& report, const std::string& name);

} // namespace stackc::sema
