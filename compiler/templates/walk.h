#pragma once
// One pass over a template, in a fixed order: rebuilds it of what its hooks give for the leaves.

#include "templates/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::templates {

/// Where in a template a leaf stands.
struct Site {
    std::string key;         ///< of the line, or of the dict whose value it is; empty: none
    bool isArgument = false; ///< the value of an include's dict
    bool isCertain = false;  ///< evaluated whenever the template is
    bool isFormat = false;   ///< of a printf
    bool isMessage = false;  ///< what `fail` says
};

/// Is it `.Values`, or a field below it?
bool isValuesPlace(const ExprPtr& e);
/// The include's argument where that is a dict, else null.
const Expr* dictOfInclude(const ExprPtr& include);

class TemplateWalk {
public:
    virtual ~TemplateWalk() = default;
    Body body(const Body& blocks);
    ExprPtr expr(const ExprPtr& e);

protected:
    /// What two templates of one shape have in common, token by token.
    virtual void fixed(std::string_view /*token*/) {}
    /// A text, a whole number or a place of the values.
    virtual ExprPtr leaf(const ExprPtr& e, const Site& /*site*/) { return e; }
    /// The scalar that a line ends in.
    virtual std::vector<Part> scalar(const std::string& text, const Site& /*site*/) { return {{text, nullptr}}; }
    /// An include, its arguments done.
    virtual ExprPtr include(ExprPtr e) { return e; }

    /// A printf, its arguments done.
    virtual ExprPtr formatted(ExprPtr e) { return e; }

private:
    ExprPtr callOf(const ExprPtr& e);
    ExprPtr argument(const ExprPtr& dict);
    ExprPtr unkeyed(const ExprPtr& e);
    std::vector<Part> parts(const Line& line);
    Block block(const Block& block);
    Body conditional(const Body& blocks);
    Body otherwise(const Body& blocks); ///< of a walk over nothing
    ExprPtr leafHere(const ExprPtr& e);
    ExprPtr formatHere(const ExprPtr& e);
    ExprPtr messageHere(const ExprPtr& e);

    std::string key_;
    std::string item_; ///< the name of the list's item
    bool isArgument_ = false;
    bool isMessage_ = false;
    int conditions_ = 0; ///< around
};

} // namespace stackc::templates
