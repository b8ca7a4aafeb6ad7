#include "emit/helm/named_templates.h"

#include "values/own_templates.h"

namespace stackc::emit::helm {

NamedTemplates::NamedTemplates(const Defines& defines) {
    names_.insert(values::own_templates::all.begin(), values::own_templates::all.end());
    for (NodeRef shared : defines.shared)
        names_.insert(shared->text);
    for (NodeRef text : defines.texts)
        names_.insert(defines.textNames.at(text));
}

std::pair<NamedTemplate&, bool> NamedTemplates::of(NodeRef node, const std::string& name) {
    auto [place, fresh] = made_.try_emplace({node, name});
    NamedTemplate& made = place->second;
    if (fresh) {
        made.name = name;
        for (int i = 2; !names_.insert(made.name).second; ++i)
            made.name = name + "-" + std::to_string(i);
    }
    return {made, fresh};
}

void NamedTemplates::add(Define define) {
    (define.trim == Trim::Right ? textDefines_ : defines_).push_back({std::move(define)});
}

} // namespace stackc::emit::helm
