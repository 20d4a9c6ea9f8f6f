#include "tests/support/DataStories.h"

namespace lab::tests {

namespace {

const FindingStory stories[] {
    {"recv() goes on after the end", "end-of-file-ignored",
     [](CallStory& s) {
         s.meet();
         for (int i = 0; i < 5; ++i)
             s.recv(s.server, 4, "");
     }},
    {"recv() looks twice", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "");
         s.recv(s.server, 4, "");
         s.close(s.server, 4);
     }},
    {"empty datagrams are no end", "",
     [](CallStory& s) {
         s.socket(s.server, 3, 2);
         for (int i = 0; i < 5; ++i)
             s.recv(s.server, 3, "");
     }},
    {"the next send() brings other bytes", "rest-not-sent",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello, world", 5);
         s.send(s.client, 3, "Goodbye", 7);
     }},
    {"close() with a rest unsent", "rest-not-sent",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello, world", 5);
         s.close(s.client, 3);
     }},
    {"the rest from where the last one ended", "",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello, world", 5);
         s.send(s.client, 3, ", world", 7, 0, 0x9005);
         s.close(s.client, 3);
     }},
    {"the rest, moved to the front of the buffer", "",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello, world", 5);
         s.send(s.client, 3, ", world, again", 14);
     }},
    {"the rest goes through another descriptor of the socket", "",
     [](CallStory& s) {
         s.meet();
         s.call(s.client, "dup", {number(3)}, 4);
         s.send(s.client, 3, "Hello, world", 5);
         s.send(s.client, 4, ", world", 7, 0, 0x9005);
         s.close(s.client, 3);
     }},
    {"the rest is waited for in vain", "",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello, world", 5);
         s.call(s.client, "poll", {number(0x9000), number(1), number(1000)}, 0);
         s.close(s.client, 3);
     }},
    {"the rest is given up because the peer is gone", "",
     [](CallStory& s) {
         s.meet();
         s.send(s.client, 3, "Hello, world", 5);
         s.send(s.client, 3, ", world", 0, ECONNRESET, 0x9005);
         s.close(s.client, 3);
     }},
    {"a shorter message is printed with the end of the longer one", "read-past-end",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "Good morning");
         s.prints(s.server, "Good morning\n");
         s.recv(s.server, 4, "Bye");
         s.prints(s.server, "Byed morning\n");
     }},
    {"the whole buffer is sent back", "read-past-end",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "Good morning");
         s.recv(s.server, 4, "Bye");
         s.send(s.server, 4, "Byed morning", 12, 0, 0x9000);
     }},
    {"two messages, each as long as it is", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "Good morning");
         s.recv(s.server, 4, "Bye");
         s.prints(s.server, "Good morning\nBye\n");
     }},
    {"a message that begins like the one before", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "Good morning");
         s.recv(s.server, 4, "Good");
         s.prints(s.server, "Good morning");
         s.prints(s.server, "Good");
     }},
    {"blanks are in many a program's own output", "",
     [](CallStory& s) {
         s.meet();
         s.recv(s.server, 4, "Name        x");
         s.recv(s.server, 4, "Bye ");
         s.prints(s.server, "Bye         x");
     }},
};

} // namespace

std::span<const FindingStory> dataStories()
{
    return stories;
}

} // namespace lab::tests
