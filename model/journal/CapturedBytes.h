#pragma once
// CapturedBytes: the bytes that the frames of a capture lie in, piece by piece: kept in memory, or left in the file that they were read
// from and read again when somebody looks. A capture of a gigabyte then takes no gigabyte.

#include "model/base/Bytes.h"
#include "model/base/Result.h"
#include "model/base/UniqueFd.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lab {

/// A piece of a capture that is left in its file: where, and what it was when it was read.
struct LeftPiece
{
    /// `bytes` of the file from `offset` on.
    static LeftPiece of(std::uint64_t offset, ByteView bytes);

    std::uint64_t offset = 0;
    std::size_t length = 0; ///< 0: it is kept in memory
    std::uint32_t fingerprint = 0; ///< CRC-32
};

class CapturedBytes
{
public:
    /// Where pieces are that are left, open for reading, and what messages call it.
    void readAgainFrom(UniqueFd file, std::string name);

    // The next piece, in which the frames lie from number `firstFrame` on, which is more than of the piece before.
    void keep(Bytes piece, std::size_t firstFrame) { m_pieces.push_back({firstFrame, std::move(piece), {}}); }

    void leave(const LeftPiece& piece, std::size_t firstFrame) { m_pieces.push_back({firstFrame, {}, piece}); }

    bool readsAgain() const { return bool(m_file); }

    const std::optional<Error>& lost() const { return m_lost; } ///< at() has said so at least once: the first of them

    /// So many bytes from `offset` on of the piece of that frame, until it is asked again. The error names file and byte: what was left
    /// is no longer there, or is something else now.
    Result<ByteView> at(std::size_t frame, std::size_t offset, std::size_t length) const;

private:
    struct Piece
    {
        std::size_t firstFrame = 0;
        Bytes bytes;
        LeftPiece left;
    };

    /// A piece that was read again.
    struct Again
    {
        std::size_t firstFrame = none; ///< of the piece
        Bytes bytes;
        std::uint64_t asked = 0; ///< the larger, the later
    };

    static constexpr std::size_t none = ~std::size_t {0};

    Result<ByteView> readAgain(const Piece& piece) const;

    std::vector<Piece> m_pieces;
    UniqueFd m_file;
    std::string m_name;
    mutable std::array<Again, 8> m_again; ///< who folds, who paints and who searches are at different places
    mutable std::uint64_t m_asked = 0;
    mutable std::optional<Error> m_lost;
};

} // namespace lab
