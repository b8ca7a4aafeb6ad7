#pragma once

#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace stackc::syntax {

/// Writes the tree of dump.h. Each function writes a node at the current depth.
class Dumper {
public:
    explicit Dumper(const Module& module) : module_(module) {}

    std::string run();

private:
    /// Makes the lines written while it lives children of the line before.
    class Deeper {
    public:
        explicit Deeper(Dumper& dumper) : dumper_(dumper) { ++dumper_.depth_; }
        ~Deeper() { --dumper_.depth_; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;

    private:
        Dumper& dumper_;
    };

    // dump.cpp
    void line(std::string_view text);
    void doc(const Doc& doc);
    void annotations(const std::vector<Annotation>& annotations);
    void args(const std::vector<Arg>& args);
    void rule(std::string_view label, const Rule& rule);
    void cond(const Cond& cond);
    void clauses(const std::vector<Clause>& clauses);
    static std::string pattern(const LoopPattern& pattern);
    static std::string patterns(const std::vector<CasePattern>& patterns);
    /// `label` as a line with the expression below it; nothing if there is none.
    void labelled(std::string_view label, ExprId id);

    // dump_decl.cpp
    void decl(const Decl& decl);
    void node(const ErrorDecl& decl);
    void node(const ChartDecl& decl);
    void node(const ImportDecl& decl);
    void node(const TypeDecl& decl);
    void node(const VariantDecl& decl);
    void node(const EnumDecl& decl);
    void node(const FnDecl& decl);
    void node(const LetDecl& decl);
    void node(const ValuesDecl& decl);
    void node(const CheckDecl& decl);
    void node(const BackendDecl& decl);
    void node(const ServiceDecl& decl);
    void node(const ResourceDecl& decl);
    void node(const PatchDecl& decl);
    void node(const UseDecl& decl);
    void node(const IncludeDecl& decl);
    void node(const ExternalDecl& decl);
    void node(const EnvironmentDecl& decl);
    void node(const ComponentDecl& decl);
    void node(const TestDecl& decl);
    void params(const std::vector<Param>& params);

    // dump_stmt.cpp
    void body(BodyId id);
    void stmt(StmtId id);
    void node(const ErrorStmt& stmt);
    void node(const OutputsStmt& stmt);
    void node(const ContributionStmt& stmt);
    void node(const PartStmt& stmt);
    void node(const IfStmt& stmt);
    void node(const MatchStmt& stmt);
    void node(const ForStmt& stmt);
    void node(const GivenStmt& stmt);
    void node(const ExpectStmt& stmt);

    // dump_type.cpp
    void type(TypeId id);
    void node(const ErrorType& type);
    void node(const NamedType& type);
    void node(const ListType& type);
    void node(const MapType& type);
    void node(const RecordType& type);
    void node(const OptionalType& type);
    void node(const ExtendType& type);
    void field(const Field& field);

    // dump_expr.cpp
    void expr(ExprId id);
    void node(const ErrorExpr& expr);
    void node(const NoneLit& expr);
    void node(const BoolLit& expr);
    void node(const IntLit& expr);
    void node(const FloatLit& expr);
    void node(const UnitLit& expr);
    void node(const StringLit& expr);
    void node(const NameRef& expr);
    void node(const MemberExpr& expr);
    void node(const CallExpr& expr);
    void node(const ApplyExpr& expr);
    void node(const BlockExpr& expr);
    void node(const ListExpr& expr);
    void node(const MatchExpr& expr);
    void node(const IfExpr& expr);
    void node(const LetExpr& expr);
    void node(const UnaryExpr& expr);
    void node(const BinaryExpr& expr);
    void node(const IsExpr& expr);
    void node(const IndexExpr& expr);
    void item(ItemId id);

    // dump_block.cpp
    void block(BlockId id);
    void entry(EntryId id);
    static std::string target(const Target& target);
    void targetLine(std::string_view label, const Target& target);
    void node(const ErrorEntry& entry);
    void node(const AssignEntry& entry);
    void node(const AmendEntry& entry);
    void node(const SpreadEntry& entry);
    void node(const IfEntry& entry);
    void node(const MatchEntry& entry);
    void node(const ForEntry& entry);
    void node(const LetEntry& entry);
    void node(const RemoveEntry& entry);
    void node(const PartEntry& entry);

    const Module& module_;
    std::string out_;
    int depth_ = 0;
};

} // namespace stackc::syntax
