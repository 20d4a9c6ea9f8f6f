#pragma once
// EventKind: the number of an event kind, as Journal::kindOf() gives it: its index among EventBody's alternatives.

#include "model/journal/Event.h"

#include <type_traits>

namespace lab {

template<class Kind, std::size_t I = 0>
constexpr int kindIndexOf()
{
    if constexpr (std::is_same_v<std::variant_alternative_t<I, EventVariant>, Kind>)
        return static_cast<int>(I);
    else
        return kindIndexOf<Kind, I + 1>();
}

} // namespace lab
