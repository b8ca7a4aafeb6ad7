#include "templates/leaves.h"

#include <utility>

namespace stackc::templates {

namespace {

class Collector : public TemplateWalk {
public:
    Leaves found;

protected:
    void fixed(std::string_view token) override {
        if (token == "box" && last_.starts_with('.'))
            found.taken.insert(last_.substr(1));
        last_ = token;
        found.shape.append(token).push_back('\n');
    }
    ExprPtr leaf(const ExprPtr& e, const Site& site) override {
        fixed(isValuesPlace(e) ? "values" : e->kind == ExprKind::Int ? "integer" : "text");
        found.all.push_back({e, {}, site});
        return e;
    }
    std::vector<Part> scalar(const std::string& text, const Site& site) override {
        found.all.push_back({nullptr, text, site});
        return {{text, nullptr}};
    }

private:
    std::string last_; ///< token
};

class Replacer : public TemplateWalk {
public:
    explicit Replacer(const std::map<size_t, Replacement>& replacements) : replacements_(replacements) {}
    bool usesRoot = false;

protected:
    void fixed(std::string_view token) override { usesRoot |= token == "." || token.starts_with("call ."); }
    ExprPtr leaf(const ExprPtr& e, const Site& /*site*/) override {
        auto found = replacements_.find(next_++);
        if (found != replacements_.end())
            return found->second.expr;
        usesRoot |= isValuesPlace(e);
        return e;
    }
    std::vector<Part> scalar(const std::string& text, const Site& /*site*/) override {
        auto found = replacements_.find(next_++);
        return found == replacements_.end() ? std::vector<Part>{{text, nullptr}} : found->second.parts;
    }
    /// What takes nothing but what its includer has under the same names takes the includer's dict.
    ExprPtr include(ExprPtr e) override {
        const Expr* dict = dictOfInclude(e);
        for (size_t i = 0; dict != nullptr && i + 1 < dict->args.size(); i += 2) {
            const Expr& given = *dict->args[i + 1];
            const std::string& key = dict->args[i]->text;
            bool isSame = given.kind == ExprKind::Field && given.args[0]->kind == ExprKind::Box && given.text == key;
            if (!isSame && !(given.kind == ExprKind::Root && key == "root"))
                return e;
        }
        return dict == nullptr ? e : call("include", {e->args[0], box()});
    }

    ExprPtr formatted(ExprPtr e) override {
        if (!isCallOf(e->args[0], "format"))
            return e;
        const std::vector<ExprPtr>& parts = e->args[0]->args; // before, given, after
        std::vector<ExprPtr> args(e->args.begin() + 1, e->args.end());
        args.insert(args.begin() + static_cast<long>(verbsOf(parts[0]->text)), parts[1]);
        args.insert(args.begin(), stringLiteral(parts[0]->text + "%s" + parts[2]->text));
        return call("printf", std::move(args));
    }

private:
    static size_t verbsOf(const std::string& format) {
        size_t verbs = 0;
        for (size_t at = format.find('%'); at != std::string::npos; at = format.find('%', at + 2))
            verbs += at + 1 < format.size() && format[at + 1] != '%' ? 1 : 0;
        return verbs;
    }

    const std::map<size_t, Replacement>& replacements_;
    size_t next_ = 0;
};

} // namespace

Leaves leavesOf(const Body& body) {
    Collector collector;
    collector.body(body);
    return std::move(collector.found);
}

Replaced replaceLeaves(const Body& body, const std::map<size_t, Replacement>& replacements) {
    Replacer replacer(replacements);
    Replaced out;
    out.body = replacer.body(body);
    out.usesRoot = replacer.usesRoot;
    return out;
}

} // namespace stackc::templates
