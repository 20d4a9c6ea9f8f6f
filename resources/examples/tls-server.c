/* Socket Lab example. A server that speaks TLS: one request, one answer, a goodbye. Port 8443; tls-client.c talks to it.
 * TLS로 대화하는 서버. 요청 하나, 응답 하나, 끝맺음. 포트 8443. tls-client.c와 짝이다.
 * libraries: ssl crypto */
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h> /* Debian: libssl-dev */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Signed by itself, for shop.example, valid from 1970 to 9999. Everybody may have it: it is sent to every client.
 * shop.example의 인증서. 스스로 서명했고 1970년부터 9999년까지 유효하다. 누구에게나 보내는 것이라 숨기지 않는다. */
static const char certificate[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBNjCB6aADAgECAgEBMAUGAytlcDAtMRQwEgYDVQQKDAtDb3JuZXIgU2hvcDEV\n"
    "MBMGA1UEAwwMc2hvcC5leGFtcGxlMCAXDTcwMDEwMTAwMDAwMFoYDzk5OTkxMjMx\n"
    "MjM1OTU5WjAtMRQwEgYDVQQKDAtDb3JuZXIgU2hvcDEVMBMGA1UEAwwMc2hvcC5l\n"
    "eGFtcGxlMCowBQYDK2VwAyEASCU36V++a6rWG5HF66We97IcFRq7WySL/FdMRNe4\n"
    "hmijLDAqMBcGA1UdEQQQMA6CDHNob3AuZXhhbXBsZTAPBgNVHRMBAf8EBTADAQH/\n"
    "MAUGAytlcANBADV4cUjEPFzzsAnbWrdb2qKhg87VTFNwaK8uKGyOCPz3Q8/bIn1r\n"
    "Tvu0QGmNuGiYotAdyT98FMddiVkRefdE5QI=\n"
    "-----END CERTIFICATE-----\n";

/* The private key that belongs to it: 32 bytes. A real one is random and never in a source file.
 * 짝이 되는 개인 키 32바이트. 실제로는 무작위 값이어야 하고 소스에 적어서는 안 된다. */
static const unsigned char key[] = "A key for lessons, not for shops";

static void die(const char *what) { perror(what); exit(EXIT_FAILURE); }
static void need(int fine, const char *what) { if (!fine) { fprintf(stderr, "%s failed\n", what); exit(EXIT_FAILURE); } }

static SSL_CTX *makeContext(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    BIO *text = BIO_new_mem_buf(certificate, -1);
    X509 *shop = PEM_read_bio_X509(text, NULL, NULL, NULL);
    EVP_PKEY *secret = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key, 32);
    need(context && shop && secret, "making the certificate");
    need(SSL_CTX_use_certificate(context, shop) == 1, "using the certificate");
    need(SSL_CTX_use_PrivateKey(context, secret) == 1, "using the key");
    /* No tickets to come back with: nobody comes back. 다시 올 클라이언트가 없으니 세션 티켓도 보내지 않는다. */
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
    X509_free(shop);
    EVP_PKEY_free(secret);
    BIO_free(text);
    return context;
}

static void serve(SSL_CTX *context, int talker)
{
    static const char answer[] = "Thank you";
    char request[256];
    int count;
    SSL *secure = SSL_new(context);
    need(secure && SSL_set_fd(secure, talker), "making a connection");
    if (SSL_accept(secure) != 1) { /* reads the ClientHello and answers it. ClientHello를 읽고 답한다. */
        puts("the TLS handshake failed");
    } else if ((count = SSL_read(secure, request, sizeof request)) > 0) {
        printf("%s: %.*s\n", SSL_get_version(secure), count, request);
        if (SSL_write(secure, answer, sizeof answer - 1) <= 0) puts("the answer was not sent");
        /* The first says goodbye (close_notify), the second waits for the client's.
         * 첫 번째는 끝낸다고 알리고(close_notify), 두 번째는 클라이언트가 알려 오기를 기다린다. */
        if (SSL_shutdown(secure) == 0) SSL_shutdown(secure);
    } else {
        puts("no request came");
    }
    SSL_free(secure);
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(8443) };
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    int on = 1;
    SSL_CTX *context = makeContext();
    setvbuf(stdout, NULL, _IOLBF, 0); /* each line when it happens. 한 줄씩 바로 내보낸다. */
    signal(SIGPIPE, SIG_IGN); /* OpenSSL writes with write(), which has no MSG_NOSIGNAL. write()에는 MSG_NOSIGNAL이 없다. */

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1) die("socket");
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) die("setsockopt");
    if (bind(listener, (struct sockaddr *)&here, sizeof here) == -1) die("bind");
    if (listen(listener, SOMAXCONN) == -1) die("listen");
    for (;;) {
        int talker = accept(listener, NULL, NULL);
        if (talker == -1) die("accept");
        serve(context, talker);
        close(talker);
    }
}
