#include "driver/images.h"

#include "driver/replace_file.h"
#include "session/images.h"

namespace stackc::driver {

namespace {

std::string rendered(const inspect::ImageList& list, const source::SourceManager& sources, ImagesFormat format) {
    switch (format) {
    case ImagesFormat::Text:
        break;
    case ImagesFormat::Json:
        return inspect::asJson(list, sources);
    case ImagesFormat::CycloneDx:
        return inspect::asCycloneDx(list);
    }
    return inspect::asText(list, sources);
}

} // namespace

int images(session::Compilation& compilation, const Options& options) {
    inspect::ImageList list = session::imagesOf(compilation);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    list.tool = STACKC_VERSION;
    return deliver(options.images.output, rendered(list, compilation.sources, options.images.format));
}

} // namespace stackc::driver
