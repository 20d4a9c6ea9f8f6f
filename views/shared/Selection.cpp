#include "views/shared/Selection.h"

namespace lab {

void Selection::select(const What& what)
{
    if (m_what == what)
        return;
    m_what = what;
    emit changed();
}

} // namespace lab
