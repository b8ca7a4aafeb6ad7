#include "templates/shared_names.h"

#include "templates/printer.h"
#include "templates/walk.h"

#include <algorithm>
#include <utility>

namespace stackc::templates {

namespace {

/// What a shared template is about: the fields that it reads of what it is given, in order, each once.
class Subjects : public TemplateWalk {
public:
    std::vector<std::string> words;

protected:
    void fixed(std::string_view token) override {
        if (token == "box" && last_.starts_with('.') && before_.starts_with('.'))
            if (std::string word = before_.substr(1); std::ranges::find(words, word) == words.end())
                words.push_back(std::move(word));
        before_ = std::exchange(last_, token);
    }

private:
    std::string before_, last_; ///< tokens
};

} // namespace

NameParts partsOf(std::string name, const std::string& chart) {
    if (name.starts_with(chart + "."))
        name.erase(0, chart.size() + 1);
    constexpr std::string_view hashed = "hashed."; // `hashed.config.cart`
    if (name.starts_with(hashed)) {
        size_t cut = name.find('.', hashed.size());
        return cut == std::string::npos ? NameParts{name, {}} : NameParts{name.substr(0, cut), name.substr(cut + 1)};
    }
    bool isNumbered = name.starts_with("files.") || name.starts_with("lets.") || name.find('.') == std::string::npos;
    size_t cut = isNumbered ? name.find_last_not_of("0123456789") : name.find('.');
    bool hasRest = isNumbered
                       ? cut != std::string::npos && cut + 1 < name.size() && (name[cut] == '-' || name[cut] == '.')
                       : cut != std::string::npos;
    if (!hasRest)
        return {name, {}};
    return {name.substr(0, cut), name.substr(cut + 1)};
}

std::vector<std::string> subjectsOf(const Body& body) {
    Subjects subjects;
    subjects.body(body);
    if (subjects.words.size() > 1)
        subjects.words.erase(subjects.words.begin());
    return std::move(subjects.words);
}

std::string saidByParameter(std::string comment, const Parameter& parameter) {
    constexpr std::string_view values = ".Values.";
    const std::string place = printExpr(parameter.given[0]);
    if (!place.starts_with(values))
        return comment;
    const std::string mark = "`" + place.substr(values.size());
    for (size_t at = comment.find(mark); at != std::string::npos; at = comment.find(mark, at + 1))
        if (const char after = comment[at + mark.size()]; after == '.' || after == '`')
            comment.replace(at, mark.size(), "`" + parameter.name);
    return comment;
}

} // namespace stackc::templates
