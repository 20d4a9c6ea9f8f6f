// The program that libFuzzer drives (llvm.org/docs/LibFuzzer.html): one target, which CMake names.
#include "tests/fuzz/FuzzTargets.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        lab::fuzz::SOCKETLAB_FUZZ_TARGET({data, size});
    } catch (const lab::fuzz::Broken& broken) {
        std::fprintf(stderr, "What should hold does not: %s\n", broken.sentence.c_str());
        std::abort();
    }
    return 0;
}
