#pragma once
// From a value back through core to what the chart's author wrote of it.

#include "core/bindings.h"
#include "core/path.h"
#include "core/program.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace stackc::core {

/// An entry or expression of the author that a search came to.
struct Written {
    size_t depth; ///< how many steps of the path lead to it
    Span span;
    bool isGuess = false; ///< the text alone tells that it is this one
};

/// Follows names to what they stand for, through uses, calls, loops and fields. Nothing is evaluated: of branches all
/// are looked into.
class Origin {
public:
    explicit Origin(const Program& program) : program_(program) {}

    /// Parameters and lets of a component or function that is being evaluated.
    void bind(const Statement& statement);
    void bind(const CallExpr& call);
    /// Goes on in the round of a loop in which its key is that.
    void inRound(const Statement& loop, std::string key) { rounds_[loop.second.value] = std::move(key); }

    /// Looks for what stands at the path of the expression's value; `text` is what it is known to be, or empty. Deeper
    /// finds replace what was found before.
    void search(ExprId expr, const Path& path, const std::string& text);
    /// The same for a value that amends another one: it is itself not the place.
    void searchAmended(ExprId expr, const Path& path, const std::string& text);
    /// What an expression of the library is made of. Of its parts only those count that lie `within` a place of the
    /// source, if that is valid.
    std::optional<Span> behind(ExprId expr, Span within = {});

    const std::optional<Written>& found() const { return found_; }
    /// The value at the end of the path is made of this, where nothing of the author stands there itself.
    const std::optional<Span>& source() const { return source_; }
    /// Does the library write the text at the end of the path itself?
    bool isOfLibrary() const { return isOfLibrary_; }

    /// What a literal is as text.
    static std::string textOf(const Literal& literal);

private:
    /// What a variable stands for: the value itself, one of its elements or one of its keys.
    enum class Share : uint8_t { Whole, Element, Key };
    struct Bound {
        ExprId value;
        Share share;
    };
    /// Does the whole of a service count, of which an expression may read any attribute?
    enum class Services : uint8_t { Attributes, Whole };
    struct At {
        const Path& path;
        size_t depth;
        bool isPlace; ///< the expression is what stands there, and not what is laid over or under it
    };

    /// The innermost entry of the author on the way that is certainly on it, and how many guesses led to it.
    struct Way {
        Span span;
        int guesses;
    };

    void bind(VarId var, ExprId value, Share share = Share::Whole) {
        if (var.valid())
            bound_.set(var.value, {value, share});
    }
    void bindRound(VarId first, VarId second, ExprId source);
    std::optional<Span> behind(ExprId expr, Span within, Services services);
    std::optional<Span> fieldOf(const FieldAccess& access);
    std::optional<Span> keyBehind(ExprId expr);
    std::optional<Span> ofRound(VarId element, ExprId source);
    void bindAll(const std::vector<Statement>& statements);
    void note(Span span, size_t depth);
    void follow(ExprId id, At at);
    void followBelow(ExprId base, Step step, At at);
    void arrive(const Expr& expr, size_t depth);
    void set(const Entry& entry, At at);
    void key(const Entry& entry, size_t depth);
    void keyed(const Entry& entry, At at);
    void entries(const std::vector<Entry>& entries, At at);

    template <typename Other> void into(const Other&, At) {}
    void into(const InputRef& input, At at);
    void into(const RecordExpr& record, At at);
    void into(const ListExpr& list, At at);
    void into(const VariantExpr& variant, At at);
    void into(const LetRef& ref, At at);
    void into(const VarRef& ref, At at);
    void into(const FieldAccess& access, At at);
    void into(const CallExpr& call, At at);
    void into(const LetExpr& let, At at);
    void into(const IfExpr& choice, At at);
    void into(const IfLetExpr& choice, At at);
    void into(const MatchExpr& match, At at);
    void into(const OptionalLit& optional, At at);
    void into(const Coalesce& either, At at);
    void into(const MergeExpr& merge, At at);
    void into(const AmendElements& amended, At at);
    void into(const TextExpr& text, At at);

    const Program& program_;
    Bindings<Bound> bound_;
    std::map<uint32_t, std::string> rounds_; ///< the key of an element
    std::optional<Written> found_;
    std::optional<Span> source_;
    std::optional<Way> way_;
    std::string wanted_;
    bool isOfLibrary_ = false;
    bool isKeyWanted_ = false; ///< not the value at the end of the path, but its key
    int guesses_ = 0;          ///< lists on the way in which it can't be told which element is meant
    size_t budget_ = 20000;
};

} // namespace stackc::core
