#pragma once
// OutsideServer: a real server outside of any lab, on 127.0.0.1 and started by the test, that answers in capitals; for the
// tests of attaching. It is gone with this object.

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace lab::tests {

class OutsideServer
{
public:
    /// `how`: "plain" (one client after the other), "threads" (two that accept, and one a client), "fork" (a child a
    /// client), "epoll", "timeout" (SO_RCVTIMEO on its listening socket), "signals" (SIGUSR1 with SA_RESTART, SIGUSR2
    /// without). Compiled at the first use of a test program.
    explicit OutsideServer(const QString& how);
    ~OutsideServer();

    pid_t pid() const { return static_cast<pid_t>(m_process->processId()); }

    int port() const { return m_port; }

    /// Connects, sends, and reads until the server closes. "" if there is no answer.
    QByteArray ask(const QByteArray& text) const;
    /// Connects and stays; the descriptor.
    int connected() const;

    bool runs() const { return m_process->state() == QProcess::Running; }

    /// The next line that it writes: "EINTR" when a call of it failed so. "" after 10 s.
    QByteArray line();

private:
    std::unique_ptr<QProcess> m_process;
    int m_port = 0;
};

} // namespace lab::tests
