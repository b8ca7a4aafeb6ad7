#include "sema/stdlib.h"
#include "syntax/packed_tree.h"

namespace stackc::sema {

std::shared_ptr<const syntax::Module> stdlibTree(std::string_view path, source::FileId file) {
    return std::make_shared<syntax::Module>(syntax::unpackTree(stdlibPackedTree(path).value(), file));
}

} // namespace stackc::sema
