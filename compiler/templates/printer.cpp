#include "templates/printer.h"
#include "text/characters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>
#include <vector>

namespace stackc::templates {

bool isIdentifier(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9'))
        return false;
    for (char c : name) {
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return true;
}

namespace {

/// Methods of Helm's Values type, which a field of the same name at the top would call.
bool isValuesMethod(std::string_view name) {
    return name == "AsMap" || name == "YAML" || name == "Table" || name == "Encode";
}

std::string goString(std::string_view text) {
    bool hasBackslash = text.find('\\') != std::string_view::npos;
    bool rawIsSafe = text.find_first_of("`\n\r") == std::string_view::npos;
    if (hasBackslash && rawIsSafe)
        return fmt::format("`{}`", text);
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
            else
                out += c;
        }
    }
    return out + "\"";
}

constexpr size_t longestLine = 120;

/// Lines that are no longer than a line may be: what is too long goes on in the next one, between words.
std::vector<std::string> wrapped(const std::vector<std::string>& lines) {
    std::vector<std::string> out;
    std::string rest;
    auto finish = [&] {
        if (!rest.empty())
            out.push_back(std::exchange(rest, {}));
    };
    for (const std::string& next : lines) {
        if (next.empty() || next.starts_with("Takes "))
            finish();
        std::string line = rest.empty() ? next : std::exchange(rest, {}) + " " + next;
        bool isLong = false;
        for (size_t end = 0; line.size() > longestLine; line.erase(0, end + 1)) {
            end = line.rfind(' ', longestLine);
            if (end == std::string::npos || end == 0)
                break;
            out.push_back(line.substr(0, end));
            isLong = true;
        }
        (isLong ? rest : out.emplace_back()) = std::move(line);
    }
    finish();
    return out;
}

/// What can't end the comment that it stands in.
std::string commentText(std::string_view text) {
    std::string out;
    for (const std::string& line : wrapped(text::shownLines(text)))
        out += (out.empty() ? "" : "\n") + line;
    for (size_t at = out.find("*/"); at != std::string::npos; at = out.find("*/", at))
        out.insert(at + 1, " ");
    return out;
}

/// An action that is no longer is left as it is: the text around it makes the line long.
constexpr size_t shortAction = 60;

/// May a line end between these parts of an action? A pipe is with what it leads to, and `nindent` with its depth.
bool mayEnd(std::string_view before, std::string_view after) {
    return !before.ends_with(" |") && !before.ends_with(" | nindent") && before != "{{" && before != "{{-" &&
           after != "}}" && after != "-}}";
}

/// May it stand in a template as it is, between lines that are trimmed?
bool isWord(std::string_view text) {
    return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
           std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= ' '; });
}

/// The words of an action, the braces with what they stand at: what no line ends in, since it is a text or in more
/// brackets than `depth`.
std::vector<std::string_view> wordsOf(std::string_view action, size_t depth) {
    std::vector<std::string_view> words;
    size_t brackets = 0;
    size_t begin = 0;
    char quote = 0;
    for (size_t i = 0; i < action.size(); ++i) {
        char c = action[i];
        if (quote != 0) {
            i += c == '\\' && quote == '"' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '`') {
            quote = c;
        } else if (c == '(') {
            ++brackets;
        } else if (c == ')') {
            --brackets;
        } else if (c == ' ' && brackets <= depth && mayEnd(action.substr(0, i), action.substr(i + 1))) {
            words.push_back(action.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    words.push_back(action.substr(begin));
    return words;
}

/// An action on as many lines as it takes, each from the second on `indent` deep; `column`: where it begins. Brackets
/// are opened where nothing else helps.
std::string onLines(const std::string& action, size_t column, size_t indent) {
    if (column + action.size() <= longestLine || action.size() <= shortAction)
        return action;
    std::string best = action;
    size_t bestWidth = column + action.size();
    for (size_t depth = 0; depth < 3 && bestWidth > longestLine; ++depth) {
        std::string text;
        size_t at = column;
        size_t width = 0;
        for (std::string_view word : wordsOf(action, depth)) {
            if (!text.empty() && at + 1 + word.size() > longestLine) {
                text += '\n' + std::string(indent, ' ');
                at = indent;
            } else if (!text.empty()) {
                text += ' ';
                ++at;
            }
            text += word;
            at += word.size();
            width = std::max(width, at);
        }
        if (width < bestWidth)
            std::tie(best, bestWidth) = std::pair(std::move(text), width);
    }
    return best;
}

class Printer {
public:
    void body(const Body& blocks) {
        for (size_t i = 0; i < blocks.size(); ++i) {
            const Line* dash = i + 1 < blocks.size() ? std::get_if<Line>(&blocks[i].node) : nullptr;
            const Action* item = dash != nullptr && isDash(*dash) ? std::get_if<Action>(&blocks[i + 1].node) : nullptr;
            if (item != nullptr && item->expr->kind == ExprKind::Pipe && item->expr->text == "nindent") {
                dashed(*dash, *item);
                ++i;
                continue;
            }
            std::visit([this](const auto& node) { print(node); }, blocks[i].node);
        }
    }

    std::string take() { return std::move(out_); }

    std::string expr(const Expr& e) const {
        std::string out;
        write(e, out);
        return out;
    }

private:
    static bool isCompound(const Expr& e) { return e.kind == ExprKind::Call || e.kind == ExprKind::Pipe; }

    bool isIndexed(const Expr& e) const {
        if (e.kind != ExprKind::Field)
            return false;
        const Expr& base = *e.args[0];
        bool onValues = base.kind == ExprKind::Field && base.text == "Values" && base.args[0]->kind == ExprKind::Root;
        return !isIdentifier(e.text) || (onValues && isValuesMethod(e.text));
    }

    void write(const Expr& e, std::string& out) const {
        switch (e.kind) {
        case ExprKind::Root:
            out += boxed_ ? ofArgument("root") : dotIsRoot_ ? "." : "$";
            return;
        case ExprKind::Box:
            out += dotIsRoot_ ? "." : "$";
            return;
        case ExprKind::Dot:
            out += ".";
            return;
        case ExprKind::Variable:
            out += "$" + e.text;
            return;
        case ExprKind::String:
            out += goString(e.text);
            return;
        case ExprKind::Int:
            out += std::to_string(e.integer);
            return;
        case ExprKind::Float:
            out += e.text;
            return;
        case ExprKind::Bool:
            out += e.boolean ? "true" : "false";
            return;
        case ExprKind::Field:
            return writeField(e, out);
        case ExprKind::Call:
            if (e.text.starts_with('.')) // of the root
                out += boxed_ ? ofArgument("root") : dotIsRoot_ ? "" : "$";
            out += e.text;
            return writeArguments(e.args.begin(), e.args.end(), out);
        case ExprKind::Pipe:
            write(*e.args.back(), out);
            out += " | " + e.text;
            return writeArguments(e.args.begin(), e.args.end() - 1, out);
        }
    }

    using Arguments = std::vector<ExprPtr>::const_iterator;
    void writeArguments(Arguments begin, Arguments end, std::string& out) const {
        for (auto arg = begin; arg != end; ++arg) {
            out += ' ';
            writeOperand(**arg, out);
        }
    }

    void writeOperand(const Expr& e, std::string& out) const {
        if ((isCompound(e) && !(e.kind == ExprKind::Call && e.args.empty())) || isIndexed(e))
            return inBrackets(e, out);
        write(e, out);
    }

    void inBrackets(const Expr& e, std::string& out) const {
        out += '(';
        write(e, out);
        out += ')';
    }

    void writeField(const Expr& e, std::string& out) const {
        const Expr& base = *e.args[0];
        if (isIndexed(e)) {
            out += "index ";
            if (e.safe) {
                out += '(';
                write(base, out);
                out += " | default dict)";
            } else {
                writeOperand(base, out);
            }
            out += " " + goString(e.text);
            return;
        }
        switch (base.kind) {
        case ExprKind::Root:
            out += (boxed_ ? ofArgument("root.") : ofArgument("")) + e.text;
            return;
        case ExprKind::Box:
            out += ofArgument(e.text);
            return;
        case ExprKind::Dot:
            break;
        default:
            if (e.safe && !isCompound(base) && !isIndexed(base))
                inBrackets(base, out);
            else
                writeOperand(base, out);
        }
        out += "." + e.text;
    }

    /// A field of the template's argument.
    std::string ofArgument(std::string_view path) const { return fmt::format("{}{}", dotIsRoot_ ? "." : "$.", path); }

    void indentBy(int columns) { out_.append(static_cast<size_t>(columns), ' '); }

    /// What stands between the braces of an action, its closing ones included, behind what the line has so far.
    void action(int indent, const std::string& text) {
        size_t column = out_.size() - (out_.rfind('\n') + 1);
        out_ += onLines(text, column, static_cast<size_t>(indent) + 4);
    }

    /// Below the outermost level a control line always follows a line of text.
    void control(int indent, const std::string& text) {
        indentBy(indent);
        if (trim_ == Trim::Right && indent == 0)
            action(indent, "{{ " + text + " -}}");
        else
            action(indent, "{{- " + text + " }}");
        endAction();
    }

    /// What stands behind the action may have it trim the line's end.
    void endAction() {
        out_ += '\n';
        afterAction_ = out_.size();
    }

    /// Has the action before trim its line's end.
    void trimLineEnd() {
        constexpr std::string_view close = " }}\n";
        if (out_.ends_with(close))
            out_.replace(out_.size() - close.size(), close.size(), " -}}\n");
    }

    /// A text that is all of what is printed there, as it is: what stands before it trims the line's end.
    void word(std::string_view bytes) {
        trimLineEnd();
        text(bytes, false);
        out_ += '\n';
    }

    void nested(const Body& blocks) {
        bool before = dotIsRoot_;
        dotIsRoot_ = false;
        body(blocks);
        dotIsRoot_ = before;
    }

    /// Does what stands behind the part begin with a brace?
    static bool braceFollows(const std::vector<Part>& parts, size_t index) {
        for (size_t i = index + 1; i < parts.size(); ++i)
            if (parts[i].action || !parts[i].text.empty())
                return parts[i].action || parts[i].text[0] == '{';
        return false;
    }

    /// Static text. A `{` that would meet another brace becomes an action itself.
    void text(std::string_view bytes, bool braceFollows) {
        for (size_t i = 0; i < bytes.size(); ++i) {
            if (bytes[i] != '{') {
                out_ += bytes[i];
            } else if (i + 1 < bytes.size() && bytes[i + 1] == '{') {
                out_ += "{{ \"{{\" }}";
                ++i;
            } else if (i + 1 == bytes.size() && braceFollows) {
                out_ += "{{ \"{\" }}";
            } else {
                out_ += '{';
            }
        }
    }

    void print(const Line& line) {
        if (line.isFirst)
            trimLineEnd();
        indentBy(line.indent - 2 * line.dashes);
        for (int i = 0; i < line.dashes; ++i)
            out_ += "- ";
        for (size_t i = 0; i < line.parts.size(); ++i) {
            const Part& part = line.parts[i];
            if (!part.action) {
                text(part.text, braceFollows(line.parts, i));
                continue;
            }
            action(line.indent, "{{ " + expr(*part.action) + " }}");
        }
        out_ += '\n';
    }

    static bool isDash(const Line& line) {
        return line.parts.size() == 1 && !line.parts[0].action && line.parts[0].text == "-";
    }

    /// The dash of an item and what prints it, from its line's end on.
    void dashed(const Line& dash, const Action& item) {
        if (dash.isFirst)
            trimLineEnd();
        indentBy(dash.indent - 2 * dash.dashes);
        for (int i = 0; i < dash.dashes; ++i)
            out_ += "- ";
        out_ += "- ";
        action(item.indent, "{{- " + expr(*item.expr) + " }}");
        out_ += '\n';
    }

    void print(const Action& node) {
        if (node.expr->kind == ExprKind::String && isWord(node.expr->text) && afterAction_ == out_.size()) {
            word(node.expr->text);
            return;
        }
        indentBy(node.indent);
        action(node.indent, "{{- " + expr(*node.expr) + " }}");
        endAction();
    }

    void print(const Assign& assign) {
        control(assign.indent, fmt::format("${} {} {}", assign.name, assign.again ? "=" : ":=", expr(*assign.expr)));
    }

    void print(const If& node) {
        branches(node, node.indent, true);
        const Body& last = node.branches.back().body;
        bool isTail = node.branches.size() == 1 && last.size() == 1 && std::holds_alternative<Tail>(last[0].node);
        if (isTail)
            print(Tail{"{{ end }}"});
        else
            control(node.indent, "end");
    }

    /// An else that holds nothing but another if continues the chain.
    void branches(const If& node, int indent, bool first) {
        for (const Branch& branch : node.branches) {
            const If* inner = branch.body.size() == 1 ? std::get_if<If>(&branch.body[0].node) : nullptr;
            if (!first && !branch.condition && inner != nullptr) {
                branches(*inner, indent, false);
                return;
            }
            std::string keyword = first ? "if " : branch.condition ? "else if " : "else";
            control(indent, keyword + (branch.condition ? expr(*branch.condition) : std::string()));
            body(branch.body);
            first = false;
        }
    }

    void print(const Suffix& node) {
        indentBy(node.indent);
        action(node.indent, "{{- if " + expr(*node.condition) + " }}");
        out_ += node.text + "\n";
        control(node.indent, "end");
    }

    void print(const Tail& tail) { out_.insert(out_.size() - 1, tail.text); }

    void print(const Range& node) {
        std::string variables = node.key.empty() ? "$" + node.element : fmt::format("${}, ${}", node.key, node.element);
        control(node.indent, fmt::format("range {} := {}", variables, expr(*node.source)));
        walked(node);
    }

    void print(const With& node) {
        control(node.indent, "with " + expr(*node.source));
        walked(node);
    }

    template <typename Walk> void walked(const Walk& node) {
        nested(node.body);
        if (!node.otherwise.empty())
            control(node.indent, "else");
        body(node.otherwise);
        control(node.indent, "end");
    }

    void print(const Comment& comment) { out_ += "{{- /* " + commentText(comment.text) + " */}}\n"; }

    void print(const Define& define) {
        if (!out_.empty())
            out_ += '\n';
        if (!define.comment.empty())
            out_ += "{{/*\n" + commentText(define.comment) + "\n*/}}\n";
        out_ += fmt::format("{{{{- define {} -}}}}", goString(define.name));
        endAction();
        Trim before = trim_;
        boxed_ = define.boxed;
        for (size_t i = 0; i < define.body.size(); ++i) {
            trim_ = i < define.leading ? Trim::Right : define.trim;
            std::visit([this](const auto& node) { print(node); }, define.body[i].node);
        }
        boxed_ = false;
        trim_ = before;
        out_ += define.finalNewline ? "{{ end }}\n" : "{{- end }}\n";
    }

    std::string out_;
    size_t afterAction_ = 0; ///< where the last line ends that is nothing but an action
    Trim trim_ = Trim::Left;
    bool dotIsRoot_ = true;
    bool boxed_ = false;
};

} // namespace

std::string printTemplate(const Body& body) {
    Printer printer;
    printer.body(body);
    return printer.take();
}

std::string printExpr(const ExprPtr& expr) { return Printer().expr(*expr); }

} // namespace stackc::templates
