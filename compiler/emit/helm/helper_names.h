#pragma once
// What named templates are called that are made where statements are needed, and what their comments say.

#include "emit/helm/nodes.h"

#include <string>

namespace stackc::emit::helm {

/// `kind` says what is given, and `of` whose it is, where the kind alone doesn't tell: `extraEnvNames.cart`.
struct HelperName {
    std::string kind;
    std::string of;
    std::string comment;

    std::string text() const { return of.empty() ? kind : kind + "." + of; }
};

/// Of the template that says whether a late list or map has an entry: `anyToleration`.
HelperName nameOfAny(NodeRef collection);
/// Of the template that gives all entries of one: `extraEnvNames`, `ports`.
HelperName nameOfAll(NodeRef collection);
/// Of a `let` or parameter of the source: what it is.
std::string commentOfLet(NodeRef shared);
/// Of the template that gives a file's text, by the template's name: whose text it is.
std::string commentOfText(const std::string& name);
/// Of the template that counts the entries of one: `httpGetCount`.
HelperName nameOfCount(NodeRef collection);

} // namespace stackc::emit::helm
