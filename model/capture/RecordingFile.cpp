#include "model/capture/RecordingFile.h"

#include "model/base/FileRead.h"
#include "model/base/Text.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/Recording.h"
#include "model/capture/StraceSurvey.h"
#include "model/capture/Unpack.h"
#include "model/journal/JournalCodec.h"
#include "model/journal/PcapngLayout.h"

#include <algorithm>

namespace lab {

namespace {

/// Of a text the first lines decide: what a traced program prints may stand before the first call.
constexpr std::size_t looked = 64 << 10;

std::string_view firstText(ByteView begins)
{
    const std::string_view text = asText(begins.first(std::min(begins.size(), looked)));
    const bool binary = std::any_of(text.begin(), text.end(), [](char c) { return c == 0; });
    return binary ? std::string_view() : text;
}

struct LinesSeen
{
    std::size_t strace = 0, others = 0;
};

LinesSeen linesIn(std::string_view text)
{
    LinesSeen seen;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = lineAt(text, at);
        const auto read = readStraceLine(line);
        const bool call = read && read->kind != StraceLine::Kind::Remark;
        seen.strace += call;
        seen.others += !call && !read && !line.empty();
        at += line.size() + 1;
    }
    return seen;
}

bool hasStraceLine(std::string_view text)
{
    return linesIn(text).strace > 0;
}

/// A text that begins with a line too long to be looked at whole may still be one: the end of it decides.
bool mayBecomeStrace(std::string_view text)
{
    return !text.empty() && text.size() < looked && text.find('\n') == std::string_view::npos;
}

Error unknown(ByteView begins, const std::string& name)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string found;
    for (const std::uint8_t byte : begins.first(std::min<std::size_t>(begins.size(), 4)))
        found += std::string(found.empty() ? "" : " ") + digits[byte >> 4] + digits[byte & 15];
    std::string message = name + " is no recording that can be read: at byte 0: found " + found
        + ", expected pcap, pcapng, or one of them packed with gzip or zstd";
    constexpr std::size_t shown = 60;
    if (const std::string_view text = firstText(begins); !text.empty())
        message += "; in line 1: found \"" + escaped(asBytes(lineAt(text, 0)), shown)
            + "\", expected strace's output (strace -f -ttt -T -yy -o FILE), such as 4711 1700000000.123456 listen(3, 5) = 0";
    return Error {message + "."};
}

} // namespace

Status isSomeRecording(ByteView begins, const std::string& name, bool whole)
{
    if (begins.empty())
        return Error {name + " is empty; expected a capture (pcap or pcapng) or strace's output"};
    if (isPacked(begins) || isCapture(begins))
        return Nothing {};
    const std::string_view text = firstText(begins);
    if (hasStraceLine(text) || (!whole && mayBecomeStrace(text)))
        return Nothing {};
    return unknown(begins, name);
}

std::optional<bool> isOwnRecording(ByteView file, bool whole)
{
    const std::optional<bool> tooShort = whole ? std::optional<bool>(false) : std::nullopt;
    if (file.size() >= 4 && pcapng::numberAt<std::uint32_t>(file, 0) != pcapng::sectionHeader)
        return false;
    if (file.size() < 12)
        return tooShort;
    if (pcapng::numberAt<std::uint32_t>(file, 8) != pcapng::byteOrderMagic)
        return false;
    std::size_t at = 0;
    while (file.size() - at >= pcapng::blockOverhead) {
        const auto type = pcapng::numberAt<std::uint32_t>(file, at);
        const auto length = pcapng::numberAt<std::uint32_t>(file, at + 4);
        if (type == eventBlockType)
            return true;
        if (length < pcapng::blockOverhead || length % 4 != 0 || length > pcapng::largestBlock)
            return false;
        if (length > file.size() - at)
            return tooShort;
        if (type == pcapng::enhancedPacket)
            return length >= pcapng::blockOverhead + pcapng::packetHeader
                && pcapng::findOption(pcapng::packetOptions(file.subspan(at, length)), pcapng::optionLab).has_value();
        at += length;
    }
    return whole ? std::optional<bool>(true) : std::nullopt; // no packets at all
}

bool beginsLikeRecording(ByteView begins)
{
    // A source may quote a line of strace's; the last line may be cut.
    const LinesSeen seen = linesIn(firstText(begins));
    return isPacked(begins) || isCapture(begins) || (seen.strace > 0 && seen.strace + 1 >= seen.others);
}

Status unpackRecording(RecordingFile& file)
{
    if (!isPacked(file.bytes))
        return Nothing {};
    Unpacked unpacked = unpack(file.bytes);
    file.damage = std::move(unpacked.damage);
    file.bytes = std::move(unpacked.bytes);
    if (file.bytes.empty() && !file.damage.empty())
        return Error {file.name + " can't be unpacked: " + file.damage + "."};
    return isSomeRecording(file.bytes, "what is packed in " + file.name, true);
}

Result<RecordingFile> readRecordingFile(const std::string& path)
{
    RecordingFile file;
    file.name = path == "-" ? "standard input" : path;
    Result<Bytes> read = readFile(path, [&](ByteView begins) { return isSomeRecording(begins, file.name, false); });
    if (!read)
        return read.error();
    if (const Status known = isSomeRecording(*read, file.name, true); !known)
        return known.error();
    file.bytes = std::move(*read);
    if (const Status unpacked = unpackRecording(file); !unpacked)
        return unpacked.error();
    file.kind = isOwnRecording(file.bytes, true).value_or(false) ? RecordingFile::Kind::Ours
        : isCapture(file.bytes)                                  ? RecordingFile::Kind::Capture
                                                                 : RecordingFile::Kind::Strace;
    return file;
}

} // namespace lab
