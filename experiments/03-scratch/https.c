/*
 * https serve: a shop on port 443, with the certificate shop.pem and its key.
 * https ask HOST: asks it as any client would, and says what came of it.
 * The declarations are OpenSSL's: the compiler's stage has the libraries and no headers.
 */
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;
const void *TLS_client_method(void), *TLS_server_method(void);
SSL_CTX *SSL_CTX_new(const void *);
int SSL_CTX_set_default_verify_paths(SSL_CTX *), SSL_CTX_use_certificate_file(SSL_CTX *, const char *, int),
    SSL_CTX_use_PrivateKey_file(SSL_CTX *, const char *, int);
void SSL_CTX_set_verify(SSL_CTX *, int, void *);
SSL *SSL_new(SSL_CTX *);
int SSL_set_fd(SSL *, int), SSL_set1_host(SSL *, const char *), SSL_connect(SSL *), SSL_accept(SSL *),
    SSL_read(SSL *, void *, int), SSL_write(SSL *, const void *, int), SSL_shutdown(SSL *);
long SSL_get_verify_result(const SSL *);
const char *X509_verify_cert_error_string(long);
enum { PEM = 1, VERIFY_PEER = 1 };

static int serve(void) {
  SSL_CTX *context = SSL_CTX_new(TLS_server_method());
  if (SSL_CTX_use_certificate_file(context, "/shop.pem", PEM) != 1) return 2;
  if (SSL_CTX_use_PrivateKey_file(context, "/shop-key.pem", PEM) != 1) return 2;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(443)};
  int door = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(door, (struct sockaddr *)&address, sizeof address) || listen(door, 8)) return 3;
  printf("open\n");
  fflush(stdout);
  for (;;) {
    int guest = accept(door, NULL, NULL);
    SSL *talk = SSL_new(context);
    SSL_set_fd(talk, guest);
    if (SSL_accept(talk) == 1) SSL_write(talk, "welcome to the shop", 19);
    SSL_shutdown(talk);
    close(guest);
  }
}

static int ask(const char *host) {
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found;
  int refused = getaddrinfo(host, "443", &hints, &found);
  if (refused) return fprintf(stderr, "%s: %s\n", host, gai_strerror(refused)), 2;
  int wire = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(wire, found->ai_addr, found->ai_addrlen)) return perror(host), 3;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, VERIFY_PEER, NULL);
  SSL *talk = SSL_new(context);
  SSL_set1_host(talk, host);
  SSL_set_fd(talk, wire);
  if (SSL_connect(talk) != 1) {
    fprintf(stderr, "%s: %s\n", host, X509_verify_cert_error_string(SSL_get_verify_result(talk)));
    return 1;
  }
  char answer[100] = "";
  SSL_read(talk, answer, sizeof answer - 1);
  printf("%s: %s\n", host, answer);
  return 0;
}

int main(int count, char **words) {
  return count > 2 ? ask(words[2]) : serve();
}
