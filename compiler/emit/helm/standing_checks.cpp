#include "emit/helm/standing_checks.h"

#include "diag/diagnostic.h"
#include "text/patterns.h"

#include <string>

namespace stackc::emit::helm {

namespace {

void refuse(ExprPtr when, ExprPtr message, Body& out) {
    If block{.indent = 0, .branches = {}};
    block.branches.push_back({std::move(when), {{Action{0, call("fail", {std::move(message)})}}}});
    out.push_back({std::move(block)});
}

} // namespace

void addStandingChecks(bool hasValues, Body& out) {
    ExprPtr release = field(field(root(), "Release"), "Name");
    std::string format(diag::messageFormat(diag::Code::E4013));
    format.replace(format.find("{}"), 2, "%s");
    refuse(negate(call("regexMatch", {stringLiteral(std::string(text::dnsLabelPattern)), release})),
           call("printf", {stringLiteral(format), release}), out);
    ExprPtr chart = field(field(root(), "Chart"), "Name");
    refuse(negate(call("regexMatch", {stringLiteral(std::string(text::dnsLabelPattern)), chart})),
           call("printf", {stringLiteral("the alias `%s` of the chart is not a DNS label, in small letters"), chart}),
           out);
    if (hasValues)
        refuse(call("regexMatch", {stringLiteral("\\x{85}"), call("toJson", {field(root(), "Values")})}),
               stringLiteral(std::string(diag::messageFormat(diag::Code::E5049))), out);
}

} // namespace stackc::emit::helm
