#pragma once
// CallRecord: a program's socket calls as the lab's recording has them and as strace has them, in one form, so that the
// two can be compared.

#include <QString>
#include <QStringList>

#include <vector>

namespace lab::tests {

struct CallRecord
{
    QString name; ///< of the system call
    int fd = -1; ///< the first descriptor it was given; -1: none
    QString result; ///< "3", "-1 ECONNREFUSED"; "?": the program ended in the call
    QString file; ///< of the source; empty: not known
    int line = 0;

    QString text() const; ///< "accept(3) = 4"
};

/// One thread's calls, in their order.
using ThreadCalls = std::vector<CallRecord>;

/// The threads of the program and of its children that called at all, by rising thread id.
using ProgramCalls = std::vector<ThreadCalls>;

/// From `socketlab dump`; of the actors NAME and NAME.PID.
ProgramCalls callsInDump(const QByteArray& dump, const QString& actor);
/// From the files FOLDER/NAME.TID that `strace -ff -y -o FOLDER/NAME` wrote: only calls that make a socket or are given
/// one (or an epoll).
ProgramCalls callsInTraces(const QString& folder, const QString& name);

/// Without the calls that only wait or find nothing, and without how many bytes were moved in how many calls; the calls of
/// each descriptor in their order.
ThreadCalls withoutTiming(const ThreadCalls& calls);

QStringList texts(const ThreadCalls& calls);

} // namespace lab::tests
