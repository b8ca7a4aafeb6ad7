#include "eval/fold.h"

#include "core/numbers.h"
#include "text/base64.h"
#include "text/regex.h"
#include "text/replace.h"
#include "text/sha256.h"
#include "values/amount.h"
#include "values/url.h"

#include <algorithm>
#include <re2/re2.h>
#include <set>

namespace stackc::eval {

using core::Op;
using ir::EntryKind;
using ir::NodeKind;

namespace {

std::string toText(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Bool:
        return node->boolean ? "true" : "false";
    case NodeKind::Int:
        return std::to_string(node->integer);
    case NodeKind::Float:
        return core::numberText(node->number);
    default:
        return node->text;
    }
}

std::string mapAscii(std::string text, char from, char to, int shift) {
    for (char& c : text)
        if (c >= from && c <= to)
            c = static_cast<char>(c + shift);
    return text;
}

std::string cut(const std::string& text, int64_t length) {
    std::string result = text.substr(0, static_cast<size_t>(std::max<int64_t>(length, 0)));
    size_t begin = result.find_first_not_of('-');
    if (begin == std::string::npos)
        return "";
    return result.substr(begin, result.find_last_not_of('-') - begin + 1);
}

bool splitUrl(const std::string& url, std::string& host, std::string& port) {
    static const RE2 pattern(values::urlParts);
    return RE2::FullMatch(url, pattern, &host, &port);
}

std::optional<double> numeric(NodeRef node) {
    if (node->kind == NodeKind::Int)
        return static_cast<double>(node->integer);
    if (node->kind == NodeKind::Float)
        return node->number;
    return std::nullopt;
}

std::optional<bool> order(Op op, NodeRef a, NodeRef b) {
    auto x = numeric(a);
    auto y = numeric(b);
    if (!x || !y)
        return std::nullopt;
    switch (op) {
    case Op::Eq:
        return *x == *y;
    case Op::Lt:
        return *x < *y;
    case Op::Le:
        return *x <= *y;
    case Op::Gt:
        return *x > *y;
    case Op::Ge:
        return *x >= *y;
    default:
        return std::nullopt;
    }
}

std::optional<int64_t> arithmetic(Op op, int64_t a, int64_t b) {
    __int128 x = a;
    __int128 y = b;
    __int128 result = 0;
    switch (op) {
    case Op::Add:
        result = x + y;
        break;
    case Op::Sub:
        result = x - y;
        break;
    case Op::Mul:
        result = x * y;
        break;
    case Op::Div:
    case Op::Mod:
        if (b == 0)
            return std::nullopt;
        result = op == Op::Div ? x / y : x % y;
        break;
    case Op::Min:
        result = std::min(x, y);
        break;
    case Op::Max:
        result = std::max(x, y);
        break;
    default:
        return std::nullopt;
    }
    if (result > core::maxInt || result < -core::maxInt)
        return std::nullopt;
    return static_cast<int64_t>(result);
}

bool areDistinct(NodeRef list) {
    std::set<NodeRef> seen;
    return std::all_of(list->entries.begin(), list->entries.end(),
                       [&](const Entry& item) { return seen.insert(item.value).second; });
}

} // namespace

NodeRef madeText(Evaluation& in, std::string text) {
    if (text.size() > limit::textBytes)
        return in.stop(diag::Code::E4032, limit::textBytes);
    return in.spend(text.size() / limit::stepBytes) ? in.nodes.string(std::move(text)) : in.nodes.none();
}

namespace {

NodeRef joined(Evaluation& in, const std::vector<Entry>& items, const std::string& separator) {
    size_t bytes = items.empty() ? 0 : (items.size() - 1) * separator.size();
    for (const Entry& item : items)
        bytes += item.value->text.size();
    if (bytes > limit::textBytes)
        return in.stop(diag::Code::E4032, limit::textBytes);
    std::string out;
    out.reserve(bytes);
    for (const Entry& item : items) {
        if (&item != &items.front())
            out += separator;
        out += item.value->text;
    }
    return madeText(in, std::move(out));
}

} // namespace

NodeRef wholeOr(Evaluation& in, NodeRef given, NodeRef otherwise) {
    if (given->kind == NodeKind::Float)
        return in.nodes.integer(0);
    return given->kind == NodeKind::Int ? given : otherwise;
}

NodeRef fold(Evaluation& in, Op op, const std::vector<NodeRef>& args) {
    if (std::any_of(args.begin(), args.end(), [](NodeRef arg) { return arg->late; }))
        return nullptr;
    if (args.size() == 2) {
        if (auto answer = order(op, args[0], args[1]))
            return in.nodes.boolean(*answer);
        if (args[0]->kind == NodeKind::Int && args[1]->kind == NodeKind::Int)
            if (auto result = arithmetic(op, args[0]->integer, args[1]->integer))
                return in.nodes.integer(*result);
    }
    size_t bytes = 0;
    for (NodeRef arg : args)
        bytes += arg->text.size();
    if (!in.spend(bytes / limit::stepBytes))
        return in.nodes.none();
    std::string host;
    std::string port;
    switch (op) {
    case Op::Eq:
        return in.nodes.boolean(args[0] == args[1]);
    case Op::ToText:
        return in.nodes.string(toText(args[0]));
    case Op::Lower:
        return madeText(in, mapAscii(args[0]->text, 'A', 'Z', 'a' - 'A'));
    case Op::Upper:
        return madeText(in, mapAscii(args[0]->text, 'a', 'z', 'A' - 'a'));
    case Op::Cut:
        return in.nodes.string(cut(args[0]->text, args[1]->integer));
    case Op::Replace: {
        const std::string& text = args[0]->text;
        size_t count = text::occurrences(text, args[1]->text);
        if (text.size() + count * args[2]->text.size() > limit::textBytes + count * args[1]->text.size())
            return in.stop(diag::Code::E4032, limit::textBytes);
        return madeText(in, text::replaceAll(text, args[1]->text, args[2]->text));
    }
    case Op::Contains:
        return in.nodes.boolean(args[0]->text.find(args[1]->text) != std::string::npos);
    case Op::HasPrefix:
        return in.nodes.boolean(args[0]->text.starts_with(args[1]->text));
    case Op::HasSuffix:
        return in.nodes.boolean(args[0]->text.ends_with(args[1]->text));
    case Op::Matches:
        return in.nodes.boolean(text::matches(args[1]->text, args[0]->text));
    case Op::UrlHost:
        return in.nodes.string(splitUrl(args[0]->text, host, port) ? host : "");
    case Op::UrlPort:
        splitUrl(args[0]->text, host, port);
        return port.empty() ? args[1] : in.nodes.integer(std::stoll(port.substr(0, 15)));
    case Op::Base64:
        return madeText(in, text::base64(args[0]->text));
    case Op::Sha256:
        return in.nodes.string(text::sha256(args[0]->text));
    case Op::Amount: {
        double amount = values::amountOf(toText(args[0]));
        return in.nodes.number(amount, core::numberText(amount));
    }
    case Op::WholeOr:
        return wholeOr(in, args[0], args[1]);
    case Op::Join:
        return joined(in, args[0]->entries, args[1]->text);
    case Op::Unique:
        return in.nodes.boolean(areDistinct(args[0]));
    case Op::HasKey:
        return in.nodes.boolean(ir::findEntry(args[0], args[1]->text) != nullptr);
    case Op::Range: {
        if (args[0]->integer < 0 || args[0]->integer > limit::range)
            return nullptr;
        std::vector<Entry> items;
        for (int64_t i = 0; i < args[0]->integer; ++i)
            items.push_back(ir::NodeTable::item(in.yes(), in.nodes.integer(i)));
        return in.nodes.list(std::move(items));
    }
    default:
        return nullptr;
    }
}

} // namespace stackc::eval
