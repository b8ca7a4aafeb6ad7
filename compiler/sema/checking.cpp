#include "sema/checking.h"

namespace stackc::sema {

Checking::Checking(source::SourceManager& sources, Loader& loader, kube::Library& library, diag::Sink& sink)
    : sources(sources), loader(loader), library(library), sink(sink) {
    program.types = core::TypeTable(library);
}

ExprId Checking::make(Span span, TypeId type, core::ExprNode node) {
    program.exprs.push_back({span, type, std::move(node)});
    return ExprId{static_cast<uint32_t>(program.exprs.size() - 1)};
}

ExprId Checking::errorExpr(Span span) { return make(span, program.types.error(), core::ErrorExpr{}); }

bool Checking::inLibrary() const { return sources.writer(tree().file) == source::Writer::Library; }

} // namespace stackc::sema
