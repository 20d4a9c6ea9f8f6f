/* Socket Lab example. Answers DNS questions about one name (RFC 1035). UDP, port 53; name-client.c's getaddrinfo() asks.
 * 이름 하나에 대한 DNS 질문에 답하는 서버(RFC 1035). UDP 포트 53. name-client.c의 getaddrinfo()가 묻는다.
 * name-server NAME ADDRESS...; IPv4 addresses, 15 at most. Port 53 needs net.ipv4.ip_unprivileged_port_start=53. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum { headerSize = 12, addressSize = 16, mostAddresses = 15, largest = 512 };

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }

/* A name as messages spell it: "shop.example" is 4 s h o p 7 e x a m p l e 0. Returns its length, 0 if it is no name.
 * 메시지 속의 이름 표기로 바꾸고 그 길이를 반환한다. 이름이 아니면 0. */
static size_t spell(const char *name, unsigned char *out, size_t room)
{
    size_t length = 0;
    while (*name != '\0') {
        size_t part = strcspn(name, ".");
        if (part == 0 || part > 63 || length + part + 2 > room) return 0;
        out[length++] = (unsigned char)part;
        memcpy(out + length, name, part);
        length += part;
        name += part + (name[part] == '.');
    }
    if (length > 0) out[length++] = 0;
    return length;
}

/* Where the question that begins after the header ends; 0 if it does not. 질문이 끝나는 자리. 끝이 없으면 0. */
static size_t questionEnd(const unsigned char *message, size_t length)
{
    size_t at = headerSize;
    while (at < length && message[at] != 0) at += message[at] + 1u;
    return at + 5 <= length ? at + 5 : 0; /* the 0, two bytes of type, two of class. 0, 종류와 클래스 2바이트씩. */
}

/* Makes the answer out of the question and returns its length. 질문을 답으로 고쳐 쓰고 그 길이를 반환한다. */
static size_t answer(unsigned char *message, size_t end, const unsigned char *known, size_t knownLength,
                     const struct in_addr *addresses, int count)
{
    const unsigned char *type = message + end - 4;
    int ours = end - headerSize == knownLength + 4
        && strncasecmp((const char *)message + headerSize, (const char *)known, knownLength) == 0;
    int wanted = ours && type[0] == 0 && type[1] == 1; /* A: an IPv4 address. A는 IPv4 주소. */
    int found = wanted ? count : 0;

    message[2] = (unsigned char)(0x84 | (message[2] & 1)); /* an answer, by the one who knows. 잘 아는 쪽의 답. */
    message[3] = ours ? 0 : 3; /* 3: there is no such name. 3은 그런 이름이 없다는 뜻. */
    message[6] = 0;
    message[7] = (unsigned char)found;
    memset(message + 8, 0, 4);
    for (int i = 0; i < found; ++i) {
        /* The name at byte 12, type A, class Internet, to be kept 0 seconds, 4 bytes.
         * 12번째 바이트의 이름, 종류 A, 인터넷, 0초 동안 보관, 4바이트. */
        static const unsigned char head[] = { 0xc0, headerSize, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4 };
        memcpy(message + end, head, sizeof head);
        memcpy(message + end + sizeof head, &addresses[i], 4);
        end += addressSize;
    }
    return end;
}

int main(int count, char **words)
{
    unsigned char known[256], message[largest];
    struct in_addr addresses[mostAddresses];
    size_t knownLength = count > 1 ? spell(words[1], known, sizeof known) : 0;
    int given = count - 2;
    if (knownLength == 0 || given < 1 || given > mostAddresses) {
        fprintf(stderr, "name-server NAME ADDRESS...\n");
        return EXIT_FAILURE;
    }
    for (int i = 0; i < given; ++i)
        if (inet_pton(AF_INET, words[i + 2], &addresses[i]) != 1) {
            fprintf(stderr, "%s is no IPv4 address\n", words[i + 2]);
            return EXIT_FAILURE;
        }

    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(53) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int mailbox = socket(AF_INET, SOCK_DGRAM, 0);
    if (mailbox == -1) die("socket");
    if (bind(mailbox, (struct sockaddr *)&here, sizeof here) == -1) die("bind");

    for (;;) {
        struct sockaddr_in asker;
        socklen_t size = sizeof asker;
        /* Room is left for all addresses. 주소가 모두 들어갈 자리를 남긴다. */
        ssize_t length = recvfrom(mailbox, message, sizeof message - mostAddresses * addressSize, 0,
                                  (struct sockaddr *)&asker, &size);
        if (length == -1) die("recvfrom");
        size_t end = questionEnd(message, (size_t)length);
        /* An answer, or not one question? Let it lie. 답이거나 질문이 하나가 아니면 버려둔다. */
        if (end == 0 || (message[2] & 0x80) != 0 || message[4] != 0 || message[5] != 1) continue;
        size_t whole = answer(message, end, known, knownLength, addresses, given);
        if (sendto(mailbox, message, whole, 0, (struct sockaddr *)&asker, size) == -1) perror("sendto");
    }
}
