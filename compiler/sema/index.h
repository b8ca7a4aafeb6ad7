#pragma once
// What the names of a program stand for, and of what types its expressions are: what an editor asks. `check` fills it
// in while it checks, where somebody wants one; see docs/internals/ide.md.

#include "core/program.h"
#include "kube/library.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::sema {

using core::TypeId;
using source::Span;

/// What a name stands for.
enum class EntityKind : uint8_t {
    Type,
    Function,
    Let,
    Backend,
    Service,
    Use,
    Component,
    Resource,
    External,
    Variable,  ///< of a `let` in a body, a loop, a condition or a case
    Parameter, ///< of a function or a component
    Field,     ///< of a record
    Case,      ///< of a variant or an enum, and the texts that a field of Kubernetes takes
    Module,
    NativeType, ///< of Kubernetes
    NativeField,
    Environment,
    Input,   ///< what the language has itself: `values`, `release.name`
    Builtin, ///< a function or type of the language
    Part,    ///< of a component: what patches name
};

struct Entity {
    EntityKind kind = EntityKind::Type;
    std::string name;      ///< of a module its path, of a group of inputs the path
    Span declared;         ///< its name where it is declared; invalid: in no source
    TypeId type;           ///< of what it stands for; a Type is it. Invalid: none, or not known
    kube::TypeId native{}; ///< a NativeType; the object that a NativeField is of

    /// Do both names stand for one thing?
    bool isSame(const Entity& other) const;
};

/// A name of the source, also where it is declared.
struct NameUse {
    Span span;
    Entity entity;
    bool isKey = false; ///< it is a text that is the key of the case, by which values and what comes out have it
    bool isDeclaration() const { return span == entity.declared; }
};

/// An expression. What is expected is invalid where anything may stand.
struct TypedSpan {
    Span span;
    TypeId found;
    TypeId expected;
};

struct CallParam {
    std::string name;
    TypeId type;
    bool needed = true;
    Span declared;
};
/// A call, of a function, a component or a case.
struct Call {
    Span span;
    Entity callee;
    std::vector<CallParam> params;
    TypeId result; ///< invalid: it has none
};

/// Where a value becomes one of another type. Fields and cases that the other type hasn't come out as text there.
struct Conversion {
    Span span;
    TypeId from, to;
};

/// What could stand at a place. `type` is that of what it stands for.
struct Offer {
    Entity entity;
    bool isCall = false; ///< it is written with arguments
};

/// Where an editor wants to know what could stand: a name of the source, which stands for nothing.
struct Probe {
    enum class Place : uint8_t {
        None,      ///< the checker hasn't come by
        Value,     ///< `type` is expected there, if it is valid
        Member,    ///< of a value of that type
        Key,       ///< of a block of that type
        Case,      ///< one of that type, in a pattern or behind `is`
        Type,      ///< of the language
        Kind,      ///< of a resource
        Component, ///< behind `use x =`
        Argument,  ///< the name of one
        Import,    ///< a module
        Exported,  ///< of a module; or one of what is offered
        Target,    ///< of a patch
        Part,      ///< of what a patch names
    };

    std::string path; ///< of its file, as the source manager has it
    uint32_t begin = 0, end = 0;

    Span span; ///< valid once the file was read
    Place place = Place::None;
    TypeId type;
    std::vector<Offer> offers;
};

class Index {
public:
    std::optional<Probe> probe;
    /// Names with this place are no names of the source: they stand for the one that is written there.
    Span implied;
    bool withGaps = false; ///< declarations with syntax errors count as well, as far as they could be read

    // ---- filled in by the checker
    void add(NameUse name) { names_.push_back(std::move(name)); }
    void addExpression(Span span, TypeId found, TypeId expected) { expressions_.push_back({span, found, expected}); }
    void addBlock(Span span, TypeId type) { blocks_.push_back({span, type, type}); }
    void addCall(Call call) { calls_.push_back(std::move(call)); }
    void addConversion(const Conversion& one) { conversions_.push_back(one); }
    /// The text that comes of that place is compared with texts whose cases are known, and nothing else.
    void follow(Span text) { followed_.insert(text); }
    /// Of the variable with that number.
    void declare(uint32_t variable, const Entity& entity) { variables_[variable] = entity; }
    const Entity* declared(uint32_t variable) const;
    /// To be called once, when all is there: puts it in order, and keeps of what was found several times the first.
    void finish();

    // ---- asked by editors
    /// By place. Of names at one place all that they stand for.
    const std::vector<NameUse>& names() const { return names_; }
    std::vector<NameUse>& names() { return names_; }
    /// The name at an offset, or which ends there; null if there is none.
    const NameUse* nameAt(source::FileId file, uint32_t offset) const;
    /// All names that stand for it, where it is declared, too, by place.
    std::vector<const NameUse*> usesOf(const Entity& entity) const;
    /// The smallest expression around an offset whose type is known, and block; null if there is none.
    const TypedSpan* expressionAt(source::FileId file, uint32_t offset) const;
    const TypedSpan* blockAt(source::FileId file, uint32_t offset) const;
    /// Of exactly that place; null if nothing is known of it.
    const TypedSpan* expression(Span span) const;
    const TypedSpan* block(Span span) const;
    /// The innermost call around an offset; null if there is none.
    const Call* callAt(source::FileId file, uint32_t offset) const;
    const std::vector<Call>& calls() const { return calls_; }
    /// But for those that were followed.
    const std::vector<Conversion>& conversions() const { return conversions_; }

private:
    std::vector<NameUse> names_;
    std::vector<TypedSpan> expressions_;
    std::vector<TypedSpan> blocks_;
    std::vector<Call> calls_;
    std::vector<Conversion> conversions_;
    std::set<Span> followed_;
    std::map<uint32_t, Entity> variables_;
};

} // namespace stackc::sema
