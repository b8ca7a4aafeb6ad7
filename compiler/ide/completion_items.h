#pragma once
// The items of a completion, by what the checker tells of the place.

#include "ide/completion.h"
#include "ide/describe.h"
#include "ide/probe_text.h"

#include <set>

namespace stackc::ide {

/// The stack with a name at the cursor, checked.
struct Probed {
    const ProbeText& text;
    session::Compilation& compilation;
    const Known& known;
    const sema::Probe& probe() const { return *compilation.index->probe; }
    const core::TypeTable& types() const { return compilation.program.types; }
    /// Are arguments, a block or a value written behind the cursor already?
    bool isFollowed() const;
};

/// Collects items, of each label the first one but for imports.
class Items {
public:
    explicit Items(const Probed& in) : in_(in) {}

    void add(CompletionItem item);
    /// What is not there yet: several of them may have one label, each with an import of its own.
    void imported(std::vector<CompletionItem> all);
    /// Words of the language.
    void words(const std::vector<std::string>& words, int rank = 9);
    /// What is called, with one argument at least.
    void call(const std::string& name, int rank);
    /// Something that has a name.
    void entity(const sema::Entity& entity, int rank, bool isCall = false);
    const Probed& in() const { return in_; }
    /// By rank and label.
    std::vector<CompletionItem> take();

private:
    const Probed& in_;
    std::set<std::string> labels_;
    std::vector<CompletionItem> items_;
};

/// The fields of a value of a type.
void addMembers(Items& items, core::TypeId type);
/// The keys that values.yaml has for a record of the values.
void addValueKeys(Items& items, core::TypeId type);
/// The keys that a block takes, but for those that it has.
void addKeys(Items& items, core::TypeId type, const std::set<std::string>& there);
/// Where a case stands.
enum class CaseIn : std::uint8_t {
    Value,   ///< with what it holds
    Pattern, ///< or a key: alone
    Arm,     ///< a pattern, with what follows it
    Is,      ///< behind `is`, where no text can stand
};
/// The cases of a type; of an optional `on`, `off` and `none` as well, where they are values.
void addCases(Items& items, core::TypeId type, CaseIn where);
/// Kinds of Kubernetes that are not imported, each with its import.
void addKinds(Items& items, const Analysis& analysis, source::FileId file);
/// Types that are not imported, each with its import.
void addTypes(Items& items, const Analysis& analysis, source::FileId file);

/// Functions, constants, components and modules that are not imported, as far as they can stand there, each with its
/// import.
void addValues(Items& items, const Analysis& analysis, source::FileId file);
/// What a module exports that is not imported, with its import.
void addExportsOf(Items& items, const Analysis& analysis, source::FileId file, std::string_view module);
/// Charts beside the stack.
void addIncludable(Items& items, const Analysis& analysis, source::FileId file);

} // namespace stackc::ide
