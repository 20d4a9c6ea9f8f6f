#pragma once
// ProgramRun: `socketlab run` as a process of its own, with files of a test's in a folder that is gone at the end, and
// whoever survives it.

#include <QStringList>
#include <QTemporaryDir>

#include <csignal>
#include <string>

namespace lab::tests {

struct Outcome
{
    int status = -1; ///< negative: the signal that killed it
    double seconds = 0; ///< since its first program ran; since its end if none did
    QString said, complained;
    QString survivors; ///< names of the processes that the run left behind; empty: none
};

/// The program with these arguments, `typed` in its standard input, to its end. Not looked for: survivors.
Outcome socketlab(const QStringList& arguments, const QByteArray& typed = {});

class ProgramRun
{
public:
    ProgramRun();

    QString path(const QString& name) const { return m_home.filePath(name); }

    /// An executable file with this text.
    QString written(const QString& name, const QByteArray& text) const;
    /// A C program's text: what most of them need (ProgramRun.cpp: sockets, at(), listening(), connected()), then
    /// `body`, whose first line is line 1.
    QString source(const QString& name, const QByteArray& body) const;
    /// cc with these arguments; false if it fails.
    bool compile(const QStringList& arguments) const;

    /// `socketlab run` (with --allow-root where that is needed); `endSignal`: sent to it once its first program runs.
    Outcome run(QStringList arguments, int endSignal = 0);
    /// With one client, from source().
    Outcome client(const QString& name, const QByteArray& body, const QStringList& options = {}, int endSignal = 0);

private:
    QTemporaryDir m_home;
    std::string m_mark;
};

/// Empty if the run ended with `status` within `seconds` and left nothing; else what is wrong. `sentences` must all be
/// in what it said.
QString fault(const Outcome& outcome, int status, const QStringList& sentences, double seconds = 20);

} // namespace lab::tests
