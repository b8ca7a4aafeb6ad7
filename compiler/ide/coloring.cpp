#include "ide/coloring.h"

#include "ide/lexical.h"
#include "ide/walk.h"

#include <algorithm>
#include <map>
#include <optional>

namespace stackc::ide {

using namespace syntax; // NOLINT: the nodes

namespace {

/// The colours of names, by where they begin.
class Names {
public:
    explicit Names(const Module& module) {
        addPlaces(module);
        addDeclarations(module);
        addCalls(module);
    }

    const Colored* at(std::uint32_t begin) const {
        auto found = names_.find(begin);
        return found == names_.end() ? nullptr : &found->second;
    }

private:
    void add(const Name& name, Color color, std::uint8_t modifiers = 0) {
        if (name.span.end > name.span.begin)
            names_[name.span.begin] = {name.span.begin, name.span.end, color, modifiers};
    }
    void add(const std::optional<Name>& name, Color color, std::uint8_t modifiers = 0) {
        if (name)
            add(*name, color, modifiers);
    }
    void declare(const Name& name, Color color) { add(name, color, Declaration); }
    /// A path whose last part is what it names.
    void add(const Path& path, Color last) {
        for (const Name& part : path.parts)
            add(part, &part == &path.parts.back() ? last : Color::Namespace);
    }
    /// What a name looks like that may be a type or something else.
    static Color likely(const Name& name, Color other) {
        bool isUpper = !name.text.empty() && name.text[0] >= 'A' && name.text[0] <= 'Z';
        return isUpper ? Color::Type : other;
    }

    /// Names by where they stand.
    void addPlaces(const Module& module) {
        walk(module, Visitor{
                         [&](const Annotation& one) { add(one.name, Color::Decorator); },
                         [&](const NamedType& type) { add(type.path, Color::Type); },
                         [&](const NameRef& one) { add(one.name, likely(one.name, Color::Variable)); },
                         [&](const MemberExpr& one) { add(one.name, likely(one.name, Color::Property)); },
                         [&](const ApplyExpr& one) {
                             if (!one.callee.parts.empty())
                                 add(one.callee, likely(one.callee.parts.back(), Color::EnumMember));
                         },
                         [&](const Arg& one) { add(one.name, Color::Parameter); },
                         [&](const IsExpr& one) {
                             if (one.test == IsExpr::Test::caseName)
                                 add(one.name, Color::EnumMember);
                         },
                         [&](const CasePattern& one) {
                             if (one.kind == CasePattern::Kind::name)
                                 add(one.name, Color::EnumMember);
                             add(one.binding, Color::Variable, Declaration);
                         },
                         [&](const LoopPattern& one) {
                             declare(one.first, Color::Variable);
                             add(one.second, Color::Variable, Declaration);
                         },
                         [&](const Cond& one) { add(one.binding, Color::Variable, Declaration); },
                         [&](const LetExpr& one) { declare(one.name, Color::Variable); },
                         [&](const LetEntry& one) { declare(one.name, Color::Variable); },
                         [&](const TargetStep& one) {
                             if (!one.quoted && !one.computed.valid())
                                 add(one.name, Color::Property);
                         },
                         [&](const PartStep& one) { add(one.name, Color::Property); },
                         [&](const PartEntry& one) { add(one.name, Color::Variable); },
                         [&](const GivenStmt& one) { add(one.environment, Color::Variable); },
                     });
    }

    void addDeclarations(const Module& module) {
        walk(module, Visitor{
                         [&](const ChartDecl& one) { declare(one.name, Color::Namespace); },
                         [&](const ImportDecl& one) {
                             add(one.path, Color::Namespace);
                             for (const Name& name : one.names)
                                 add(name, likely(name, Color::Function));
                             add(one.alias, Color::Namespace, Declaration);
                         },
                         [&](const TypeDecl& one) { declare(one.name, Color::Type); },
                         [&](const VariantDecl& one) { declare(one.name, Color::Type); },
                         [&](const EnumDecl& one) { declare(one.name, Color::Type); },
                         [&](const VariantCase& one) { declare(one.name, Color::EnumMember); },
                         [&](const EnumCase& one) {
                             if (!one.quoted)
                                 declare(one.name, Color::EnumMember);
                         },
                         [&](const Field& one) { declare(one.name, Color::Property); },
                         [&](const Param& one) { declare(one.name, Color::Parameter); },
                         [&](const FnDecl& one) { declare(one.name, Color::Function); },
                         [&](const LetDecl& one) { declare(one.name, Color::Variable); },
                         [&](const BackendDecl& one) { declare(one.name, Color::Variable); },
                         [&](const ServiceDecl& one) { declare(one.name, Color::Variable); },
                         [&](const ResourceDecl& one) {
                             declare(one.name, Color::Variable);
                             add(one.kind, Color::Type);
                         },
                         [&](const PatchDecl& one) { add(one.target, Color::Property); },
                         [&](const UseDecl& one) {
                             declare(one.name, Color::Variable);
                             add(one.component, Color::Function);
                         },
                         [&](const IncludeDecl& one) { add(one.path, Color::Namespace); },
                         [&](const ExternalDecl& one) { declare(one.name, Color::Variable); },
                         [&](const EnvironmentDecl& one) {
                             declare(one.name, Color::Variable);
                             add(one.parent, Color::Variable);
                         },
                         [&](const ComponentDecl& one) { declare(one.name, Color::Function); },
                         [&](const PartStmt& one) { declare(one.name, Color::Property); },
                     });
    }

    void addCalls(const Module& module) {
        walk(module, [&](const CallExpr& call) {
            if (!call.callee.valid())
                return;
            const auto& callee = module[call.callee].node;
            if (const auto* name = std::get_if<NameRef>(&callee))
                add(name->name, Color::Function);
            else if (const auto* member = std::get_if<MemberExpr>(&callee))
                add(member->name, Color::Function);
        });
    }

    std::map<std::uint32_t, Colored> names_;
};

/// The colour of a token that is no name; nothing for brackets and what separates.
std::optional<Color> colorOf(TokenKind kind) {
    if (isSoftKeyword(kind) || isHardKeyword(kind))
        return Color::Keyword;
    switch (kind) {
    case TokenKind::STRING:
    case TokenKind::RAW_STRING:
    case TokenKind::TEXT_OPEN:
    case TokenKind::TEXT_CLOSE:
    case TokenKind::STR_OPEN:
    case TokenKind::STR_CLOSE:
    case TokenKind::CHUNK:
        return Color::String;
    case TokenKind::FLOAT:
    case TokenKind::UNIT:
    case TokenKind::INT:
        return Color::Number;
    case TokenKind::DOC:
    case TokenKind::COMMENT:
        return Color::Comment;
    case TokenKind::NAME:
        return Color::Variable;
    case TokenKind::AT:
        return Color::Decorator;
    default:
        return kind >= TokenKind::ELLIPSIS && kind <= TokenKind::AMPERSAND && kind != TokenKind::DOT &&
                       kind != TokenKind::COMMA && kind != TokenKind::COLON
                   ? std::optional(Color::Operator)
                   : std::nullopt;
    }
}

/// Line by line: not every editor takes what goes over several.
void addLines(std::vector<Colored>& colored, std::string_view text, Colored whole) {
    for (std::uint32_t begin = whole.begin; begin < whole.end;) {
        std::size_t lineEnd = std::min<std::size_t>(text.find('\n', begin), whole.end);
        auto next = static_cast<std::uint32_t>(lineEnd);
        std::uint32_t end = next > begin && text[next - 1] == '\r' ? next - 1 : next;
        if (end > begin)
            colored.push_back({begin, end, whole.color, whole.modifiers});
        begin = next + 1;
    }
}

/// What a name stands for; nothing where its place tells as much.
std::optional<Color> colorOf(const sema::Entity& entity) {
    using enum sema::EntityKind;
    switch (entity.kind) {
    case Type:
    case NativeType:
        return Color::Type;
    case Function:
    case Component:
        return Color::Function;
    case Let:
    case Backend:
    case Service:
    case Use:
    case Resource:
    case External:
    case Variable:
    case Environment:
    case Input:
        return Color::Variable;
    case Parameter:
        return Color::Parameter;
    case Field:
    case NativeField:
    case Part:
        return Color::Property;
    case Case:
        return Color::EnumMember;
    case Module:
        return Color::Namespace;
    case Builtin:
        return std::nullopt;
    }
    return std::nullopt;
}

std::uint8_t modifiersOf(const sema::NameUse& use, const core::Program& program) {
    using enum sema::EntityKind;
    const sema::Entity& entity = use.entity;
    std::uint8_t modifiers = use.isDeclaration() ? Declaration : 0;
    switch (entity.kind) {
    case Let:
    case Backend:
    case Service:
    case Use:
    case Resource:
    case External:
    case Environment:
    case Input:
        modifiers |= ReadOnly;
        break;
    default:
        break;
    }
    if (!entity.declared.valid() || !program.isAuthors(entity.declared))
        modifiers |= DefaultLibrary;
    return modifiers;
}

/// Is it the colour of a name?
bool isOfName(Color color) { return color < Color::Keyword; }

} // namespace

const std::vector<std::string_view>& colorNames() {
    static const std::vector<std::string_view> names{
        "namespace", "type",   "enumMember", "function", "parameter", "variable",  "property",
        "keyword",   "string", "number",     "comment",  "operator",  "decorator",
    };
    return names;
}

const std::vector<std::string_view>& modifierNames() {
    static const std::vector<std::string_view> names{"declaration", "documentation", "readonly", "defaultLibrary"};
    return names;
}

std::vector<Colored> coloredIn(const Module& module, std::string_view text) {
    std::vector<Colored> colored;
    const Names names(module);
    for (const Token& token : tokensOf(text)) {
        if (const Colored* name = names.at(token.begin); name != nullptr && name->end == token.end) {
            colored.push_back(*name);
        } else if (auto color = colorOf(token.kind)) {
            std::uint8_t modifiers = token.kind == TokenKind::DOC ? Documentation : 0;
            addLines(colored, text, {token.begin, token.end, *color, modifiers});
        }
    }
    return colored;
}

std::vector<Colored> coloredBy(const Analysis& analysis, source::FileId file) {
    std::vector<Colored> colored = coloredIn(analysis.tree(file), analysis.sources().text(file));
    const std::vector<sema::NameUse>& names = analysis.index().names();
    auto name =
        std::find_if(names.begin(), names.end(), [&](const sema::NameUse& one) { return one.span.file == file; });
    for (Colored& one : colored) {
        while (name != names.end() && name->span.file == file && name->span.begin < one.begin)
            ++name;
        const bool isName = name != names.end() && name->span.file == file && name->span.begin == one.begin &&
                            name->span.end == one.end && isOfName(one.color);
        if (!isName)
            continue;
        one.color = colorOf(name->entity).value_or(one.color);
        one.modifiers |= modifiersOf(*name, analysis.program());
    }
    return colored;
}

} // namespace stackc::ide
