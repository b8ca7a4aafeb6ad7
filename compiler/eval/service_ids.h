#pragma once
// What services are called that a loop makes, one for each element of something: no two services of a chart have one
// name, nor do their resources have that of another one. Of those that are called in the source the judge knows it.

#include "eval/evaluation.h"

#include <vector>

namespace stackc::eval {

class ServiceIds {
public:
    explicit ServiceIds(Evaluation& in) : in_(in) {}

    /// A use of the library's `service` by that name, under what the statements around it make. It made the documents
    /// from `from` on to `to`.
    void add(const core::Statement& use, NodeRef id, std::vector<ir::Scope> scopes, size_t from, size_t to);
    /// After all of them: E4001 where two have one name, checks of the chart where the values decide.
    void check(const std::vector<ir::Document>& documents);

private:
    struct Made {
        NodeRef id;
        std::vector<ir::Scope> scopes;
        core::Span span;
        NodeRef place = nullptr; ///< where the values say the name, as a text; null: it isn't known
        size_t from = 0, to = 0; ///< its documents
    };

    Made made(const core::Statement& use, NodeRef id, std::vector<ir::Scope> scopes) const;
    void checkNamed(const Made& looped);
    NodeRef message(const Made& one, const char* before, NodeRef name, const char* behind);
    void checkLooped();
    void checkResources(const Made& looped, const std::vector<ir::Document>& documents);
    void checkResource(const Made& looped, const ir::Document& own, const ir::Document& other);
    void refuse(const Made& one, NodeRef fine, NodeRef message);

    Evaluation& in_;
    std::vector<Made> named_;  ///< outside of loops
    std::vector<Made> looped_; ///< inside
};

} // namespace stackc::eval
