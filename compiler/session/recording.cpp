#include "session/recording.h"

namespace stackc::session {

Reading RecordingDisk::read(const std::filesystem::path& path, size_t limit) const {
    Reading reading = disk_.read(path, limit);
    if (reading.text)
        inputs_.insert(path.lexically_normal().string());
    return reading;
}

Names RecordingDisk::list(const std::filesystem::path& folder) const {
    if (disk_.kind(folder, Links::Follow) == Kind::Folder)
        inputs_.insert(folder.lexically_normal().string());
    return disk_.list(folder);
}

} // namespace stackc::session
