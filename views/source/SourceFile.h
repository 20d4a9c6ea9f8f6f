#pragma once
// SourceFile: a source file of the learner's as text: UTF-8, or CP949 where it isn't that (the usual one of older Korean
// files). Remembers the last file, as it is asked for at every step.

#include <QDateTime>
#include <QString>

#include <string>

namespace lab {

class SourceFile
{
public:
    /// False: it can't be read, or is no text, or larger than 4 MB. Read again when the file has changed.
    bool load(const std::string& file);

    const QString& text() const { return m_text; }

    QDateTime changedAt() const { return m_changedAt; }

    bool cp949() const { return m_cp949; }

    int lineCount() const { return m_lines; }

private:
    std::string m_file;
    QString m_text;
    QDateTime m_changedAt;
    bool m_loaded = false, m_cp949 = false;
    int m_lines = 0;
};

} // namespace lab
