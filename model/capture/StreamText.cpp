#include "model/capture/StreamText.h"

#include "model/base/Utf8.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace lab {

namespace {

/// How many bytes the character that begins like this takes (RFC 3629 section 3); 1 where none does.
std::size_t announcedLength(char lead)
{
    const auto byte = static_cast<std::uint8_t>(lead);
    return byte > 0xf4 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
}

/// `bytes` as text. A character that is cut at the end is left in `cut`, for what this side says next to complete it.
std::string readable(const Bytes& bytes, std::string& cut)
{
    const std::string whole = std::exchange(cut, {}) + std::string(bytes.begin(), bytes.end());
    std::string text;
    for (std::size_t at = 0; at < whole.size();) {
        const std::string_view rest = std::string_view(whole).substr(at);
        const std::size_t length = utf8Length(rest);
        if (length == 0 && announcedLength(rest[0]) > rest.size()) {
            cut = rest;
            break;
        }
        const auto byte = static_cast<std::uint8_t>(rest[0]);
        if (length > 1 || (length == 1 && ((byte >= 0x20 && byte != 0x7f) || byte == '\n' || byte == '\t')))
            text += rest.substr(0, length);
        else if (!rest.starts_with("\r\n"))
            text += "·";
        at += std::max<std::size_t>(length, 1);
    }
    return text;
}

std::string hexLines(const StreamPiece& piece)
{
    constexpr std::size_t aLine = 16;
    std::string text;
    for (std::size_t from = 0; from < piece.bytes.size(); from += aLine) {
        char part[24];
        std::snprintf(part, sizeof part, "%08llx ", static_cast<unsigned long long>(piece.offset + from));
        text += part;
        std::string ascii;
        for (std::size_t i = from; i < from + aLine; ++i) {
            if (i < piece.bytes.size()) {
                std::snprintf(part, sizeof part, " %02x", static_cast<unsigned>(piece.bytes[i]));
                ascii += piece.bytes[i] >= 0x20 && piece.bytes[i] < 0x7f ? static_cast<char>(piece.bytes[i]) : '.';
            }
            text += i < piece.bytes.size() ? part : "   ";
            if (i - from == aLine / 2 - 1)
                text += ' ';
        }
        text += "  " + ascii + '\n';
    }
    return text;
}

} // namespace

std::vector<StreamRun> streamRuns(const TcpStream& stream, StreamForm form, std::optional<int> side)
{
    std::vector<StreamRun> runs;
    std::array<std::string, 2> cut;
    int speaks = -1;
    const auto tellCut = [&](const StreamPiece& before) { // nothing comes that completes it
        std::string& half = cut[static_cast<std::size_t>(before.side)];
        std::string dots;
        for (std::size_t i = 0; i < half.size(); ++i)
            dots += "·";
        half.clear();
        if (!dots.empty())
            runs.push_back({StreamRun::Kind::Data, before.side, before.event, 0, dots});
    };
    for (const StreamPiece& piece : stream.pieces()) {
        if (side && piece.side != *side)
            continue;
        if (std::exchange(speaks, piece.side) != piece.side)
            runs.push_back({StreamRun::Kind::Turn, piece.side, piece.event, 0, {}});
        if (piece.missing > 0) {
            tellCut(piece);
            runs.push_back({StreamRun::Kind::Gap, piece.side, piece.event, piece.missing, {}});
        } else {
            runs.push_back({StreamRun::Kind::Data, piece.side, piece.event, 0,
                            form == StreamForm::Hex ? hexLines(piece) : readable(piece.bytes, cut[static_cast<std::size_t>(piece.side)])});
        }
    }
    for (auto piece = stream.pieces().rbegin(); piece != stream.pieces().rend() && !(cut[0].empty() && cut[1].empty()); ++piece)
        tellCut(*piece);
    return runs;
}

} // namespace lab
