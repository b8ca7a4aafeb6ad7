#include "emit/archive.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>
#include <stdexcept>
#include <zlib.h>

namespace stackc::emit {

namespace {

constexpr size_t block = 512;

/// A header of POSIX 1003.1, "ustar".
struct Header {
    char name[100], mode[8], owner[8], group[8], size[12], time[12], sum[8], type, link[100], magic[6], version[2],
        ownerName[32], groupName[32], major[8], minor[8], prefix[155], rest[12];
};
static_assert(sizeof(Header) == block);

/// Puts a text into a field, which has zeros behind it.
template <size_t Size> void put(char (&field)[Size], std::string_view text) {
    assert(text.size() <= Size);
    std::ranges::copy(text, field);
}

/// Puts a path into the header, if need be in two parts, before a slash and after it. False: it doesn't fit.
bool split(std::string_view path, Header& header) {
    if (path.size() <= sizeof header.name) {
        put(header.name, path);
        return true;
    }
    for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
        if (slash > 0 && slash <= sizeof header.prefix && path.size() - slash - 1 <= sizeof header.name) {
            put(header.prefix, path.substr(0, slash));
            put(header.name, path.substr(slash + 1));
            return true;
        }
    return false;
}

/// A record of an extended header: its own length in digits, then key and value.
std::string record(std::string_view key, std::string_view value) {
    size_t bare = key.size() + value.size() + 3; // a blank, `=` and a line end
    size_t size = bare;
    while (size != bare + std::to_string(size).size())
        size = bare + std::to_string(size).size();
    return fmt::format("{} {}={}\n", size, key, value);
}

void add(std::string& tar, std::string_view path, const std::string& bytes, int64_t time, char type = '0') {
    Header header{};
    if (!split(path, header)) {
        constexpr char extended = 'x';
        add(tar, "PaxHeader", record("path", path), time, extended);
        put(header.name, path.substr(0, sizeof header.name));
    }
    put(header.mode, "0000644");
    put(header.owner, "0000000");
    put(header.group, "0000000");
    put(header.size, fmt::format("{:011o}", bytes.size()));
    put(header.time, fmt::format("{:011o}", time));
    put(header.sum, "        ");
    header.type = type;
    put(header.magic, "ustar");
    put(header.version, "00");
    unsigned sum = 0;
    for (size_t i = 0; i < block; ++i)
        sum += reinterpret_cast<const unsigned char*>(&header)[i];
    put(header.sum, fmt::format("{:06o}", sum));
    header.sum[6] = '\0';
    tar.append(reinterpret_cast<const char*>(&header), block);
    tar += bytes;
    tar.append((block - bytes.size() % block) % block, '\0');
}

/// With a header that names no time, file or system.
std::string gzip(const std::string& bytes) {
    z_stream stream{};
    constexpr int withGzipHeader = 16, memory = 8, unknownSystem = 255;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + withGzipHeader, memory, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        throw std::bad_alloc();
    gz_header header{};
    header.os = unknownSystem;
    deflateSetHeader(&stream, &header);
    std::string out(deflateBound(&stream, bytes.size()) + sizeof(gz_header), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    [[maybe_unused]] int end = deflate(&stream, Z_FINISH);
    assert(end == Z_STREAM_END && "the bound of zlib is none");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

} // namespace

std::string tarGz(const FileSet& files, const std::string& folder, const std::vector<std::string>& first,
                  int64_t time) {
    std::string tar;
    for (const std::string& path : first)
        if (files.contains(path))
            add(tar, folder + "/" + path, files.at(path), time);
    for (const auto& [path, bytes] : files)
        if (std::find(first.begin(), first.end(), path) == first.end())
            add(tar, folder + "/" + path, bytes, time);
    tar.append(2 * block, '\0');
    return gzip(tar);
}

} // namespace stackc::emit
