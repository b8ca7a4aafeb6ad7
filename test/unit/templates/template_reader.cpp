#include "template_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace stackc::templates {

namespace {

/// What Go's templates, Sprig and Helm 3.6 have. Go refuses a template that names another function.
constexpr std::string_view functions =
    " abbrev abbrevboth add add1 add1f addf adler32sum ago all and any append atoi b32dec b32enc b64dec b64enc base"
    " bcrypt biggest buildCustomCert camelcase cat ceil chunk clean coalesce compact concat contains date dateInZone"
    " dateModify date_in_zone date_modify decryptAES deepCopy deepEqual default derivePassword dict dig dir div divf"
    " duration durationRound empty encryptAES eq ext fail first float64 floor fromJson fromJsonArray fromYaml"
    " fromYamlArray ge genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert"
    " genSignedCertWithKey get getHostByName gt has hasKey hasPrefix hasSuffix hello html htmlDate htmlDateInZone"
    " htpasswd include indent index initial initials int int64 isAbs join js kebabcase keys kindIs kindOf last le len"
    " list lookup lower lt max maxf merge mergeOverwrite min minf mod mul mulf mustAppend mustChunk mustCompact"
    " mustDateModify mustDeepCopy mustFirst mustFromJson mustHas mustInitial mustLast mustMerge mustMergeOverwrite"
    " mustPrepend mustPush mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll"
    " mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate mustToJson mustToPrettyJson"
    " mustToRawJson mustUniq mustWithout must_date_modify ne nindent nospace not now omit or osBase osClean osDir"
    " osExt osIsAbs pick pluck plural prepend print printf println push quote randAlpha randAlphaNum randAscii"
    " randBytes randInt randNumeric regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll"
    " regexReplaceAllLiteral regexSplit repeat replace required rest reverse round semver semverCompare seq set"
    " sha1sum sha256sum shuffle slice snakecase sortAlpha split splitList splitn squote sub subf substr swapcase"
    " ternary title toDate toDecimal toJson toPrettyJson toRawJson toString toStrings toToml toYaml tpl trim trimAll"
    " trimPrefix trimSuffix trimall trunc tuple typeIs typeIsLike typeOf uniq unixEpoch unset until untilStep untitle"
    " upper urlJoin urlParse urlquery uuidv4 values without wrap wrapWith ";

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c); }
bool isIdentifier(std::string_view name) {
    return !name.empty() && !isDigit(name[0]) && std::all_of(name.begin(), name.end(), isWord);
}

std::string literal(std::string_view value) {
    std::string out = "\"";
    for (char c : value)
        out += c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20
                   ? fmt::format("\\{:02x}", static_cast<unsigned char>(c))
                   : std::string(1, c);
    return out + "\"";
}

/// `.a.b` below the root, as fields.
ExprPtr methodOf(std::string_view path) {
    ExprPtr e = root();
    while (!path.empty()) {
        path.remove_prefix(1);
        size_t end = std::min(path.find('.'), path.size());
        e = field(e, std::string(path.substr(0, end)));
        path.remove_prefix(end);
    }
    return e;
}

std::string meaning(const Expr& e);

/// `index` reads it: the name is no identifier, or that of a method of Helm's Values.
bool isIndexed(const Expr& e) {
    static const std::set<std::string, std::less<>> methods = {"AsMap", "Encode", "Table", "YAML"};
    const Expr& base = *e.args[0];
    bool onValues = base.kind == ExprKind::Field && base.text == "Values" && base.args[0]->kind == ExprKind::Root;
    return !isIdentifier(e.text) || (onValues && methods.contains(e.text));
}

std::string meaningOfField(const Expr& e) {
    const Expr& base = *e.args[0];
    if (base.kind == ExprKind::Root && e.text == "root")
        return "root"; // the box of a define's argument
    if (e.safe && isIndexed(e))
        return fmt::format("(<default <dict> {}> {})", meaning(base), literal(e.text));
    // Parentheses around a call say nothing: it may be nil either way.
    bool isPlace = base.kind == ExprKind::Variable || (base.kind == ExprKind::Field && !isIndexed(base));
    return fmt::format("({}{} {})", meaning(base), e.safe && isPlace ? " ?" : "", literal(e.text));
}

std::string meaning(const Expr& e) {
    switch (e.kind) {
    case ExprKind::Root:
    case ExprKind::Box: // what the dot is at the top
        return "root";
    case ExprKind::Dot:
        return "dot";
    case ExprKind::Variable:
        return "$" + e.text;
    case ExprKind::String:
        return literal(e.text);
    case ExprKind::Int:
        return std::to_string(e.integer);
    case ExprKind::Float:
        return e.text;
    case ExprKind::Bool:
        return e.boolean ? "true" : "false";
    case ExprKind::Field:
        return meaningOfField(e);
    case ExprKind::Call:
    case ExprKind::Pipe: {
        if (e.text == "index" && e.args.size() == 2 && e.args[1]->kind == ExprKind::String)
            return meaningOfField(*field(e.args[0], e.args[1]->text));
        std::string name = e.text.starts_with('.') ? meaning(*methodOf(e.text)) : e.text;
        if (e.text.starts_with('.') && e.args.empty())
            return name;
        std::string out = "<" + name;
        for (const ExprPtr& arg : e.args)
            out += " " + meaning(*arg);
        return out + ">";
    }
    }
    return {};
}

/// What both sides say, in the same words.
class Meaning {
public:
    void text(std::string_view bytes) {
        for (char c : bytes)
            if (!isSpace(c))
                text_ += c;
    }
    void action(const Expr& e) {
        if (e.kind == ExprKind::String)
            text(e.text);
        else
            word("print " + meaning(e));
    }
    void word(const std::string& said) {
        if (!text_.empty())
            out_ += "text " + literal(text_) + "\n";
        text_.clear();
        out_ += said + "\n";
    }
    std::string take() {
        word("");
        return std::move(out_);
    }

private:
    std::string out_, text_;
};

class TreeMeaning {
public:
    void body(const Body& blocks) {
        for (const Block& block : blocks)
            std::visit([this](const auto& node) { say(node); }, block.node);
    }
    std::string take() { return out_.take(); }

private:
    void say(const Line& line) {
        for (int i = 0; i < line.dashes; ++i)
            out_.text("-");
        for (const Part& part : line.parts)
            part.action ? out_.action(*part.action) : out_.text(part.text);
    }
    void say(const Action& action) { out_.action(*action.expr); }
    void say(const Assign& assign) {
        out_.word(fmt::format("${} {} {}", assign.name, assign.again ? "=" : ":=", meaning(*assign.expr)));
    }
    void say(const If& node) {
        size_t ends = 0;
        for (size_t i = 0; i < node.branches.size(); ++i) {
            if (i > 0)
                out_.word("else");
            if (node.branches[i].condition) {
                out_.word("if " + meaning(*node.branches[i].condition));
                ++ends;
            }
            body(node.branches[i].body);
        }
        for (; ends > 0; --ends)
            out_.word("end");
    }
    void say(const Suffix& node) {
        out_.word("if " + meaning(*node.condition));
        out_.text(node.text);
        out_.word("end");
    }
    void say(const Range& node) {
        out_.word(fmt::format("range {}${} := {}", node.key.empty() ? "" : "$" + node.key + ", ", node.element,
                              meaning(*node.source)));
        walked(node);
    }
    void say(const With& node) {
        out_.word("with " + meaning(*node.source));
        walked(node);
    }
    template <typename Walk> void walked(const Walk& node) {
        body(node.body);
        if (!node.otherwise.empty())
            out_.word("else");
        body(node.otherwise);
        out_.word("end");
    }
    void say(const Tail& tail) { out_.text(tail.text); }
    void say(const Comment&) {}
    void say(const Define& define) {
        out_.word("define " + literal(define.name));
        body(define.body);
        out_.word("end");
    }

    Meaning out_;
};

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::string run() {
        while (at_ < text_.size()) {
            size_t open = std::min(text_.find("{{", at_), text_.size());
            out_.text(text_.substr(at_, open - at_));
            at_ = open;
            if (at_ < text_.size())
                braces();
        }
        if (!blocks_.empty())
            fail("unexpected end of the text");
        return out_.take();
    }

    size_t line() const {
        return 1 +
               static_cast<size_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
    }

private:
    struct Open {
        std::string keyword;
        size_t variables; ///< those known outside
        size_t ends = 1;  ///< of `else if`, each is one more
        bool hasElse = false;
    };

    [[noreturn]] static void fail(const std::string& what) { throw what; }

    bool skip(std::string_view token) {
        if (!text_.substr(at_).starts_with(token))
            return false;
        at_ += token.size();
        return true;
    }
    bool spaces() {
        size_t before = at_;
        while (at_ < text_.size() && isSpace(text_[at_])) // a line may end inside of an action since Go 1.16
            ++at_;
        return at_ > before;
    }
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool atClose() const { return text_.substr(at_).starts_with("}}") || text_.substr(at_).starts_with("-}}"); }
    /// `}}`, or `-}}` behind a space.
    void close() {
        spaces();
        if (skip("}}") || (isSpace(text_[at_ - 1]) && skip("-}}")))
            return;
        fail(fmt::format("unexpected {} in an action", literal(text_.substr(at_, 10))));
    }
    std::string word() {
        size_t begin = at_;
        while (isWord(next()))
            ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    void braces() {
        at_ += 2;
        if (next() == '-') {
            ++at_;
            if (!isSpace(next()))
                fail("no space behind {{-");
            ++at_;
        }
        if (skip("/*")) {
            size_t end = text_.find("*/", at_);
            if (end == std::string_view::npos)
                fail("unclosed comment");
            at_ = end + 2;
            if (!skip("}}") && !skip(" -}}"))
                fail("comment ends before closing delimiter");
            return;
        }
        spaces();
        size_t begin = at_;
        std::string keyword = word();
        if (keyword == "if" || keyword == "with" || keyword == "range")
            open(keyword);
        else if (keyword == "else")
            otherwise();
        else if (keyword == "end")
            end();
        else if (keyword == "define")
            define();
        else if (keyword == "template" || keyword == "block" || keyword == "break" || keyword == "continue")
            fail("unexpected " + keyword);
        else {
            at_ = begin;
            action();
        }
        close();
    }

    void open(const std::string& keyword) {
        if (!spaces())
            fail("missing value for " + keyword);
        blocks_.push_back({keyword, variables_.size()});
        if (keyword != "range") {
            out_.word(keyword + " " + meaning(*pipeline()));
            depth_ += keyword == "with" ? 1 : 0;
            return;
        }
        std::vector<std::string> names;
        do {
            spaces();
            if (!skip("$"))
                fail("range without a variable");
            names.push_back(word());
            spaces();
        } while (names.size() < 2 && skip(","));
        if (!skip(":="))
            fail("range without :=");
        spaces();
        std::string source = meaning(*pipeline());
        variables_.insert(variables_.end(), names.begin(), names.end());
        ++depth_;
        out_.word(
            fmt::format("range {}${} := {}", names.size() > 1 ? "$" + names[0] + ", " : "", names.back(), source));
    }

    void otherwise() {
        if (blocks_.empty() || blocks_.back().hasElse || blocks_.back().keyword == "define")
            fail("unexpected {{else}}");
        out_.word("else");
        Open& block = blocks_.back();
        variables_.resize(block.variables);
        size_t before = at_;
        if (spaces() && isWord(next())) {
            if (block.keyword != "if" || word() != "if" || !spaces())
                fail("unexpected word behind else");
            ++block.ends;
            out_.word("if " + meaning(*pipeline()));
            return;
        }
        at_ = before;
        block.hasElse = true;
    }

    void end() {
        if (blocks_.empty())
            fail("unexpected {{end}}");
        for (size_t i = 0; i < blocks_.back().ends; ++i)
            out_.word("end");
        variables_.resize(blocks_.back().variables);
        depth_ -= blocks_.back().keyword == "with" || blocks_.back().keyword == "range" ? 1 : 0;
        blocks_.pop_back();
    }

    void define() {
        spaces();
        if (!blocks_.empty())
            fail("unexpected {{define}}");
        if (next() != '"' && next() != '`')
            fail("a template's name is a string");
        out_.word("define " + literal(string()));
        blocks_.push_back({"define", variables_.size()});
    }

    void action() {
        size_t begin = at_;
        if (skip("$")) {
            std::string name = word();
            spaces();
            bool isNew = skip(":="), isAgain = !isNew && skip("=");
            if (isNew || isAgain) {
                if (isAgain && std::find(variables_.begin(), variables_.end(), name) == variables_.end())
                    fail("undefined variable $" + name);
                spaces();
                out_.word(fmt::format("${} {} {}", name, isNew ? ":=" : "=", meaning(*pipeline())));
                if (isNew)
                    variables_.push_back(name);
                return;
            }
            at_ = begin;
        }
        out_.action(*pipeline());
    }

    ExprPtr pipeline() {
        ExprPtr input;
        do {
            spaces();
            input = command(input);
            spaces();
        } while (skip("|"));
        return input;
    }

    /// One stage; `input` is null in the first.
    ExprPtr command(const ExprPtr& input) {
        bool isName = isWord(next()) && !isDigit(next());
        ExprPtr first = operand();
        isName = isName && first->kind == ExprKind::Call;
        bool isMethod = first->kind == ExprKind::Field;
        std::vector<ExprPtr> args;
        while (true) {
            size_t before = at_;
            if (!spaces() || atClose() || next() == '|' || next() == ')') {
                at_ = before;
                break;
            }
            args.push_back(operand());
        }
        if (input != nullptr)
            args.push_back(input);
        if (isName)
            return call(first->text, std::move(args));
        if (args.empty())
            return first;
        if (!isMethod)
            fail("arguments of what is no function");
        return call(pathOf(*first), std::move(args));
    }

    static std::string pathOf(const Expr& e) {
        if (e.kind == ExprKind::Root)
            return "";
        if (e.kind != ExprKind::Field)
            fail("arguments of what is no method");
        std::string base = pathOf(*e.args[0]);
        return base.empty() && e.text == "root" ? "" : base + "." + e.text;
    }

    ExprPtr operand() {
        bool isParenthesis = next() == '(';
        size_t begin = at_;
        ExprPtr e = term();
        bool isDot = at_ == begin + 1 && text_[begin] == '.';
        bool isLiteral = e->kind == ExprKind::String || e->kind == ExprKind::Int || e->kind == ExprKind::Float ||
                         e->kind == ExprKind::Bool;
        bool takesFields = isParenthesis || (!isDot && !isLiteral);
        bool isFirst = true;
        while (next() == '.') {
            if (!takesFields)
                fail("unexpected . after a term");
            ++at_;
            std::string name = word();
            if (name.empty())
                fail("unexpected . in an operand");
            e = field(e, name, isParenthesis && isFirst);
            isFirst = false;
        }
        if (!isSpace(next()) && next() != '|' && next() != ')' && !atClose())
            fail(fmt::format("unexpected {} in an operand", literal(text_.substr(at_, 10))));
        return e;
    }

    ExprPtr term() {
        char c = next();
        if (skip("(")) {
            if (++parentheses_ > 1000)
                fail("too many parentheses");
            ExprPtr inner = pipeline();
            if (!skip(")"))
                fail("unclosed left parenthesis");
            --parentheses_;
            return inner;
        }
        if (c == '"' || c == '`')
            return stringLiteral(string());
        if (skip("$")) {
            std::string name = word();
            if (name.empty())
                return root();
            if (std::find(variables_.begin(), variables_.end(), name) == variables_.end())
                fail("undefined variable $" + name);
            return variable(name);
        }
        if (c == '.') {
            ExprPtr place = depth_ > 0 ? dot() : root();
            ++at_;
            std::string name = word();
            if (!name.empty() && isDigit(name[0]))
                fail("bad number");
            return name.empty() ? place : field(place, name);
        }
        if (isDigit(c) || c == '-')
            return number();
        std::string name = word();
        if (name == "true" || name == "false")
            return boolLiteral(name == "true");
        if (name.empty() || functions.find(" " + name + " ") == std::string_view::npos)
            fail(fmt::format("function {} not defined", literal(name)));
        return call(name, {});
    }

    ExprPtr number() {
        size_t begin = at_;
        bool isFloat = false;
        skip("-");
        if (!isDigit(next()))
            fail("bad number");
        while (isDigit(next()) || next() == '.' || next() == 'e' || next() == 'E' ||
               (next() == '-' && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E')) ||
               (next() == '+' && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E'))) {
            isFloat = isFloat || !isDigit(next());
            ++at_;
        }
        std::string spelling(text_.substr(begin, at_ - begin));
        if (isFloat)
            return floatLiteral(spelling);
        if (std::to_string(std::strtoll(spelling.c_str(), nullptr, 10)) != spelling)
            fail("a number that is another one: " + spelling);
        return intLiteral(std::strtoll(spelling.c_str(), nullptr, 10));
    }

    std::string string() {
        std::string out;
        if (skip("`")) {
            while (next() != '`' && at_ < text_.size()) {
                if (next() != '\r') // Go leaves it out
                    out += next();
                ++at_;
            }
            if (!skip("`"))
                fail("unterminated raw string");
            return out;
        }
        ++at_;
        while (!skip("\"")) {
            if (at_ == text_.size() || next() == '\n')
                fail("unterminated string");
            if (skip("\\"))
                out += escape();
            else
                out += text_[at_++];
        }
        return out;
    }

    char escape() {
        static constexpr std::string_view letters = "abfnrtv\\\"";
        static constexpr std::string_view values = "\a\b\f\n\r\t\v\\\"";
        if (skip("x")) {
            std::string digits(text_.substr(at_, 2));
            if (digits.size() < 2 ||
                !std::all_of(digits.begin(), digits.end(), [](unsigned char d) { return std::isxdigit(d); }))
                fail("bad escape");
            at_ += 2;
            return static_cast<char>(std::strtol(digits.c_str(), nullptr, 16));
        }
        size_t letter = letters.find(next());
        if (at_ == text_.size() || letter == std::string_view::npos)
            fail("bad escape");
        ++at_;
        return values[letter];
    }

    std::string_view text_;
    size_t at_ = 0;
    size_t depth_ = 0; ///< of range and with, which move the dot
    size_t parentheses_ = 0;
    std::vector<Open> blocks_;
    std::vector<std::string> variables_;
    Meaning out_;
};

} // namespace

std::optional<std::string> readTemplate(std::string_view text, std::string& error) {
    Reader reader(text);
    try {
        return reader.run();
    } catch (const std::string& what) {
        error = fmt::format("{}: {}", reader.line(), what);
        return {};
    }
}

std::string meaningOf(const Body& body) {
    TreeMeaning tree;
    tree.body(body);
    return tree.take();
}

} // namespace stackc::templates
