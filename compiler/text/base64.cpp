#include "text/base64.h"

#include <openssl/evp.h>

namespace stackc::text {

namespace {

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

} // namespace

std::string base64(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    int length = EVP_EncodeBlock(bytesOf(out), bytesOf(bytes), static_cast<int>(bytes.size()));
    out.resize(static_cast<size_t>(length));
    return out;
}

std::optional<std::string> fromBase64(std::string_view text) {
    std::string letters;
    for (char c : text)
        if (c != '\n' && c != '\r')
            letters += c;
    size_t padding = letters.size() - (letters.find_last_not_of('=') + 1);
    if (letters.size() % 4 != 0 || padding > 2 ||
        letters.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") !=
            std::string::npos ||
        letters.find('=') < letters.size() - padding)
        return std::nullopt;
    std::string out(letters.size() / 4 * 3, '\0');
    if (letters.empty())
        return out;
    int length = EVP_DecodeBlock(bytesOf(out), bytesOf(std::string_view(letters)), static_cast<int>(letters.size()));
    if (length < 0)
        return std::nullopt;
    out.resize(static_cast<size_t>(length) - padding);
    return out;
}

} // namespace stackc::text
