#include "views/source/SourceFile.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <iconv.h>

#include <optional>

namespace lab {

namespace {

constexpr qint64 largest = 4 * 1024 * 1024;

/// iconv(3): Qt alone knows no Korean encodings but UTF-8.
std::optional<QString> fromCp949(const QByteArray& bytes)
{
    const iconv_t conversion = ::iconv_open("UTF-16LE", "CP949");
    if (conversion == reinterpret_cast<iconv_t>(-1))
        return {};
    QByteArray out(bytes.size() * 2, '\0'); // a syllable of two bytes becomes one unit of two, ASCII doubles
    char* from = const_cast<char*>(bytes.data());
    char* to = out.data();
    auto left = static_cast<std::size_t>(bytes.size()), room = static_cast<std::size_t>(out.size());
    const bool whole = ::iconv(conversion, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
    ::iconv_close(conversion);
    if (!whole)
        return {};
    out.resize(out.size() - static_cast<qsizetype>(room));
    return QStringDecoder(QStringDecoder::Utf16LE)(out);
}

} // namespace

bool SourceFile::load(const std::string& file)
{
    const QFileInfo info(QString::fromStdString(file));
    const QDateTime changed = info.lastModified();
    if (file == m_file && changed == m_changedAt)
        return m_loaded;
    m_file = file;
    m_changedAt = changed;
    m_loaded = m_cp949 = false;
    m_text.clear();
    QFile opened(info.filePath());
    if (!info.isFile() || info.size() > largest || !opened.open(QIODevice::ReadOnly))
        return false;
    const QByteArray bytes = opened.readAll();
    if (bytes.contains('\0'))
        return false;
    QStringDecoder utf8(QStringDecoder::Utf8);
    m_text = utf8(bytes);
    if (utf8.hasError()) {
        const auto korean = fromCp949(bytes);
        m_cp949 = korean.has_value();
        m_text = korean ? *korean : QString::fromLatin1(bytes);
    }
    m_text.remove(QLatin1Char('\r'));
    m_lines = static_cast<int>(m_text.count(QLatin1Char('\n'))) + 1;
    return m_loaded = true;
}

} // namespace lab
