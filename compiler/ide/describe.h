#pragma once
// What is shown of a name: its declaration as a user would write it, and what is said of it.

#include "core/program.h"
#include "ide/declarations.h"
#include "sema/index.h"
#include "source/source_manager.h"

#include <string>

namespace stackc::ide {

/// Where things are looked up.
struct Known {
    const source::SourceManager& sources;
    const core::Program& program;
    const kube::Library& library;
    const Declarations& declarations;
};

struct Description {
    std::string code; ///< in Stack: `replicas: Int(0..)`
    std::string doc;  ///< Markdown; empty: none
};

Description describe(const Known& known, const sema::Entity& entity);

/// The field of an object of Kubernetes; nothing if there is none.
std::optional<kube::Field> nativeField(const kube::Library& library, const sema::Entity& entity);

} // namespace stackc::ide
