#include "templates/recurring_names.h"

#include "templates/printer.h"
#include "templates/walk.h"
#include "values/own_templates.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stackc::templates {

namespace {

constexpr size_t fewest = 3; ///< places

/// `%s-word` in a format.
struct Verb {
    size_t begin = 0;
    size_t argument = 0; ///< of the printf
    std::string word;    ///< empty: none, as something else follows
};

/// The word behind `%s`, up to the end or to what is no part of a name.
std::string wordAt(const std::string& format, size_t begin) {
    auto isWordly = [](unsigned char c) { return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-'; };
    size_t end = begin;
    while (end < format.size() && isWordly(format[end]))
        ++end;
    bool isEnd = end == format.size() || std::string_view(".:/").find(format[end]) != std::string_view::npos;
    bool isWord = isEnd && end > begin + 1 && format[begin] == '-' && std::isalpha(format[begin + 1]) != 0;
    return isWord && format[end - 1] != '-' ? format.substr(begin + 1, end - begin - 1) : std::string();
}

std::vector<Verb> verbsOf(const std::string& format) {
    std::vector<Verb> verbs;
    size_t argument = 0;
    for (size_t at = format.find('%'); at != std::string::npos && at + 1 < format.size(); at = format.find('%', at + 2))
        if (format[at + 1] != '%')
            verbs.push_back({at, ++argument, format[at + 1] == 's' ? wordAt(format, at + 2) : std::string()});
    return verbs;
}

/// `external-postgresql` as `externalPostgresql`.
std::string camelCase(const std::string& word) {
    std::string out;
    for (size_t i = 0; i < word.size(); ++i)
        if (word[i] == '-')
            ++i, out += static_cast<char>(std::toupper(static_cast<unsigned char>(word[i])));
        else
            out += word[i];
    return out;
}

/// What would be a helper if it stood in several places.
struct Recurring {
    std::string wanted; ///< the helper's name, without the chart's
    std::string comment;
    ExprPtr made;
    size_t places = 0;
    std::string helper = {}; ///< its full name; empty: none
};

/// What texts are put together of. The first time they are counted, then those that have a helper include it.
class Finder : public TemplateWalk {
public:
    explicit Finder(const std::string& chart) : chart_(chart) {}

    std::map<std::string, Recurring> all; ///< by what they print

protected:
    /// What stands in that place.
    ExprPtr inPlaceOf(Recurring found) {
        Recurring& one = all.try_emplace(printExpr(found.made), found).first->second;
        ++one.places;
        return one.helper.empty() ? found.made : call("include", {stringLiteral(one.helper), root()});
    }

    bool isIncludeOf(const ExprPtr& e, std::string_view end) const {
        return isCallOf(e, "include") && e->args[1]->kind == ExprKind::Root &&
               e->args[0]->text.starts_with(chart_ + ".") && e->args[0]->text.ends_with(end);
    }

    const std::string& chart_;
};

/// `printf "%s-config" (include "<chart>.fullname" . | trunc n | trimAll "-")`
class Names : public Finder {
public:
    using Finder::Finder;

protected:
    ExprPtr formatted(ExprPtr e) override {
        if (e->args[0]->kind != ExprKind::String)
            return e;
        std::string format = e->args[0]->text;
        std::vector<ExprPtr> args = e->args;
        std::vector<Verb> verbs = verbsOf(format);
        for (auto verb = verbs.rbegin(); verb != verbs.rend(); ++verb) {
            if (verb->word.empty() || verb->argument >= args.size() || !isCut(args[verb->argument]))
                continue;
            ExprPtr made = call("printf", {stringLiteral("%s-" + verb->word), args[verb->argument]});
            ExprPtr placed =
                inPlaceOf({camelCase(verb->word) + "Name",
                           fmt::format("`fullname` with `-{}` behind it; what is too long is cut.", verb->word), made});
            if (placed == made)
                continue;
            format.erase(verb->begin + 2, verb->word.size() + 1);
            args[verb->argument] = std::move(placed);
        }
        if (format == "%s")
            return args[1];
        args[0] = stringLiteral(format);
        return call("printf", std::move(args));
    }

private:
    bool isCut(const ExprPtr& e) const {
        auto isPipe = [](const ExprPtr& pipe, std::string_view function) {
            return pipe->kind == ExprKind::Pipe && pipe->text == function && pipe->args.size() == 2;
        };
        return isPipe(e, "trimAll") && isPipe(e->args[1], "trunc") && e->args[1]->args[0]->kind == ExprKind::Int &&
               isIncludeOf(e->args[1]->args[1], ".fullname");
    }
};

/// `printf "%s.%s.svc.%s" (include "<chart>.configName" .) …`
class Hosts : public Finder {
public:
    using Finder::Finder;

protected:
    ExprPtr formatted(ExprPtr e) override {
        bool isHost = e->args[0]->kind == ExprKind::String && e->args[0]->text == "%s.%s.svc.%s" &&
                      std::all_of(e->args.begin() + 1, e->args.end(), isOfRoot);
        if (isHost && isIncludeOf(e->args[1], ".fullname"))
            return inPlaceOf({"host", "The host of the Service that is called `fullname`, in the cluster.", e});
        if (!isHost || !isIncludeOf(e->args[1], "Name"))
            return e;
        std::string name = e->args[1]->args[0]->text.substr(chart_.size() + 1);
        return inPlaceOf({name.substr(0, name.size() - 4) + "Host",
                          fmt::format("The host of the Service that is called `{}`, in the cluster.", name), e});
    }

private:
    /// Does it read nothing but what every template reaches?
    static bool isOfRoot(const ExprPtr& e) {
        bool isOther = e->kind == ExprKind::Dot || e->kind == ExprKind::Box || e->kind == ExprKind::Variable;
        return !isOther && std::ranges::all_of(e->args, isOfRoot);
    }
};

std::set<std::string> namesOf(Templates& templates) {
    std::set<std::string> names;
    for (const Body* body : bodiesOf(templates))
        for (const Block& block : *body)
            if (const Define* define = std::get_if<Define>(&block.node))
                names.insert(define->name);
    return names;
}

/// Puts helpers for what stands in several places into `made`, and includes of them where it stands.
void giveHelpers(const std::string& chart, Finder& finder, Templates& templates, Body& made) {
    for (const Body* body : bodiesOf(templates))
        finder.body(*body);
    std::set<std::string> taken = namesOf(templates);
    const size_t before = made.size();
    for (auto& [printed, one] : finder.all) {
        const std::string helper = chart + "." + one.wanted;
        if (one.places < fewest || values::own_templates::isOwn(one.wanted) || !taken.insert(helper).second)
            continue;
        one.helper = helper;
        Define define;
        define.name = helper;
        define.comment = one.comment;
        define.body.push_back({Action{0, one.made}});
        made.push_back({std::move(define)});
    }
    if (made.size() == before)
        return;
    for (Body* body : bodiesOf(templates))
        *body = finder.body(*body);
}

} // namespace

void nameRecurring(const std::string& chart, Templates& templates) {
    Body made;
    Names names(chart);
    giveHelpers(chart, names, templates, made);
    Hosts hosts(chart);
    giveHelpers(chart, hosts, templates, made);
    auto isFullname = [&](const Block& block) { return std::get<Define>(block.node).name == chart + ".fullname"; };
    auto at = std::ranges::find_if(templates.helpers, isFullname);
    templates.helpers.insert(at == templates.helpers.end() ? at : at + 1, std::make_move_iterator(made.begin()),
                             std::make_move_iterator(made.end()));
}

} // namespace stackc::templates
