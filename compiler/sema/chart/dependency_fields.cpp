#include "sema/chart/dependency_fields.h"

namespace stackc::sema {

void dependencyField(Checking& in, TypeId record, core::Field field) {
    if (in.env.module == 0)
        in.chart.dependencyKeys.insert(field.name);
    in.program.types.edit(record).fields.push_back(std::move(field));
}

void breakField(Checking& in, TypeId record, const std::string& name) {
    for (core::Field& field : in.program.types.edit(record).fields)
        if (field.name == name)
            field.type = in.program.types.error();
}

void reportTaken(Checking& in, Span span, const std::string& key, const core::Field& other) {
    in.sink.report(Code::E3034, span, key, "another value")
        .note(other.span, "which is here")
        .suggest("below it stand the values of the chart that is included: give one of the two another name");
}

} // namespace stackc::sema
