#include "sema/decl/custom_kinds.h"

#include "kube/custom_kind.h"
#include "sema/decl/defaults.h"
#include "sema/notes.h"
#include "sema/types/language_items.h"

namespace stackc::sema {

ResourceKind describedKind(Checking& in, const ast::Annotation& crd, const std::string& typeName) {
    ResourceKind kind;
    kind.kind = typeName;
    for (const ast::Arg& arg : crd.args) {
        const auto& node = in.tree()[arg.value].node;
        const auto* text = std::get_if<ast::StringLit>(&node);
        const auto* word = std::get_if<ast::NameRef>(&node);
        bool isPlain = text != nullptr && text->isPlainText();
        if (!arg.name && isPlain)
            kind.apiVersion = text->plainText();
        else if (arg.name && arg.name->text == "kind" && isPlain)
            kind.kind = text->plainText();
        else if (arg.name && arg.name->text == "scope" && word &&
                 (word->name.text == "Namespaced" || word->name.text == "Cluster"))
            kind.namespaced = word->name.text == "Namespaced";
        else
            in.sink.report(Code::E5007, crd.span);
    }
    size_t slash = kind.apiVersion.find('/');
    if (slash == std::string::npos)
        in.sink.report(Code::E5007, crd.span);
    else if (auto fault = kube::faultOf(kube::CustomKind{
                 kind.apiVersion.substr(0, slash), kind.apiVersion.substr(slash + 1), kind.kind, kind.namespaced}))
        in.sink.report(Code::E5047, crd.span, *fault);
    return kind;
}

TypeId customType(Checking& in, TypeId record) {
    if (auto it = in.memo.customTypes.find(record.value); it != in.memo.customTypes.end())
        return it->second;
    Type custom = in.type(record);
    core::Field metadata;
    metadata.name = metadata.key = "metadata";
    metadata.type = metadataType(in);
    custom.fields.insert(custom.fields.begin(), metadata);
    TypeId id = in.program.types.add(std::move(custom));
    for (size_t i = 0; i < in.type(record).fields.size(); ++i)
        copyDefault(in, {record, i}, {id, i + 1});
    in.memo.customTypes[record.value] = id;
    noteConversion(in, record, {}, in.type(record).span); // what comes out has its fields
    return id;
}

} // namespace stackc::sema
