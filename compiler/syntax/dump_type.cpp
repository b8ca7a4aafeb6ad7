#include <fmt/format.h>

#include "syntax/dumper.h"
#include "text/dumped.h"

namespace stackc::syntax {

void Dumper::type(TypeId id) {
    std::visit([this](const auto& one) { node(one); }, module_[id].node);
}

void Dumper::node(const ErrorType&) { line("error"); }

void Dumper::node(const NamedType& type) {
    std::string text = "type " + type.path.text();
    for (const Refinement& one : type.refinements) {
        if (one.pattern) {
            text += fmt::format(" ({})", text::dumped(*one.pattern));
        } else {
            text += fmt::format(" ({}..{})", one.low ? one.low->text : "", one.high ? one.high->text : "");
        }
    }
    line(text);
}

void Dumper::node(const ListType& type) {
    line("list of");
    Deeper deeper(*this);
    this->type(type.element);
}

void Dumper::node(const MapType& type) {
    line("map of");
    Deeper deeper(*this);
    this->type(type.key);
    this->type(type.value);
}

void Dumper::node(const RecordType& type) {
    line("record");
    Deeper deeper(*this);
    for (const Field& one : type.fields)
        field(one);
    for (const Rule& check : type.checks)
        rule("check", check);
}

void Dumper::node(const OptionalType& type) {
    line("optional");
    Deeper deeper(*this);
    this->type(type.inner);
}

void Dumper::node(const ExtendType& type) {
    line("extend");
    Deeper deeper(*this);
    for (TypeId part : type.parts)
        this->type(part);
}

void Dumper::field(const Field& field) {
    doc(field.doc);
    annotations(field.annotations);
    line("field " + field.name.text);
    Deeper deeper(*this);
    type(field.type);
    labelled("default", field.defaultValue);
    if (field.where)
        rule("where", *field.where);
}

} // namespace stackc::syntax
