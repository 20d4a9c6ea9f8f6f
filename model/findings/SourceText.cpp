#include "model/findings/SourceText.h"

#include <fstream>

namespace lab {

std::string sourceTextOnDisk(const std::string& file, int line)
{
    constexpr int mostLines = 3; // of one call
    std::ifstream source(file);
    std::string text, one;
    for (int at = 1; at < line + mostLines && std::getline(source, one); ++at) {
        if (at < line)
            continue;
        text += one + '\n';
        if (one.find(';') != std::string::npos)
            break;
    }
    return text;
}

} // namespace lab
