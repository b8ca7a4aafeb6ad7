#include "sema/stmt/allowances.h"

#include "sema/suggest.h"

#include <map>

namespace stackc::sema {

namespace {

/// What is found wrong with resources, once they are made.
bool isOfResources(const std::string& text) {
    for (Code code : diag::allCodes())
        if (diag::codeName(code) == text)
            return (code >= Code::E5020 && code <= Code::W5040) || code == Code::W5044 || code == Code::W5045 ||
                   code == Code::W5052;
    return false;
}

} // namespace

void allow(Checking& in, const std::vector<ast::Annotation>& annotations, size_t before,
           std::vector<core::Statement>& out) {
    for (const ast::Annotation& annotation : annotations) {
        if (annotation.name.text != "allow")
            continue;
        const auto* code = annotation.args.size() == 2
                               ? std::get_if<ast::NameRef>(&in.tree()[annotation.args[0].value].node)
                               : nullptr;
        const auto* reason =
            code != nullptr ? std::get_if<ast::StringLit>(&in.tree()[annotation.args[1].value].node) : nullptr;
        bool isText = reason != nullptr && reason->isPlainText() && !reason->plainText().empty();
        if (!isText || !isOfResources(code->name.text))
            in.sink.report(Code::E5033, annotation.span);
        else if (out.size() > before)
            out.back().allowed.push_back({code->name.text, reason->plainText(), annotation.span});
    }
}

void outsideResource(Checking& in, const ast::ExternalDecl& decl) {
    static const std::map<std::string, std::string> kinds{{"secret", "Secret"},
                                                          {"configMap", "ConfigMap"},
                                                          {"serviceAccount", "ServiceAccount"},
                                                          {"claim", "PersistentVolumeClaim"},
                                                          {"service", "Service"}};
    auto kind = kinds.find(decl.name.text);
    if (kind == kinds.end()) {
        std::vector<std::string> names;
        for (const auto& [name, unused] : kinds)
            names.push_back(name);
        in.sink.report(Code::E5035, decl.name.span, decl.name.text).suggest(didYouMean(decl.name.text, names));
        return;
    }
    in.program.outside.push_back({kind->second, decl.resource->text, decl.resource->span});
}

} // namespace stackc::sema
