#include "templates/parameters.h"

#include "templates/walk.h"

#include <iterator>
#include <utility>

namespace stackc::templates {

namespace {

class Reads : public TemplateWalk {
public:
    std::set<std::string> keys;
    std::set<std::string> handedTo; ///< names of templates

protected:
    void fixed(std::string_view token) override {
        if (token == "box" && last_.find('.') < 2) // of a field, which may be a safe one
            keys.insert(last_.substr(last_.find('.') + 1));
        if (token == "." || token.starts_with("call ."))
            keys.insert("root");
        last_ = token;
    }
    ExprPtr leaf(const ExprPtr& e, const Site& /*site*/) override {
        if (isValuesPlace(e))
            keys.insert("root");
        return e;
    }
    ExprPtr include(ExprPtr e) override {
        if (e->args[1]->kind == ExprKind::Box)
            handedTo.insert(e->args[0]->text);
        return e;
    }

private:
    std::string last_; ///< token
};

} // namespace

Parameters parametersOf(const Body& defines) {
    std::unordered_map<std::string, Reads> reads;
    for (const Block& block : defines)
        if (const Define* define = std::get_if<Define>(&block.node); define != nullptr && define->boxed)
            reads[define->name].body(define->body);
    for (bool isFinished = false; !isFinished;) {
        isFinished = true;
        for (auto read = reads.begin(); read != reads.end();) {
            bool isKnown = true;
            for (const std::string& name : read->second.handedTo) {
                auto other = reads.find(name);
                isKnown &= other != reads.end();
                for (const std::string& key : isKnown ? other->second.keys : std::set<std::string>{})
                    isFinished &= !read->second.keys.insert(key).second;
            }
            isFinished &= isKnown;
            read = isKnown ? std::next(read) : reads.erase(read);
        }
    }
    Parameters all;
    for (auto& [name, read] : reads)
        all[name] = std::move(read.keys);
    return all;
}

} // namespace stackc::templates
