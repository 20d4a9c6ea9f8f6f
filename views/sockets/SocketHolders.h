#pragma once
// SocketHolders: which programs have which socket, by the descriptor tables at the playhead. Made again only when the
// events between say that a program came, went, or opened or closed something.

#include "views/shared/Playhead.h"
#include "views/sockets/SocketEntry.h"

#include <unordered_map>

namespace lab {

class SocketHolders
{
public:
    void reset() { *this = SocketHolders(); }

    bool follow(const Playhead& playhead); ///< to where it stands; true: something may have changed
    const std::vector<SocketOwner>& of(const SocketRow& row) const; ///< ordered by program and descriptor

private:
    void readAll(const LabState& state);

    std::size_t m_followed = 0;
    std::unordered_map<SocketId, std::vector<SocketOwner>> m_owners;
    std::unordered_map<std::uint64_t, std::vector<SocketOwner>> m_byInode; ///< where a descriptor's cookie is not known
};

} // namespace lab
