#include "app/ExampleCatalog.h"

#include <QtGlobal>

namespace lab {

const std::vector<ExampleRow>& exampleCatalog()
{
    static const std::vector<ExampleRow> all {
        {"greet-server.c", "greet-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "A greeting, the shortest")},
        {"hello-server.c", "hello-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "Request and answer")},
        {"echo-server.c", "echo-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "An echo, one client after the other")},
        {"fork-server.c", "echo-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "An echo with a process for each client")},
        {"select-server.c", "echo-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "Many clients in one thread: select()")},
        {"poll-server.c", "echo-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "Many clients in one thread: poll()")},
        {"epoll-server.c", "echo-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "Many clients in one thread: epoll")},
        {"chat-server.c", "chat-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "A chat: a thread for each client")},
        {"echo-server.c", "name-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "A server looked up by its name")},
        {"udp-time-server.c", "udp-time-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "UDP datagrams: what time is it?")},
        {"tls-server.c", "tls-client.c", QT_TRANSLATE_NOOP("ExampleCatalog", "A conversation inside TLS")},
    };
    return all;
}

} // namespace lab
