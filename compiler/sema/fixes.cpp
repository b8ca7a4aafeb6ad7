#include "sema/fixes.h"

#include "diag/suggest.h"
#include "syntax/imports.h"
#include "syntax/written.h"

#include <fmt/format.h>
#include <optional>

namespace stackc::sema {

namespace {

constexpr size_t step = 4; // of an indentation

/// How far the line of a place is indented.
std::string indentAt(std::string_view text, size_t at) {
    size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    size_t end = std::min(text.find_first_not_of(" \t", line), text.size());
    return std::string(text.substr(line, end - line));
}

/// Where a block has its contents, between its braces.
struct Braces {
    size_t begin = 0;
    size_t end = 0;
};

/// What is put in behind the last entry: on lines of their own where the block has several.
diag::Fix putIn(source::FileId file, std::string_view text, Braces braces, const std::vector<std::string>& entries) {
    std::string_view inside = text.substr(braces.begin, braces.end - braces.begin);
    size_t last = inside.find_last_not_of(" \t\r\n");
    bool isEmpty = last == std::string_view::npos;
    auto begin = static_cast<uint32_t>(isEmpty ? braces.begin : braces.begin + last + 1);
    diag::Fix fix{{file, begin, begin}, "", "", false};
    if (inside.find('\n') == std::string_view::npos) {
        fix.replacement = fmt::format("{}{}",
                                      isEmpty               ? " "
                                      : inside[last] == ',' ? " "
                                                            : ", ",
                                      fmt::join(entries, ", "));
        fix.replacement += isEmpty ? " " : "";
        fix.span.end = isEmpty ? static_cast<uint32_t>(braces.end) : begin;
        return fix;
    }
    size_t first = inside.find_first_not_of(" \t\r\n");
    bool beginsLine = first != std::string_view::npos && inside.substr(0, first).find('\n') != std::string_view::npos;
    std::string indent =
        beginsLine ? indentAt(text, braces.begin + first) : indentAt(text, braces.begin) + std::string(step, ' ');
    for (const std::string& entry : entries)
        fix.replacement += "\n" + indent + entry;
    return fix;
}

/// The block at the end of `whole`, whatever braces stand before it; nothing where none is there.
std::optional<Braces> blockAtEnd(std::string_view text, Span whole) {
    for (const syntax::Brackets& pair : syntax::bracketsOf(text.substr(whole.begin, whole.size())))
        if (pair.open.kind == syntax::TokenKind::LBRACE && pair.close.end == whole.size())
            return Braces{whole.begin + pair.open.end, whole.begin + pair.close.begin};
    return std::nullopt;
}

std::string gapOfNative(kube::Type native) {
    using kube::Shape;
    if (!native.enumValues.empty())
        return "\"" + std::string(native.enumValues.front()) + "\"";
    switch (native.shape) {
    case Shape::Bool:
        return "false";
    case Shape::Int:
    case Shape::Float:
    case Shape::IntOrString:
        return "0";
    case Shape::List:
        return "[]";
    case Shape::Object:
    case Shape::Map:
    case Shape::Open:
        return "{}";
    case Shape::String:
    case Shape::Quantity:
    case Shape::Time:
        break;
    }
    return "\"\"";
}

} // namespace

bool isBlock(const Checking& in, TypeId id) {
    const TypeKind kind = in.kindOf(id);
    if (kind == TypeKind::Native) {
        const kube::Shape shape = in.nativeOf(id).shape;
        return shape == kube::Shape::Object || shape == kube::Shape::Map || shape == kube::Shape::Open;
    }
    return kind == TypeKind::Record || kind == TypeKind::Map || kind == TypeKind::Data || kind == TypeKind::Partial;
}

std::string gapOf(const Checking& in, TypeId id) {
    const Type& type = in.type(id);
    if (isBlock(in, id))
        return "{}";
    switch (type.kind) {
    case TypeKind::Bool:
        return "false";
    case TypeKind::Int:
        return std::to_string(type.minInt > 0 ? type.minInt : std::min<int64_t>(type.maxInt, 0));
    case TypeKind::Float:
    case TypeKind::IntOrPercent:
        return "0";
    case TypeKind::Enum:
        return type.cases.empty() ? "\"\"" : type.cases.front().name;
    case TypeKind::Variant:
        if (type.cases.empty())
            return "\"\"";
        return type.cases.front().name + (type.cases.front().payload.valid() ? " {}" : "");
    case TypeKind::Optional:
        return "none";
    case TypeKind::List:
        return "[]";
    case TypeKind::Native:
        return gapOfNative(in.nativeOf(id));
    default:
        return "\"\"";
    }
}

std::string entryOf(const Checking& in, const std::string& name, TypeId type) {
    const std::string key = syntax::isName(name) ? name : syntax::inQuotes(name);
    return isBlock(in, type) ? key + " {}" : key + " = " + gapOf(in, type);
}

void fixBlock(const Checking& in, diag::Report& report, Span whole, const std::vector<std::string>& entries,
              std::string title) {
    if (!whole.valid() || entries.empty() || in.sources.writer(whole.file) != source::Writer::Author)
        return;
    std::string_view text = in.sources.text(whole.file);
    std::optional<Braces> block = blockAtEnd(text, whole);
    if (!block)
        return;
    diag::Fix fix = putIn(whole.file, text, *block, entries);
    fix.title = std::move(title);
    report.fix(std::move(fix));
}

void fixMissing(const Checking& in, diag::Report& report, Span whole, const Missing& missing) {
    fixBlock(in, report, whole, missing.entries, "add " + diag::quotedList(missing.keys));
}

void fixMatch(const Checking& in, diag::Report& report, Span whole, const std::vector<std::string>& patterns,
              const std::string& gap) {
    Missing arms;
    for (const std::string& pattern : patterns)
        arms.add(pattern, pattern + " => " + gap);
    fixMissing(in, report, whole, arms);
}

void fixImport(const Checking& in, diag::Report& report, const std::vector<std::string>& modules,
               const std::string& name) {
    if (in.inLibrary())
        return;
    const Span place = syntax::importPlace(in.tree(), in.sources.text(in.tree().file));
    for (const std::string& module : modules) {
        std::string import = syntax::importOf(module, name);
        syntax::NewImport put = syntax::importAt(place, import);
        report.fix({put.at, std::move(put.text), "add `" + import + "`", modules.size() == 1});
    }
}

void fixValues(const Checking& in, diag::Report& report, const std::string& name) {
    const ast::Module& chart = *in.modules[0].tree;
    for (const ast::Decl& decl : chart.decls)
        if (const auto* values = std::get_if<ast::ValuesDecl>(&decl.node);
            values != nullptr && values->type.valid() &&
            std::holds_alternative<ast::RecordType>(chart[values->type].node))
            fixBlock(in, report, decl.span, {name + ": String = \"\""}, "declare `" + name + "` in `values`");
}

} // namespace stackc::sema
