#include "judge/names.h"

#include "judge/view.h"

namespace stackc::judge {

namespace {

/// A label stays legal, and an illegal one illegal, where a text of letters stands for a part.
bool isOfLabels(Illegal (*legal)(std::string_view)) {
    return legal == dnsLabel || legal == dnsLabelWithLetter || legal == dnsName;
}

} // namespace

std::string written(NodeRef text, std::string_view unknown) {
    text = unshared(text);
    if (const std::string* known = textOf(text))
        return *known;
    if (text->kind != ir::NodeKind::Prim || text->op != core::Op::Concat)
        return std::string(unknown);
    std::string all;
    for (NodeRef part : text->args)
        if (std::string piece = written(part, unknown); piece != unknown || !all.ends_with(unknown))
            all += piece;
    return all;
}

std::string exampleOf(NodeRef name) {
    constexpr size_t longest = 63;
    std::string example = written(name, "a");
    return example.size() <= longest ? example : std::string();
}

Illegal faultOf(NodeRef name, Illegal (*legal)(std::string_view)) {
    if (const std::string* known = textOf(name))
        return legal(*known);
    const std::string example = isOfLabels(legal) ? exampleOf(name) : std::string();
    return !example.empty() ? legal(example) : nullptr;
}

} // namespace stackc::judge
