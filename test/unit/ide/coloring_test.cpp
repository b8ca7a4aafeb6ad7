// What names are coloured as, by what they stand for.
#include "ide/coloring.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

/// The tokens as `text color+modifiers`.
std::vector<std::string> colors(const Stack& stack) {
    std::vector<std::string> found;
    for (const Colored& one : coloredBy(*stack.analysis, stack.file)) {
        std::string text = std::string(stack.text({stack.file, one.begin, one.end})) + " " +
                           std::string(colorNames()[static_cast<std::size_t>(one.color)]);
        for (std::size_t bit = 0; bit < modifierNames().size(); ++bit)
            if ((one.modifiers >> bit & 1) != 0)
                text += "+" + std::string(modifierNames()[bit]);
        found.push_back(text);
    }
    return found;
}

TEST(Coloring, KnowsWhatNamesStandFor) {
    const Stack stack(
        "chart demo { version = \"0.1.0\" }\nimport parts\nimport k8s.core.v1 { ConfigMap }\n"
        "enum L { warn, info }\nvalues { level: L = info, size: Int = 1 }\nlet two = parts.url(values.size)\n"
        "fn f(port: Int): Int = port + len(two)\nlet isLoud = values.level == warn\n"
        "resource c: ConfigMap { metadata { name = release.name } }\n",
        {{"parts", "export fn url(n: Int): String = str(n)\n"}});
    const std::vector<std::string> found = colors(stack);
    for (const char* one :
         {"warn enumMember+declaration", "info enumMember", "warn enumMember", "parts namespace", "url function",
          "values variable+readonly+defaultLibrary", "size property", "port parameter+declaration", "port parameter",
          "two variable+declaration+readonly", "two variable+readonly", "ConfigMap type+defaultLibrary",
          "metadata property+defaultLibrary", "len function+defaultLibrary", "name variable+readonly+defaultLibrary"})
        EXPECT_THAT(found, testing::Contains(one));
    for (const char* one : {"info variable", "port variable", "parts variable"})
        EXPECT_THAT(found, testing::Not(testing::Contains(one)));
}

} // namespace
} // namespace stackc::ide
