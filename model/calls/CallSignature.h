#pragma once
// CallSignature: the socket calls as C has them: prototype, what is explained of each parameter and of the result, and the
// errors met most. One row a function; what the words mean is in resources/words/signatures.yaml.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct CallSignature
{
    std::string_view call; ///< the row of CallTable that the kernel sees: "recvfrom"
    std::string_view function; ///< in C: "recv"; its page is `man 2 recv`
    std::string_view result; ///< C type: "ssize_t"
    std::string_view returns; ///< key into words: returns.<key>
    std::string_view parameters; ///< "int sockfd: sockfd; …": type, name, key into words: parameter.<key>
    std::string_view errnos; ///< "EAGAIN EBADF", those that are met most
};

struct CallParameter
{
    std::string_view type; ///< "struct sockaddr *"; "..." for what a variadic function takes
    std::string_view name;
    std::string_view words;
};

/// Every call of CallTable that is no helper, in its order, and with them the functions of C that the kernel has no call of.
std::span<const CallSignature> callSignatures();
std::vector<CallParameter> parametersOf(const CallSignature& signature);
std::vector<std::string_view> errnosOf(const CallSignature& signature);
/// "int accept(int sockfd, struct sockaddr *addr, socklen_t *addrlen);" without the qualifiers of newer pages (restrict).
std::string prototypeOf(const CallSignature& signature);

} // namespace lab
