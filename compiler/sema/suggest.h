#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::sema {

/// The known name that was probably meant by `wanted`; empty if none is near.
std::string meantName(std::string_view wanted, const std::vector<std::string>& known);
/// What the keys that are not known were probably meant to be.
std::set<std::string> meantNames(const std::set<std::string>& keys, const std::vector<std::string>& known);
/// The known path that has the words of `wanted`, divided by dots, in another order, and perhaps some more or fewer:
/// `acme.v1` is meant by `v1.acme`. At least two are the same; empty if none has them.
std::string pathOfWords(std::string_view wanted, const std::vector<std::string>& known);
/// "did you mean `x`?" for the name that is nearest to `wanted`, or where what is called so elsewhere has its place;
/// empty if none is near.
std::string didYouMean(std::string_view wanted, const std::vector<std::string>& known);

} // namespace stackc::sema
