// Declared types: `type`, `variant`, `enum`, and the defaults and checks of records.
#include "sema/checker.h"
#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

TypeId Checker::typeOfSymbol(SymbolIndex index) {
    Symbol& symbol = symbols_[index];
    if (symbol.state == Symbol::State::done)
        return symbol.type;
    if (symbol.state == Symbol::State::busy) {
        sink_.report(Code::E2011, symbol.span, symbol.name);
        return program_.types.error();
    }
    if (tooDeep(symbol.span))
        return program_.types.error();
    symbol.state = Symbol::State::busy;
    chain_.push_back(index);
    EnvScope scope(*this, symbol.module);
    TypeId id = declareType(symbol);
    symbol.type = id;
    leave(index);
    return id;
}

TypeId Checker::declareType(Symbol& symbol) {
    const ast::Decl& decl = tree()[symbol.decl];
    if (const auto* node = std::get_if<ast::VariantDecl>(&decl.node))
        return declareVariant(*node, decl);
    if (const auto* node = std::get_if<ast::EnumDecl>(&decl.node))
        return declareEnum(*node, decl);
    return declareRecord(std::get<ast::TypeDecl>(decl.node), decl);
}

TypeId Checker::declareRecord(const ast::TypeDecl& node, const ast::Decl& decl) {
    TypeId id = resolveType(node.type);
    if (!node.without.empty())
        id = narrowed(id, node);
    if (kindOf(id) == TypeKind::Error)
        return id;
    bool isFresh = std::holds_alternative<ast::RecordType>(tree()[node.type].node) ||
                   std::holds_alternative<ast::ExtendType>(tree()[node.type].node);
    for (const ast::Annotation& annotation : decl.annotations) {
        if (annotation.name.text != "crd")
            continue;
        describedKind(annotation, node.name.text);
        if (kindOf(id) != TypeKind::Record)
            sink_.report(Code::E2017, annotation.name.span, annotation.name.text)
                .note("it is for types that are records");
    }
    if (!isFresh) {
        // A new name for a type: the scalar ones keep it, for messages and for `where`.
        TypeKind kind = kindOf(id);
        bool isNamed = kind == TypeKind::Int || kind == TypeKind::Float || kind == TypeKind::String ||
                       kind == TypeKind::Sensitive || node.where;
        if (!isNamed)
            return id;
        Type copy = type(id);
        id = program_.types.add(std::move(copy));
    }
    Type& named = program_.types.edit(id);
    named.name = node.name.text;
    named.doc = decl.doc.text;
    named.span = node.name.span;
    if (node.where)
        addWhere(id, *node.where);
    return id;
}

/// The object type of Kubernetes with some of its fields taken away.
TypeId Checker::narrowed(TypeId id, const ast::TypeDecl& node) {
    if (kindOf(id) == TypeKind::Error)
        return id;
    bool isObject = kindOf(id) == TypeKind::Native && nativeOf(id).shape == kube::Shape::Object;
    if (!isObject || nativeOf(id).openFields) {
        sink_.report(Code::E3062, tree()[node.type].span, show(id));
        return program_.types.error();
    }
    kube::Type whole = nativeOf(id);
    std::vector<std::string> known;
    for (kube::Field field : whole.fields)
        known.emplace_back(field.name);
    std::vector<std::string_view> without;
    for (const ast::Name& field : node.without) {
        if (!whole.fields.find(field.text))
            sink_.report(Code::E5001, field.span, field.text, whole.path).suggest(didYouMean(field.text, known));
        else if (std::find(without.begin(), without.end(), field.text) != without.end())
            sink_.report(Code::E2002, field.span, field.text);
        without.push_back(field.text);
    }
    std::string path = modules_[env_.module].path;
    path += (path.empty() ? "" : ".") + node.name.text;
    return program_.types.native(library_.narrow(whole.id, without, path));
}

TypeId Checker::declareVariant(const ast::VariantDecl& node, const ast::Decl& decl) {
    if (node.cases.empty()) {
        sink_.report(Code::E1001, node.name.span, "the cases of `" + node.name.text + "`", "none")
            .suggest("each value is one of them: `{ first, second }`");
        return program_.types.error();
    }
    Type variant;
    variant.kind = TypeKind::Variant;
    variant.name = node.name.text;
    variant.doc = decl.doc.text;
    variant.span = node.name.span;
    variant.tagKey = node.tag ? node.tag->text : "";
    for (const ast::VariantCase& c : node.cases) {
        core::Case result;
        result.name = c.name.text;
        result.key = keyOf(c.annotations, c.name.text);
        result.doc = c.doc.text;
        result.span = c.name.span;
        if (c.payload.valid()) {
            result.payload = resolveType(c.payload);
            Type& payload = program_.types.edit(result.payload);
            if (payload.kind == TypeKind::Record && payload.name.empty())
                payload.name = node.name.text + "." + c.name.text;
        }
        for (const ast::Annotation& annotation : c.annotations)
            annotateCase(variant, result, annotation);
        int other = variant.caseIndex(result.name);
        if (other >= 0) {
            sink_.report(Code::E2002, c.name.span, result.name)
                .note(variant.cases[static_cast<size_t>(other)].span, "first declared here");
            continue;
        }
        if (!variant.tagKey.empty() && result.key == variant.tagKey && c.payload.valid())
            sink_.report(Code::E3034, c.name.span, result.key, "the tag and the fields of this case");
        variant.cases.push_back(std::move(result));
    }
    auto isEmptyOne = [](const core::Case& c) { return c.fromEmpty && !c.payload.valid(); };
    for (size_t i = 0; i < variant.cases.size(); ++i) {
        const core::Case& c = variant.cases[i];
        bool isSecond =
            isEmptyOne(c) &&
            std::any_of(variant.cases.begin(), variant.cases.begin() + static_cast<std::ptrdiff_t>(i), isEmptyOne);
        if (c.fromEmpty && (!variant.isTextual() || c.fromText || isSecond))
            sink_.report(Code::E3073, c.span);
    }
    return program_.types.add(std::move(variant));
}

void Checker::annotateCase(const Type& variant, core::Case& result, const ast::Annotation& annotation) {
    const std::string& name = annotation.name.text;
    if (name == "fromText") {
        bool isText = result.payload.valid() && core::isText(type(result.payload));
        if (variant.textCase() < 0 && isText && annotation.args.empty())
            result.fromText = true;
        else
            sink_.report(Code::E3060, annotation.span);
    } else if (name == "fromEmpty") {
        result.fromEmpty = true;
    }
}

TypeId Checker::declareEnum(const ast::EnumDecl& node, const ast::Decl& decl) {
    if (node.cases.empty()) {
        sink_.report(Code::E1001, node.name.span, "the cases of `" + node.name.text + "`", "none")
            .suggest("each value is one of them: `{ first, second }`");
        return program_.types.error();
    }
    Type result;
    result.kind = TypeKind::Enum;
    result.name = node.name.text;
    result.doc = decl.doc.text;
    result.span = node.name.span;
    for (const ast::EnumCase& c : node.cases) {
        int other = result.caseIndex(c.name.text);
        if (other >= 0) {
            sink_.report(Code::E2002, c.name.span, c.name.text)
                .note(result.cases[static_cast<size_t>(other)].span, "first declared here");
            continue;
        }
        core::Case value;
        value.name = c.name.text;
        value.key = keyOf(c.annotations, c.name.text);
        value.doc = c.doc.text;
        value.span = c.name.span;
        result.cases.push_back(std::move(value));
    }
    return program_.types.add(std::move(result));
}

std::string Checker::annotationText(const ast::Annotation& annotation) {
    if (annotation.args.size() == 1)
        if (const auto* literal = std::get_if<ast::StringLit>(&tree()[annotation.args[0].value].node))
            if (literal->isPlainText())
                return literal->plainText();
    sink_.report(Code::E3027, annotation.span, "the argument of `@" + annotation.name.text + "`");
    return "";
}

std::string Checker::keyOf(const std::vector<ast::Annotation>& annotations, const std::string& name) {
    for (const ast::Annotation& annotation : annotations)
        if (annotation.name.text == "key")
            return annotationText(annotation);
    return name;
}

void Checker::addChecks(TypeId record, const std::vector<ast::Rule>& rules) {
    if (rules.empty())
        return;
    uint32_t module = env_.module;
    later_.push_back([this, record, rules, module] {
        EnvScope scope(*this, module);
        VarId self = newVar("self", record);
        for (size_t i = 0; i < type(record).fields.size(); ++i) {
            core::Field field = type(record).fields[i];
            env_.locals.push_back(
                {field.name, this->field(varRef(self, field.span), field.name, field.type, field.span)});
        }
        for (const ast::Rule& rule : rules) {
            core::TypeCheck check{condition(rule.condition), message(rule.message), self, rule.span};
            program_.types.edit(record).checks.push_back(check);
        }
    });
}

void Checker::addWhere(TypeId id, const ast::Rule& rule) {
    uint32_t module = env_.module;
    later_.push_back([this, id, rule, module] {
        EnvScope scope(*this, module);
        VarId self = newVar("self", id);
        bind("self", self, rule.span);
        if (kindOf(id) == TypeKind::Record)
            for (size_t i = 0; i < type(id).fields.size(); ++i) {
                core::Field field = type(id).fields[i];
                env_.locals.push_back(
                    {field.name, this->field(varRef(self, field.span), field.name, field.type, field.span)});
            }
        core::TypeCheck check{condition(rule.condition), message(rule.message), self, rule.span};
        program_.types.edit(id).wheres.push_back(check);
    });
}

ExprId Checker::fieldDefault(TypeId record, size_t index) {
    core::Field field = type(record).fields[index];
    if (field.defaultValue.valid())
        return field.defaultValue;
    auto it = defaultSources_.find({record.value, index});
    if (it == defaultSources_.end())
        return implicitDefault(field.type, field.span);
    DefaultSource& source = it->second;
    if (source.busy) {
        sink_.report(Code::E2012, field.span, field.name);
        return errorExpr(field.span);
    }
    source.busy = true;
    EnvScope scope(*this, source.module);
    ExprId value = check(source.expr, field.type);
    program_.types.edit(record).fields[index].defaultValue = value;
    source.busy = false;
    return value;
}

ExprId Checker::implicitDefault(TypeId id, Span span) {
    if (kindOf(id) == TypeKind::Optional)
        return make(span, id, core::NoneLit{});
    if (kindOf(id) != TypeKind::Record || !allDefaults(id))
        return {};
    if (auto it = allDefaultsExpr_.find(id.value); it != allDefaultsExpr_.end())
        return it->second;
    PathTree paths;
    ExprId value = recordValue(id, {}, {}, paths); // of all places that leave it out: it stands nowhere itself
    allDefaultsExpr_[id.value] = value;
    return value;
}

bool Checker::allDefaults(TypeId record) {
    if (allDefaults_.contains(record.value))
        return true;
    const Type& t = type(record);
    for (size_t i = 0; i < t.fields.size(); ++i) {
        if (defaultSources_.count({record.value, i}) != 0 || t.fields[i].defaultValue.valid())
            continue;
        TypeKind kind = kindOf(t.fields[i].type);
        if (kind == TypeKind::Optional || kind == TypeKind::Error)
            continue;
        if (kind != TypeKind::Record || !allDefaults(t.fields[i].type))
            return false;
    }
    allDefaults_.insert(record.value);
    return true;
}

TypeId Checker::manifestType() {
    if (manifest_.valid())
        return manifest_;
    Type manifest;
    manifest.kind = TypeKind::Data;
    manifest.open = true;
    manifest_ = program_.types.add(std::move(manifest));
    return manifest_;
}

} // namespace stackc::sema
