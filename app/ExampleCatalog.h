#pragma once
// ExampleCatalog: the example programs of the lab in pairs, as the menu offers them. The files lie in resources/examples.

#include <vector>

namespace lab {

struct ExampleRow
{
    const char* server; ///< file name
    const char* client;
    const char* what; ///< English; shown through QCoreApplication::translate("ExampleCatalog", …)
};

/// The simplest first.
const std::vector<ExampleRow>& exampleCatalog();

} // namespace lab
