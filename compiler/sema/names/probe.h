#pragma once
// What could stand where an editor asks: at a name that the editor has put there. See docs/internals/ide.md.

#include "sema/checking.h"
#include "sema/index.h"

namespace stackc::sema {

/// Is it the name at which an editor wants to know what could stand there, and not known yet?
inline bool isProbe(const Checking& in, const ast::Name& name) {
    return in.index != nullptr && in.index->probe && in.index->probe->place == Probe::Place::None &&
           name.span == in.index->probe->span;
}

/// Says what stands at the probe, whose offers were not made yet.
Probe& probed(Checking& in, Probe::Place place, TypeId type = {});
/// If the name is the probe: all names that are visible there.
void probeNames(Checking& in, const ast::Name& name, Probe::Place place, TypeId expected = {});
/// If the expression is the probe, or is called or applied by that name: all names that are visible there.
void probeExpression(Checking& in, const ast::Expr& expr, TypeId expected);
/// Can what is of that kind stand at such a place?
bool isOffered(EntityKind kind, Probe::Place place);
/// If a name of the path behind the first is the probe: what the modules and groups have that the path before leads to,
/// of that which can stand at such a place.
void probePath(Checking& in, const std::vector<ast::Name>& path, Probe::Place place = Probe::Place::Value);
/// If a name of the path of an import is the probe: modules.
void probeImport(Checking& in, const ast::Path& path);
/// If the name is the probe: what a module gives to others.
void probeExports(Checking& in, const ast::Name& name, const std::string& module);
/// If the name is the probe: one of those names.
void probeOneOf(Checking& in, const ast::Name& name, Probe::Place place, EntityKind kind,
                const std::vector<std::string>& names);
/// The text at which an editor asks is in that file, which was read now.
void placeProbe(Checking& in, source::FileId file);

} // namespace stackc::sema
