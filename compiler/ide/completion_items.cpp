#include "ide/completion_items.h"

#include "ide/completion_snippets.h"
#include "ide/importable.h"
#include "ide/lexical.h"
#include "sema/names/probe.h"
#include "syntax/imports.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::ide {

namespace {

using core::TypeKind;
using sema::Entity;
using sema::EntityKind;
using Kind = CompletionItem::Kind;

Kind kindOf(EntityKind kind) {
    switch (kind) {
    case EntityKind::Type:
    case EntityKind::NativeType:
        return Kind::Type;
    case EntityKind::Function:
    case EntityKind::Builtin:
        return Kind::Function;
    case EntityKind::Service:
    case EntityKind::Use:
        return Kind::Service;
    case EntityKind::Component:
        return Kind::Component;
    case EntityKind::Resource:
    case EntityKind::Part:
        return Kind::Resource;
    case EntityKind::Variable:
    case EntityKind::Parameter:
        return Kind::Variable;
    case EntityKind::Field:
    case EntityKind::NativeField:
        return Kind::Field;
    case EntityKind::Case:
        return Kind::Case;
    case EntityKind::Module:
        return Kind::Module;
    case EntityKind::Environment:
        return Kind::Environment;
    default:
        return Kind::Value;
    }
}

} // namespace

bool Probed::isFollowed() const {
    return text.after == '=' || text.after == '{' || text.after == '(' || text.after == '.' || text.after == '+' ||
           text.after == ':' || text.after == '[';
}

void Items::add(CompletionItem item) {
    if (!labels_.insert(item.label).second)
        return;
    if (item.insert.empty())
        item.insert = item.label;
    items_.push_back(std::move(item));
}

void Items::imported(std::vector<CompletionItem> all) {
    std::erase_if(all, [&](const CompletionItem& item) { return labels_.contains(item.label); });
    for (CompletionItem& item : all) {
        labels_.insert(item.label);
        if (item.insert.empty())
            item.insert = item.label;
        items_.push_back(std::move(item));
    }
}

void Items::words(const std::vector<std::string>& words, int rank) {
    for (const std::string& word : words)
        add({.kind = Kind::Keyword, .label = word, .rank = rank});
}

void Items::call(const std::string& name, int rank) {
    bool isSnippet = !in_.isFollowed();
    add({.kind = Kind::Function,
         .label = name,
         .insert = isSnippet ? name + "($0)" : name,
         .isSnippet = isSnippet,
         .rank = rank});
}

void Items::entity(const Entity& entity, int rank, bool isCall) {
    Description found = describe(in_.known, entity);
    CompletionItem item{.kind = kindOf(entity.kind),
                        .label = entity.name,
                        .detail = std::move(found.code),
                        .doc = std::move(found.doc),
                        .rank = rank};
    item.isSnippet = isCall && !in_.isFollowed();
    item.insert = item.isSnippet ? entity.name + "($0)" : entity.name;
    add(std::move(item));
}

std::vector<CompletionItem> Items::take() {
    std::stable_sort(items_.begin(), items_.end(), [](const CompletionItem& a, const CompletionItem& b) {
        return std::tie(a.rank, a.label) < std::tie(b.rank, b.label);
    });
    return std::move(items_);
}

void addMembers(Items& items, core::TypeId id) {
    const Probed& in = items.in();
    if (!id.valid())
        return;
    const core::Type& type = in.types()[id];
    auto offer = [&](const Entity& entity) {
        Description found = describe(in.known, entity);
        items.add({.kind = Kind::Field,
                   .label = entity.name,
                   .detail = std::move(found.code),
                   .doc = std::move(found.doc),
                   .insert = asKey(entity.name)});
    };
    for (const core::Field& field : type.fields)
        offer({EntityKind::Field, field.name, field.span, field.type});
    if (type.kind == TypeKind::Variant) {
        items.add({.kind = Kind::Field, .label = "tag", .detail = "tag: String", .doc = "The name of the case."});
        if (!type.tagKey.empty())
            items.add({.kind = Kind::Field,
                       .label = type.tagKey,
                       .detail = type.tagKey + ": String",
                       .insert = asKey(type.tagKey)});
    }
    if (type.kind == TypeKind::Map && in.types()[type.key].kind == TypeKind::Enum)
        addCases(items, type.key, CaseIn::Pattern);
    if (type.kind != TypeKind::Native)
        return;
    for (kube::Field field : in.known.library.type(type.native).fields)
        offer({EntityKind::NativeField,
               std::string(field.name),
               {},
               in.compilation.program.types.native(field.type),
               type.native});
}

void addValueKeys(Items& items, core::TypeId type) {
    if (!type.valid())
        return;
    for (const core::Field& field : items.in().types()[type].fields) {
        Description found = describe(items.in().known, {EntityKind::Field, field.name, field.span, field.type});
        items.add({.kind = Kind::Field,
                   .label = field.key,
                   .detail = std::move(found.code),
                   .doc = std::move(found.doc),
                   .insert = asKey(field.key)});
    }
}

void addKeys(Items& items, core::TypeId id, const std::set<std::string>& there) {
    const Probed& in = items.in();
    if (!id.valid())
        return;
    const core::Type& type = in.types()[id];
    auto offer = [&](const std::string& name, const Entity& entity, bool isRequired) {
        if (there.contains(name))
            return;
        Description found = describe(in.known, entity);
        Insert put = assigned(in, name, entity.type);
        items.add({.kind = kindOf(entity.kind),
                   .label = name,
                   .detail = found.code,
                   .doc = found.doc,
                   .insert = std::move(put.text),
                   .isSnippet = put.isSnippet,
                   .rank = isRequired ? 0 : 1});
    };
    switch (type.kind) {
    case TypeKind::Optional:
    case TypeKind::Partial:
        return addKeys(items, type.element, there);
    case TypeKind::Record:
        for (const core::Field& field : type.fields)
            offer(field.name, {EntityKind::Field, field.name, field.span, field.type}, isNeeded(in.types(), field));
        return;
    case TypeKind::Variant:
        return addCases(items, id, CaseIn::Pattern);
    case TypeKind::Map:
        if (in.types()[type.key].kind == TypeKind::Enum)
            for (const core::Case& one : in.types()[type.key].cases)
                offer(one.name, {EntityKind::Case, one.name, one.span, type.key}, false);
        return;
    case TypeKind::Data:
        for (const char* key : {"apiVersion", "kind", "metadata"})
            if (type.open && !there.contains(key))
                items.add({.kind = Kind::Field, .label = key});
        return;
    case TypeKind::Native:
        for (kube::Field field : in.known.library.type(type.native).fields)
            offer(std::string(field.name),
                  {EntityKind::NativeField,
                   std::string(field.name),
                   {},
                   in.compilation.program.types.native(field.type),
                   type.native},
                  field.required);
        return;
    default:
        return;
    }
}

void addCases(Items& items, core::TypeId id, CaseIn where) {
    const Probed& in = items.in();
    bool isPattern = where != CaseIn::Value;
    if (!id.valid())
        return;
    const core::Type& type = in.types()[id];
    if (type.kind == TypeKind::Optional) {
        items.words({"none"}, 0);
        if (isPattern) {
            items.words({"some", "set"}, 0);
            return;
        }
        addCases(items, type.element, CaseIn::Value);
        TypeKind inner = in.types()[type.element].kind;
        if (inner == TypeKind::Record)
            items.words({"on", "off"}, 0);
        return;
    }
    if (type.kind == TypeKind::Bool)
        items.words({"true", "false"}, 0);
    if (type.kind == TypeKind::Native) {
        kube::Type native = in.known.library.type(type.native);
        for (std::string_view value : native.enumValues)
            items.add({.kind = Kind::Case, .label = asName(value), .detail = in.types().show(id)});
        if (native.shape == kube::Shape::Bool)
            items.words({"true", "false"}, 0);
    }
    for (const core::Case& one : type.cases) {
        if (where == CaseIn::Is && !isName(one.name, false))
            continue;
        Description found = describe(in.known, {EntityKind::Case, one.name, one.span, id});
        std::string name = type.kind == TypeKind::Enum ? asName(one.name) : one.name;
        Insert put = where == CaseIn::Arm                ? arm(in, name, one.payload.valid())
                     : one.payload.valid() && !isPattern ? applied(in, name, one.payload)
                                                         : Insert{name};
        items.add({.kind = Kind::Case,
                   .label = name,
                   .detail = found.code,
                   .doc = found.doc,
                   .insert = std::move(put.text),
                   .isSnippet = put.isSnippet});
    }
}

namespace {

/// Imports of names that a file doesn't have yet.
class Imports {
public:
    Imports(const Analysis& analysis, source::FileId file)
        : place_(syntax::importPlace(analysis.tree(file), analysis.sources().text(file))) {}

    /// Of the module itself where the name is empty.
    TextEdit of(std::string_view module, std::string_view name) const {
        syntax::NewImport import = syntax::importAt(place_, syntax::importOf(module, name));
        return {import.at, std::move(import.text)};
    }

private:
    source::Span place_;
};

} // namespace

void addKinds(Items& items, const Analysis& analysis, source::FileId file) {
    const Imports imports(analysis, file);
    const kube::Library& library = items.in().known.library;
    std::vector<CompletionItem> all;
    for (const kube::Kind& kind : library.kinds()) {
        kube::Type type = library.type(kind.root);
        std::string name(kind.kind);
        std::string module(type.path.substr(0, type.path.size() - std::min(type.path.size(), name.size() + 1)));
        all.push_back({.kind = Kind::Type,
                       .label = name,
                       .detail = std::string(type.path),
                       .doc = std::string(type.doc),
                       .rank = 5,
                       .edits = {imports.of(module, name)}});
    }
    items.imported(std::move(all));
}

void addTypes(Items& items, const Analysis& analysis, source::FileId file) {
    const Imports imports(analysis, file);
    std::vector<CompletionItem> all;
    for (const ImportableType& type : importableTypes(analysis, file))
        all.push_back({.kind = Kind::Type,
                       .label = type.name,
                       .detail = type.module + "." + type.name,
                       .doc = type.doc,
                       .rank = type.isAuthors ? 4 : 5,
                       .edits = {imports.of(type.module, type.name)}});
    items.imported(std::move(all));
}

namespace {

CompletionItem itemOf(const ImportableValue& value, bool isFollowed) {
    bool isCalled = value.kind == EntityKind::Function || value.kind == EntityKind::Component;
    bool isModule = value.kind == EntityKind::Module;
    CompletionItem item{.kind = kindOf(value.kind),
                        .label = isModule ? value.module : value.name,
                        .detail = isModule ? "" : value.module + "." + value.name,
                        .doc = value.doc,
                        .rank = value.isAuthors ? 6 : 8};
    item.isSnippet = isCalled && !isFollowed;
    item.insert = item.isSnippet ? item.label + "($0)" : item.label;
    return item;
}

} // namespace

void addValues(Items& items, const Analysis& analysis, source::FileId file) {
    const Imports imports(analysis, file);
    std::vector<CompletionItem> all;
    for (const ImportableValue& value : importableValues(analysis, file)) {
        if (!sema::isOffered(value.kind, items.in().probe().place))
            continue;
        CompletionItem item = itemOf(value, items.in().isFollowed());
        item.edits = {imports.of(value.module, value.name)};
        all.push_back(std::move(item));
    }
    items.imported(std::move(all));
}

void addExportsOf(Items& items, const Analysis& analysis, source::FileId file, std::string_view module) {
    const Imports imports(analysis, file);
    for (const ImportableValue& value : importableValues(analysis, file))
        if (value.module == module && !value.name.empty()) {
            CompletionItem item = itemOf(value, items.in().isFollowed());
            item.edits = {imports.of(module, "")};
            items.add(std::move(item));
        }
    for (const ImportableType& type : importableTypes(analysis, file))
        if (type.module == module && type.isAuthors)
            items.add({.kind = Kind::Type,
                       .label = type.name,
                       .detail = type.module + "." + type.name,
                       .doc = type.doc,
                       .edits = {imports.of(module, "")}});
}

void addIncludable(Items& items, const Analysis& analysis, source::FileId file) {
    for (const IncludableChart& chart : includableCharts(analysis, file))
        items.add({.kind = Kind::Module, .label = chart.module, .detail = "chart " + chart.name});
}

} // namespace stackc::ide
