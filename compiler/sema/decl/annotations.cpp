#include "sema/decl/annotations.h"

namespace stackc::sema {

std::string annotationText(Checking& in, const ast::Annotation& annotation) {
    if (annotation.args.size() == 1)
        if (const auto* literal = std::get_if<ast::StringLit>(&in.tree()[annotation.args[0].value].node))
            if (literal->isPlainText())
                return literal->plainText();
    in.sink.report(Code::E3027, annotation.span, "the argument of `@" + annotation.name.text + "`");
    return "";
}

std::string keyOf(Checking& in, const std::vector<ast::Annotation>& annotations, const std::string& name) {
    for (const ast::Annotation& annotation : annotations)
        if (annotation.name.text == "key")
            return annotationText(in, annotation);
    return name;
}

} // namespace stackc::sema
