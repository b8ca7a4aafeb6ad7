#pragma once
// The named templates that every chart has alike, as far as this one asks for them: it has those that an expression was
// given for.

#include "emit/helm/trees.h"
#include "ir/package.h"

#include <set>
#include <string>
#include <string_view>

namespace stackc::emit::helm {

class OwnTemplates {
public:
    /// `chart`: what names of templates begin with.
    explicit OwnTemplates(std::string chart) : chart_(std::move(chart)) {}

    /// The number that a quantity stands for.
    ExprPtr amount(ExprPtr quantity);
    /// The key of a textual variant, `""` of a text.
    ExprPtr caseOf(ExprPtr variant);
    /// Text where the value is neither nil nor the empty text, none where it is. It may be 0.
    ExprPtr isSet(ExprPtr value);
    /// Text where an element stands twice in the list, none where all differ.
    ExprPtr repeated(ExprPtr list);
    ExprPtr urlHost(ExprPtr url);
    /// The port of a URL, as text; `otherwise` where it has none.
    ExprPtr urlPort(ExprPtr url, ExprPtr otherwise);
    /// A late key as it stands in a text of YAML.
    ExprPtr yamlKey(ExprPtr key);
    /// The text that a Secret keeps. `arguments`: a dict.
    ExprPtr keptText(ExprPtr arguments);
    /// Any value of the values in a text of the format. `arguments`: a dict.
    ExprPtr data(core::TextFormat format, ExprPtr arguments);

    /// The templates but for those that write data and keep texts.
    Body defines() const;
    /// The templates that write data.
    std::string dataWriters() const;
    /// The template that keeps generated texts.
    std::string keeper() const;

private:
    ExprPtr include(std::string_view own, ExprPtr argument);
    std::string nameOf(std::string_view own) const;

    std::string chart_;
    std::set<std::string_view> asked_;
};

} // namespace stackc::emit::helm
