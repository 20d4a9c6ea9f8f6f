#pragma once
// Cage: the namespaces that keep a lab apart from the machine, and the init (pid 1) that takes every program of the
// lab with it when the engine ends, however it ends. Tidiness, not a boundary against kernel exploits (SECURITY.md).
//
// The engine enters a user and a network namespace of its own (the wire's). Programs run in a pid and a mount namespace
// whose init waits on a liveness pipe: it starts with a GO byte and leaves at end of file, and the kernel kills the rest
// of its namespace with it (pid_namespaces(7)). The GO byte closes the gap in which the engine could die unnoticed.

#include "model/base/UniqueFd.h"

#include <string>
#include <sys/types.h>

namespace lab {

/// unshare(2) into a new user namespace with this user's own id mapped to itself, and a new network namespace.
/// Throws SystemError naming the step that was refused.
void enterOwnNamespaces();

/// An unused network namespace, made by leaving the caller's for a moment. Returns what setns(2) takes.
UniqueFd makeNetworkNamespace();

/// Runs the rest of the caller's scope inside a network namespace, then returns to the one before.
class InsideNamespace
{
public:
    explicit InsideNamespace(int namespaceFd);
    ~InsideNamespace();

    InsideNamespace(const InsideNamespace&) = delete;
    InsideNamespace& operator=(const InsideNamespace&) = delete;

private:
    UniqueFd m_before;
};

class Cage
{
public:
    Cage(); ///< starts init; from now on children of this process are born in its pid namespace
    ~Cage(); ///< closes the liveness pipe and waits until every child of this process is gone

    Cage(const Cage&) = delete;
    Cage& operator=(const Cage&) = delete;

    pid_t init() const { return m_init; }

    /// In a freshly forked child: joins the mount namespace (own /proc; /etc/hosts knows "client" and "server", and
    /// /etc/resolv.conf asks 10.9.0.2 for every other name).
    void joinMounts() const;

    /// The programs see a /proc of their own; false where this machine does not allow it.
    bool ownProc() const { return m_ownProc; }

private:
    pid_t m_init = -1;
    UniqueFd m_liveness, m_mounts;
    bool m_ownProc = false;
};

} // namespace lab
