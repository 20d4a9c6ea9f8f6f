/* Socket Lab example. Asks a TLS server one thing, prints the answer, and says whether the end was meant.
 * TLS 서버에 한 가지를 묻고 답을 출력하며, 끝이 제대로 온 것인지도 알려 준다.
 * tls-client [NAME [VERSION [REQUEST]]]; "shop.example", 1.3 (or 1.2) and "Hello" by default. tls-server.c is at 10.9.0.2.
 * libraries: ssl crypto */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h> /* Debian: libssl-dev */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The certificate that is trusted: the shop's own, which is in tls-server.c, too.
 * 믿기로 한 인증서. 가게의 인증서 그대로이며 tls-server.c에도 있다. */
static const char trusted[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBNjCB6aADAgECAgEBMAUGAytlcDAtMRQwEgYDVQQKDAtDb3JuZXIgU2hvcDEV\n"
    "MBMGA1UEAwwMc2hvcC5leGFtcGxlMCAXDTcwMDEwMTAwMDAwMFoYDzk5OTkxMjMx\n"
    "MjM1OTU5WjAtMRQwEgYDVQQKDAtDb3JuZXIgU2hvcDEVMBMGA1UEAwwMc2hvcC5l\n"
    "eGFtcGxlMCowBQYDK2VwAyEASCU36V++a6rWG5HF66We97IcFRq7WySL/FdMRNe4\n"
    "hmijLDAqMBcGA1UdEQQQMA6CDHNob3AuZXhhbXBsZTAPBgNVHRMBAf8EBTADAQH/\n"
    "MAUGAytlcANBADV4cUjEPFzzsAnbWrdb2qKhg87VTFNwaK8uKGyOCPz3Q8/bIn1r\n"
    "Tvu0QGmNuGiYotAdyT98FMddiVkRefdE5QI=\n"
    "-----END CERTIFICATE-----\n";

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }
static void need(int fine, const char *what) { if (!fine) { fprintf(stderr, "%s failed\n", what); exit(EXIT_FAILURE); } }

static SSL_CTX *makeContext(int version)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    BIO *text = BIO_new_mem_buf(trusted, -1);
    X509 *shop = PEM_read_bio_X509(text, NULL, NULL, NULL);
    need(context && shop, "reading the certificate");
    need(X509_STORE_add_cert(SSL_CTX_get_cert_store(context), shop), "trusting the certificate");
    need(SSL_CTX_set_min_proto_version(context, version) && SSL_CTX_set_max_proto_version(context, version), "the version");
    need(SSL_CTX_set1_groups_list(context, "X25519"), "the key exchange"); /* one is enough. 하나면 충분하다. */
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL); /* without it anybody could be the shop. 없으면 아무나 가게 행세를 한다. */
    X509_free(shop);
    BIO_free(text);
    return context;
}

static int connected(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons(8443) };
    there.sin_addr.s_addr = inet_addr("10.9.0.2");
    int talker = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (talker == -1) die("socket");
    /* The end of the TLS handshake and the request are two small segments: neither waits for the other's ACK.
     * TLS 핸드셰이크의 끝과 요청은 작은 세그먼트 둘이다. 앞의 ACK를 기다리지 않고 바로 보낸다. */
    if (setsockopt(talker, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == -1) die("setsockopt");
    if (connect(talker, (struct sockaddr *)&there, sizeof there) == -1) die("connect");
    return talker;
}

int main(int count, char **words)
{
    const char *name = count > 1 ? words[1] : "shop.example", *request = count > 3 ? words[3] : "Hello";
    SSL_CTX *context = makeContext(count > 2 && strcmp(words[2], "1.2") == 0 ? TLS1_2_VERSION : TLS1_3_VERSION);
    char answer[256];
    int status = EXIT_FAILURE, length;
    setvbuf(stdout, NULL, _IOLBF, 0); /* each line when it happens. 한 줄씩 바로 내보낸다. */
    signal(SIGPIPE, SIG_IGN); /* OpenSSL writes with write(), which has no MSG_NOSIGNAL. write()에는 MSG_NOSIGNAL이 없다. */

    int talker = connected();
    SSL *secure = SSL_new(context);
    need(secure && SSL_set_fd(secure, talker), "making a connection");
    need(SSL_set_tlsext_host_name(secure, name), "the name"); /* goes out in the ClientHello. ClientHello에 실린다. */
    need(SSL_set1_host(secure, name), "the name"); /* the certificate must be for it. 인증서가 이 이름의 것이어야 한다. */
    if (SSL_connect(secure) != 1) {
        if (SSL_get_verify_result(secure) == X509_V_OK) puts("the TLS handshake failed");
        else printf("whoever answered is not %s\n", name);
    } else {
        need(SSL_write(secure, request, (int)strlen(request)) > 0, "sending");
        while ((length = SSL_read(secure, answer, sizeof answer)) > 0) printf("%.*s\n", length, answer);
        /* That the stream has ended is all that TCP tells. Whether it was meant to end here, only TLS knows.
         * TCP는 스트림이 끝났다는 것까지만 알려 준다. 여기서 끝내려 한 것인지는 TLS만 안다. */
        if (SSL_get_error(secure, length) == SSL_ERROR_ZERO_RETURN) {
            puts("complete");
            SSL_shutdown(secure);
            status = EXIT_SUCCESS;
        } else {
            puts("cut off: no close_notify came");
        }
    }
    SSL_free(secure);
    close(talker);
    SSL_CTX_free(context);
    return status;
}
