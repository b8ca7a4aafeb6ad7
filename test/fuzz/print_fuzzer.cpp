// The printer of templates: any tree that the lowering could make is printed as a template that Go parses, and that
// says what the tree says.

#include "../unit/templates/template_reader.h"
#include "fuzzing.h"
#include "templates/printer.h"

#include <algorithm>

using namespace stackc;
using namespace stackc::templates;

namespace {

/// A tree out of bytes; where they end, what is chosen last is chosen, which ends it.
class Maker {
public:
    Maker(const uint8_t* data, size_t size) : data_(data), end_(data + size) {}

    Body file() {
        Body out;
        if (pick(2) == 0) // _helpers.tpl and its like: defines alone
            return body(0);
        for (size_t i = 0, count = 1 + pick(3); i < count; ++i) {
            Define define;
            define.name = text();
            define.comment = pick(2) != 0 ? text() : "";
            define.trim = pick(2) != 0 ? Trim::Left : Trim::Right;
            define.finalNewline = pick(2) != 0;
            define.boxed = pick(2) != 0;
            define.body = body(0);
            out.push_back({std::move(define)});
        }
        return out;
    }

private:
    static constexpr int deepest = 6;

    uint8_t byte() { return data_ == end_ ? 0 : *data_++; }
    size_t pick(size_t count) { return byte() % count; }

    /// UTF-8 of up to 15 characters, those that mean something to templates more often.
    std::string text() {
        static constexpr const char* pieces[] = {"{{", "}}", "{",  "}",        "\"",   "`",    "\\", "\n",
                                                 "\t", "*/", "/*", "-",        "{{-",  "-}}",  "$.", "|",
                                                 "(",  ")",  " ",  "\xc3\xa4", "\x7f", "\x01", "'",  "%"};
        std::string out;
        for (size_t count = pick(16); count > 0; --count) {
            uint8_t b = byte();
            if (b < std::size(pieces))
                out += pieces[b];
            else
                out += static_cast<char>(32 + b % 95);
        }
        return out;
    }
    std::string word() {
        static constexpr const char* words[] = {"a", "b1", "value_x", "Encode", "true", "if", "rooted", "Values"};
        return words[pick(std::size(words))];
    }
    std::string name() { return pick(3) == 0 ? text() : word(); }

    ExprPtr place(int depth) {
        switch (depth >= deepest ? 0 : pick(5)) {
        case 1:
            if (!variables_.empty())
                return variable(variables_[pick(variables_.size())]);
            return root();
        case 2:
            return dots_ > 0 ? dot() : root();
        case 3:
            return field(place(depth + 1), name(), pick(2) != 0);
        case 4: {
            ExprPtr base = made(depth + 1); // of which `negate` may leave a literal, which has no fields
            bool hasFields = base->kind == ExprKind::Call || base->kind == ExprKind::Pipe;
            return hasFields ? field(base, name(), pick(2) != 0) : root();
        }
        default:
            return root();
        }
    }
    /// A call, or what `negate` makes of one.
    ExprPtr made(int depth) {
        static constexpr const char* functions[] = {"and", "default", "eq",     "include", "index",
                                                    "not", "ne",      "printf", "toJson"};
        const char* function = functions[pick(std::size(functions))];
        size_t choice = depth >= deepest ? 0 : pick(5);
        if (choice == 0)
            return call("dict", {});
        std::vector<ExprPtr> args;
        for (size_t count = 1 + pick(3); count > 0; --count)
            args.push_back(expr(depth + 1));
        if (choice == 1)
            return pipe(expr(depth + 1), function, std::move(args));
        if (choice == 2)
            return call(".Capabilities.APIVersions.Has", std::move(args));
        ExprPtr made = call(function, std::move(args));
        return choice == 3 ? negate(made) : made;
    }
    ExprPtr expr(int depth) {
        switch (depth >= deepest ? 0 : pick(7)) {
        case 1:
            return stringLiteral(text());
        case 2:
            return intLiteral(static_cast<int64_t>(pick(256)) - 128);
        case 3:
            return floatLiteral(pick(2) != 0 ? "1.5" : "-2.5e+21");
        case 4:
            return boolLiteral(pick(2) != 0);
        case 5:
            return place(depth + 1);
        case 6:
            return made(depth + 1);
        default:
            return root();
        }
    }

    Body body(int depth) {
        Body out;
        size_t known = variables_.size();
        for (size_t count = 1 + pick(3); count > 0; --count)
            out.push_back(block(depth));
        variables_.resize(known);
        return out;
    }
    Block block(int depth) {
        int indent = 2 * static_cast<int>(pick(4));
        switch (depth >= deepest ? 0 : pick(9)) {
        case 1:
            return {Action{.indent = indent, .expr = expr(0)}};
        case 2: {
            Assign assign{.indent = indent, .name = word(), .expr = expr(0)};
            assign.again =
                std::find(variables_.begin(), variables_.end(), assign.name) != variables_.end() && pick(2) != 0;
            if (!assign.again)
                variables_.push_back(assign.name);
            return {std::move(assign)};
        }
        case 3: {
            If node{.indent = indent, .branches = {}};
            for (size_t count = 1 + pick(3); count > 0; --count)
                node.branches.push_back({expr(0), body(depth + 1)});
            if (pick(2) != 0)
                node.branches.push_back({nullptr, body(depth + 1)});
            return {std::move(node)};
        }
        case 4:
            return {Suffix{.indent = indent, .condition = expr(0), .text = pick(2) != 0 ? " {}" : " []"}};
        case 5: {
            Range range{.indent = indent,
                        .key = pick(2) != 0 ? word() : "",
                        .element = word(),
                        .source = expr(0),
                        .body = {},
                        .otherwise = {}};
            size_t known = variables_.size();
            if (!range.key.empty())
                variables_.push_back(range.key);
            variables_.push_back(range.element);
            ++dots_;
            range.body = body(depth + 1);
            --dots_;
            variables_.resize(known);
            return {std::move(range)};
        }
        case 6: {
            With with{.indent = indent, .source = expr(0), .body = {}, .otherwise = {}};
            ++dots_;
            with.body = body(depth + 1);
            --dots_;
            return {std::move(with)};
        }
        case 7:
            return {Comment{text()}};
        default: {
            std::vector<Part> parts;
            for (size_t count = 1 + pick(4); count > 0; --count)
                parts.push_back(pick(2) != 0 ? Part{{}, expr(0)} : Part{text(), nullptr});
            return line(indent, std::move(parts));
        }
        }
    }

    const uint8_t* data_;
    const uint8_t* end_;
    std::vector<std::string> variables_;
    int dots_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    Body tree = Maker(data, size).file();
    std::string text = printTemplate(tree);
    std::string error;
    std::optional<std::string> read = readTemplate(text, error);
    fuzzing::require(read.has_value(), "a printed template parses", error + "\n" + text);
    std::string said = meaningOf(tree);
    fuzzing::require(*read == said, "a template says what its tree says",
                     text + "\n---- the tree\n" + said + "\n---- the template\n" + *read);
    return 0;
}
