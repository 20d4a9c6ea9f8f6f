#include "model/journal/CapturedBytes.h"

#include "model/base/FileRead.h"

#include <algorithm>

#include <libdeflate.h>

namespace lab {

namespace {

/// Enough to tell that another program has written something else there; not against one that wants to deceive.
std::uint32_t fingerprintOf(ByteView bytes)
{
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

} // namespace

LeftPiece LeftPiece::of(std::uint64_t offset, ByteView bytes)
{
    return {offset, bytes.size(), fingerprintOf(bytes)};
}

void CapturedBytes::readAgainFrom(UniqueFd file, std::string name)
{
    m_file = std::move(file);
    m_name = std::move(name);
}

Result<ByteView> CapturedBytes::at(std::size_t frame, std::size_t offset, std::size_t length) const
{
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), frame,
                                        [](std::size_t number, const Piece& piece) { return number < piece.firstFrame; });
    const Piece& piece = *std::prev(after);
    const Result<ByteView> bytes = piece.left.length == 0 ? Result<ByteView>(piece.bytes) : readAgain(piece);
    if (!bytes && !m_lost)
        m_lost = bytes.error();
    return bytes ? Result<ByteView>(bytes->subspan(offset, length)) : bytes;
}

Result<ByteView> CapturedBytes::readAgain(const Piece& piece) const
{
    const auto known = std::find_if(m_again.begin(), m_again.end(), [&](const Again& one) { return one.firstFrame == piece.firstFrame; });
    Again& here = known != m_again.end()
        ? *known
        : *std::min_element(m_again.begin(), m_again.end(), [](const Again& a, const Again& b) { return a.asked < b.asked; });
    here.asked = ++m_asked;
    if (known != m_again.end())
        return ByteView(here.bytes);
    here.firstFrame = none;
    here.bytes.resize(piece.left.length); // most often it was as long: its pages are there, and nobody fills them first
    const auto found = readFileInto(m_file.get(), piece.left.offset, here.bytes, m_name);
    if (!found)
        return found.error();
    const std::string changed = m_name + " has changed since it was read: at byte ";
    const std::string expected = ", expected the " + std::to_string(piece.left.length) + " bytes that were there from byte " + std::to_string(piece.left.offset) + " on";
    if (*found < piece.left.length)
        return Error {changed + std::to_string(piece.left.offset + *found) + " found its end" + expected};
    if (fingerprintOf(here.bytes) != piece.left.fingerprint)
        return Error {changed + std::to_string(piece.left.offset) + " found other bytes" + expected};
    here.firstFrame = piece.firstFrame;
    return ByteView(here.bytes);
}

} // namespace lab
