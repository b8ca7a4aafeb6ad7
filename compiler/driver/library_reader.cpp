#include "driver/library_reader.h"

#include "driver/library_text.h"
#include "sema/stdlib.h"
#include "syntax/parser.h"
#include "text/replace.h"

#include <algorithm>
#include <map>

namespace stackc::driver {

namespace ast = syntax;

namespace {

/// One module, read from its syntax tree. Names are shown as they are reached from elsewhere.
class Reader {
public:
    /// `path`: as which module it is shown.
    Reader(std::string path, std::string_view text) {
        module_.path = std::move(path);
        module_.doc = headComment(text);
        diag::Sink unheard; // the library parses: its tests say so
        tree_ = ast::parse(sources_, sources_.add(module_.path, std::string(text), source::Writer::Library), unheard);
        for (const ast::Decl& decl : tree_.decls)
            name(decl);
    }

    LibraryModule read() {
        for (const ast::Decl& decl : tree_.decls) {
            if (const auto* import = std::get_if<ast::ImportDecl>(&decl.node); import && decl.exported)
                passOn(*import);
            else if (decl.exported)
                item(decl);
        }
        return std::move(module_);
    }

private:
    /// What another file declares for this module.
    void passOn(const ast::ImportDecl& import) {
        LibraryModule from = Reader(module_.path, sema::stdlibSource(libraryFile(import.path.text())).value()).read();
        for (const ast::Name& name : import.names)
            for (LibraryItem& item : from.items)
                if (item.name == name.text)
                    module_.items.push_back(std::move(item));
    }

    // ---- names

    void name(const ast::Decl& decl) {
        if (const auto* import = std::get_if<ast::ImportDecl>(&decl.node)) {
            std::string path = decl.exported ? module_.path : import->path.text();
            if (sema::isStdlibPart(path))
                return; // what a part has for its module alone is shown by its name
            for (const ast::Name& one : import->names)
                paths_[one.text] = path + "." + one.text;
            if (import->alias)
                paths_[import->alias->text] = path;
        } else if (const auto* type = std::get_if<ast::TypeDecl>(&decl.node)) {
            own(decl, type->name.text);
        } else if (const auto* variant = std::get_if<ast::VariantDecl>(&decl.node)) {
            own(decl, variant->name.text);
        } else if (const auto* cases = std::get_if<ast::EnumDecl>(&decl.node)) {
            own(decl, cases->name.text);
        }
    }

    void own(const ast::Decl& decl, const std::string& name) {
        if (decl.exported && module_.path != "prelude")
            paths_[name] = module_.path + "." + name;
        if (!decl.exported)
            hidden_[name] = &decl;
    }

    std::string pathText(const ast::Path& path) const {
        auto found = paths_.find(path.parts[0].text);
        if (found == paths_.end())
            return path.text();
        std::string text = found->second;
        for (size_t i = 1; i < path.parts.size(); ++i)
            text += "." + path.parts[i].text;
        return text;
    }

    std::string sourceOf(source::Span span) const { return onOneLine(sources_.text(span)); }
    std::string sourceOf(ast::ExprId id) const { return id.valid() ? sourceOf(tree_[id].span) : std::string(); }

    // ---- types

    std::string typeText(ast::TypeId id) const {
        const ast::TypeExpr& type = tree_[id];
        if (const auto* named = std::get_if<ast::NamedType>(&type.node)) {
            source::Span rest = type.span;
            rest.begin = named->path.span.end;
            return pathText(named->path) + sourceOf(rest);
        }
        if (const auto* list = std::get_if<ast::ListType>(&type.node))
            return "[" + typeText(list->element) + "]";
        if (const auto* map = std::get_if<ast::MapType>(&type.node))
            return "[" + typeText(map->key) + ": " + typeText(map->value) + "]";
        if (const auto* optional = std::get_if<ast::OptionalType>(&type.node))
            return typeText(optional->inner) + "?";
        if (const auto* extended = std::get_if<ast::ExtendType>(&type.node)) {
            std::string text;
            for (ast::TypeId part : extended->parts)
                text += (text.empty() ? "" : " & ") + typeText(part);
            return text;
        }
        return "{ … }";
    }

    /// The record that a type is written as, also as an optional or in a list, or is by a name of the module's own.
    const ast::RecordType* recordIn(ast::TypeId id) const {
        const ast::TypeExpr& type = tree_[id];
        if (const auto* record = std::get_if<ast::RecordType>(&type.node))
            return record;
        if (const auto* optional = std::get_if<ast::OptionalType>(&type.node))
            return recordIn(optional->inner);
        if (const auto* list = std::get_if<ast::ListType>(&type.node))
            return recordIn(list->element);
        const auto* named = std::get_if<ast::NamedType>(&type.node);
        auto hidden = named != nullptr ? hidden_.find(named->path.text()) : hidden_.end();
        if (hidden == hidden_.end())
            return nullptr;
        const auto* decl = std::get_if<ast::TypeDecl>(&hidden->second->node);
        return decl != nullptr ? recordIn(decl->type) : nullptr;
    }

    std::string annotation(const std::vector<ast::Annotation>& annotations, const std::string& name) const {
        for (const ast::Annotation& one : annotations)
            if (one.name.text == name && !one.args.empty())
                return std::string(sources_.text(tree_[one.args[0].value].span));
        return "";
    }

    /// With the fields of records that are written in place, as `routing.defaultStrategy`.
    void fields(const ast::RecordType& record, const std::string& before, PageTable& table, Page& page) const {
        for (const ast::Field& field : record.fields) {
            PageRow row;
            row.name = before + field.name.text;
            row.type = typeText(field.type);
            row.defaultValue = sourceOf(field.defaultValue);
            row.doc = field.doc.text;
            if (std::string key = annotation(field.annotations, "mergeKey"); !key.empty())
                row.type += ", merged by " + key.substr(1, key.size() - 2);
            const ast::RecordType* inner = recordIn(field.type);
            bool isPlain = inner != nullptr && std::holds_alternative<ast::RecordType>(tree_[field.type].node);
            row.isRequired = !field.defaultValue.valid() && !isPlain;
            table.rows.push_back(std::move(row));
            if (field.where)
                rule(*field.where, page);
            if (inner != nullptr)
                fields(*inner, before + field.name.text + ".", table, page);
        }
        for (const ast::Rule& check : record.checks)
            rule(check, page);
    }

    void rule(const ast::Rule& rule, Page& page) const {
        if (!rule.message.valid())
            return;
        std::string text = text::replaceAll(sourceOf(rule.message), "\\\"", "\"");
        bool isQuoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
        page.rules.push_back(isQuoted ? text.substr(1, text.size() - 2) : text);
    }

    // ---- declarations

    void add(Declared what, const ast::Name& name, Page page) {
        module_.items.push_back({what, name.text, std::move(page)});
    }

    Page pageOf(const ast::Decl& decl, const ast::Name& name) const {
        Page page;
        page.title = module_.path + "." + name.text;
        page.doc = decl.doc.text;
        return page;
    }

    void item(const ast::Decl& decl) {
        if (const auto* type = std::get_if<ast::TypeDecl>(&decl.node))
            add(Declared::Type, type->name, typePage(decl, *type));
        else if (const auto* variant = std::get_if<ast::VariantDecl>(&decl.node))
            add(Declared::Type, variant->name, variantPage(decl, *variant));
        else if (const auto* cases = std::get_if<ast::EnumDecl>(&decl.node))
            add(Declared::Type, cases->name, enumPage(decl, *cases));
        else if (const auto* fn = std::get_if<ast::FnDecl>(&decl.node))
            add(Declared::Function, fn->name, functionPage(decl, *fn));
        else if (const auto* component = std::get_if<ast::ComponentDecl>(&decl.node))
            add(Declared::Component, component->name, componentPage(decl, *component));
        else if (const auto* let = std::get_if<ast::LetDecl>(&decl.node))
            add(Declared::Constant, let->name, constantPage(decl, *let));
    }

    static std::string withoutText(const ast::TypeDecl& type) {
        std::string text;
        for (const ast::Name& field : type.without)
            text += (text.empty() ? " without { " : ", ") + field.text;
        return text.empty() ? text : text + " }";
    }

    Page typePage(const ast::Decl& decl, const ast::TypeDecl& type) const {
        Page page = pageOf(decl, type.name);
        if (const ast::RecordType* record = recordIn(type.type)) {
            PageTable table{"fields", {}};
            fields(*record, "", table, page);
            if (table.rows.empty())
                page.row("type", "{}");
            page.tables.push_back(std::move(table));
        } else {
            page.row("type", typeText(type.type) + withoutText(type));
        }
        if (type.where)
            rule(*type.where, page);
        return page;
    }

    Page variantPage(const ast::Decl& decl, const ast::VariantDecl& variant) const {
        Page page = pageOf(decl, variant.name);
        page.row("type", variant.tag ? "variant by " + variant.tag->text : "variant");
        PageTable table{"cases", {}};
        for (const ast::VariantCase& one : variant.cases) {
            const ast::RecordType* record = one.payload.valid() ? recordIn(one.payload) : nullptr;
            bool isShown = one.payload.valid() && record == nullptr;
            table.rows.push_back({.name = keyed(one.name.text, one.annotations),
                                  .type = isShown ? typeText(one.payload) : std::string(),
                                  .doc = one.doc.text});
            if (record != nullptr)
                fields(*record, one.name.text + ".", table, page);
        }
        page.tables.push_back(std::move(table));
        return page;
    }

    /// A case as it is in the values, if they have another name for it.
    std::string keyed(const std::string& name, const std::vector<ast::Annotation>& annotations) const {
        std::string key = annotation(annotations, "key");
        return key.empty() ? name : name + " = " + key;
    }

    Page enumPage(const ast::Decl& decl, const ast::EnumDecl& cases) const {
        Page page = pageOf(decl, cases.name);
        std::string names;
        PageTable table{"cases", {}};
        bool isExplained = false;
        for (const ast::EnumCase& one : cases.cases) {
            std::string text = one.quoted ? "\"" + one.name.text + "\"" : one.name.text;
            names += (names.empty() ? "one of " : ", ") + text;
            table.rows.push_back({.name = keyed(text, one.annotations), .doc = one.doc.text});
            isExplained |= !one.doc.text.empty() || !annotation(one.annotations, "key").empty();
        }
        page.row("type", names);
        if (isExplained)
            page.tables.push_back(std::move(table));
        return page;
    }

    PageTable parameters(const std::vector<ast::Param>& params) const {
        PageTable table{"parameters", {}};
        for (const ast::Param& param : params)
            table.rows.push_back({.name = param.name.text,
                                  .type = typeText(param.type),
                                  .isRequired = !param.defaultValue.valid(),
                                  .defaultValue = sourceOf(param.defaultValue)});
        return table;
    }

    Page functionPage(const ast::Decl& decl, const ast::FnDecl& fn) const {
        Page page = pageOf(decl, fn.name);
        page.row("result", typeText(fn.result));
        page.tables.push_back(parameters(fn.params));
        return page;
    }

    Page constantPage(const ast::Decl& decl, const ast::LetDecl& let) const {
        Page page = pageOf(decl, let.name);
        if (let.type.valid())
            page.row("type", typeText(let.type));
        return page;
    }

    Page componentPage(const ast::Decl& decl, const ast::ComponentDecl& component) {
        Page page = pageOf(decl, component.name);
        page.tables.push_back(parameters(component.params));
        if (component.outputs.valid()) {
            PageTable outputs{"outputs", {}};
            if (const ast::RecordType* record = recordOfOutputs(component.outputs))
                fields(*record, "", outputs, page);
            else
                page.row("outputs", typeText(component.outputs));
            for (PageRow& row : outputs.rows)
                row.isRequired = false; // the component gives them
            page.tables.push_back(std::move(outputs));
        }
        PageTable parts{"parts", {}};
        this->parts(component.body, parts);
        page.tables.push_back(std::move(parts));
        return page;
    }

    /// Also where their type is exported.
    const ast::RecordType* recordOfOutputs(ast::TypeId id) const {
        if (const ast::RecordType* record = recordIn(id))
            return record;
        const auto* named = std::get_if<ast::NamedType>(&tree_[id].node);
        for (const ast::Decl& decl : tree_.decls)
            if (const auto* type = std::get_if<ast::TypeDecl>(&decl.node))
                if (named != nullptr && type->name.text == named->path.text())
                    return recordIn(type->type);
        return nullptr;
    }

    /// What patches can name: resources, uses, and the parts that are declared; each once.
    void parts(ast::BodyId body, PageTable& table) {
        if (!body.valid())
            return;
        auto add = [&table](const std::string& name, std::string type, const std::string& doc) {
            for (const PageRow& row : table.rows)
                if (row.name == name && row.type == type)
                    return;
            table.rows.push_back({.name = name, .type = std::move(type), .doc = doc});
        };
        for (ast::StmtId id : tree_[body].stmts) {
            const ast::Stmt& stmt = tree_[id];
            if (const auto* resource = std::get_if<ast::ResourceDecl>(&stmt.node)) {
                add(resource->name.text, pathText(resource->kind), stmt.doc.text);
            } else if (const auto* use = std::get_if<ast::UseDecl>(&stmt.node)) {
                add(use->name.text, pathText(use->component), stmt.doc.text);
            } else if (const auto* part = std::get_if<ast::PartStmt>(&stmt.node)) {
                std::string places;
                for (const ast::PartPath& path : part->paths)
                    places += (places.empty() ? "" : " or ") + sourceOf(path.span);
                add(part->name.text, places, stmt.doc.text);
            } else if (std::holds_alternative<ast::IfStmt>(stmt.node)) {
                branches(id, table);
            } else if (const auto* match = std::get_if<ast::MatchStmt>(&stmt.node)) {
                for (const ast::MatchStmtArm& arm : match->arms)
                    parts(arm.body, table);
            } else if (const auto* loop = std::get_if<ast::ForStmt>(&stmt.node)) {
                parts(loop->body, table);
            }
        }
    }

    void branches(ast::StmtId id, PageTable& table) {
        while (id.valid()) {
            const auto& branch = std::get<ast::IfStmt>(tree_[id].node);
            parts(branch.then, table);
            parts(branch.elseBody, table);
            id = branch.elseIf;
        }
    }

    source::SourceManager sources_;
    ast::Module tree_;
    LibraryModule module_;
    std::map<std::string, std::string> paths_;
    std::map<std::string, const ast::Decl*> hidden_; ///< types that are not exported
};

} // namespace

LibraryModule readLibrary(std::string path, std::string_view text) { return Reader(std::move(path), text).read(); }

std::string libraryFile(std::string path) {
    std::replace(path.begin(), path.end(), '.', '/');
    return path;
}

} // namespace stackc::driver
