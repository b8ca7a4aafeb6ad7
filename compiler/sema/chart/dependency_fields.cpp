#include "sema/chart/dependency_fields.h"

namespace stackc::sema {

void dependencyField(Checking& in, TypeId record, core::Field field) {
    if (in.env.module == 0)
        in.chart.dependencyKeys.insert(field.name);
    in.program.types.edit(record).fields.push_back(std::move(field));
}

} // namespace stackc::sema
