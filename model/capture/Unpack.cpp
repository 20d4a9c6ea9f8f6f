#include "model/capture/Unpack.h"

#include <algorithm>
#include <memory>

#include <zlib.h>
#include <zstd.h>

namespace lab {

namespace {

constexpr std::size_t step = 1 << 20;

bool isGzip(ByteView file)
{
    return file.size() >= 2 && file[0] == 0x1f && file[1] == 0x8b;
}

std::string at(std::size_t offset, const char* kind, const std::string& found, const std::string& expected)
{
    return "at byte " + std::to_string(offset) + " of the " + kind + " file: found " + found + ", expected " + expected;
}

Unpacked gunzip(ByteView file, std::size_t most)
{
    Unpacked result;
    z_stream stream {};
    constexpr int gzipWindow = 15 + 16; // zlib.h: 16 more means a gzip header and its checksum
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return {{}, "zlib has no memory"};
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
    std::size_t taken = 0, made = 0;
    for (;;) {
        stream.next_in = const_cast<Bytef*>(file.data() + taken);
        stream.avail_in = static_cast<uInt>(std::min<std::size_t>(file.size() - taken, 1u << 30));
        const uInt offered = stream.avail_in;
        result.bytes.resize(made + step);
        stream.next_out = result.bytes.data() + made;
        stream.avail_out = step;
        const int status = inflate(&stream, Z_NO_FLUSH);
        taken += offered - stream.avail_in;
        made = result.bytes.size() - stream.avail_out;
        if (status == Z_STREAM_END) {
            if (taken == file.size() || !isGzip(file.subspan(taken)))
                break; // what is no further member is padding, as gzip(1) treats it
            inflateReset(&stream);
        } else if (status == Z_BUF_ERROR || (status == Z_OK && taken == file.size() && stream.avail_out > 0)) {
            result.damage = at(taken, "gzip", "its end", "more of it");
            break;
        } else if (status != Z_OK) {
            result.damage = at(taken, "gzip", stream.msg ? stream.msg : "damage", "compressed data");
            break;
        }
        if (made > most) {
            result.damage = at(taken, "gzip", "more than " + std::to_string(most) + " unpacked bytes", "less");
            break;
        }
    }
    result.bytes.resize(made);
    return result;
}

Unpacked unzstd(ByteView file, std::size_t most)
{
    Unpacked result;
    const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
    if (!stream)
        return {{}, "zstd has no memory"};
    ZSTD_inBuffer in {file.data(), file.size(), 0};
    std::size_t made = 0, pending = 1;
    while (in.pos < in.size || pending != 0) {
        result.bytes.resize(made + step);
        ZSTD_outBuffer out {result.bytes.data() + made, step, 0};
        const std::size_t before = in.pos;
        pending = ZSTD_decompressStream(stream.get(), &out, &in);
        made += out.pos;
        if (ZSTD_isError(pending)) {
            result.damage = at(in.pos, "zstd", ZSTD_getErrorName(pending), "compressed data");
            break;
        }
        if (in.pos == in.size && in.pos == before && out.pos == 0 && pending != 0) {
            result.damage = at(in.pos, "zstd", "its end", "more of it");
            break;
        }
        if (made > most) {
            result.damage = at(in.pos, "zstd", "more than " + std::to_string(most) + " unpacked bytes", "less");
            break;
        }
    }
    result.bytes.resize(made);
    return result;
}

} // namespace

bool isPacked(ByteView file)
{
    static constexpr std::uint8_t zstdMagic[] = {0x28, 0xb5, 0x2f, 0xfd};
    return isGzip(file) || (file.size() >= 4 && std::equal(std::begin(zstdMagic), std::end(zstdMagic), file.begin()));
}

Unpacked unpack(ByteView file, std::size_t most)
{
    return isGzip(file) ? gunzip(file, most) : unzstd(file, most);
}

} // namespace lab
