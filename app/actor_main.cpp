// socketlab-actor: the built-in program of a host. It performs, with the real system call, whatever call it is
// instructed to; model/engine/ActorProtocol.h says how. It decides nothing and knows no call by name.
//
// One thread more than is used waits all the time, so that a call can be made in a further thread of this program even
// while every other one is blocked.

#include "model/engine/ActorProtocol.h"

#include <cstring>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

void startThread();

void* performCalls(void*)
{
    void* box = ::mmap(nullptr, lab::boxSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    while (box != MAP_FAILED && ::syscall(lab::nextInstructionCall, box, lab::boxSize) > 0) {
        lab::Instruction next;
        std::memcpy(&next, box, sizeof next);
        if (next.number == lab::newThread)
            startThread();
        else
            ::syscall(next.number, next.args[0], next.args[1], next.args[2], next.args[3], next.args[4], next.args[5]);
    }
    return nullptr; // without a tracer the made-up call fails with ENOSYS
}

void startThread()
{
    pthread_t thread;
    if (::pthread_create(&thread, nullptr, performCalls, nullptr) == 0)
        ::pthread_detach(thread);
}

} // namespace

int main()
{
    startThread();
    performCalls(nullptr);
    return 0;
}
