// The readers of values: YAML, JSON and `--set`, and the merge of what they read.

#include "fuzzing.h"
#include "values/merge.h"
#include "values/yaml_reader.h"
#include "values/yaml_tree.h"

#include <nlohmann/json.hpp>

using namespace stackc;
using Json = nlohmann::ordered_json;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text = fuzzing::textOf(data, size);
    values::YamlError error;
    Json yaml, user = Json::object();
    if (values::readValues(text, yaml, error))
        user = values::mergeValues(yaml, values::mergeFiles(yaml, yaml));
    std::vector<values::YamlNode> documents;
    if (values::readJsonStream(text, documents, error))
        for (const values::YamlNode& document : documents)
            values::toJson(document);
    std::string fault;
    values::applySet(user, text.substr(0, 200), fault);
    user.dump(-1, ' ', false, Json::error_handler_t::replace);
    return 0;
}
