/* Asks OpenSSL the question that stands in the middle of every HTTPS connection: is this certificate trusted? */
#include <stdio.h>

/* Five lines of OpenSSL's headers, so that the build needs no further package. */
typedef struct x509_st X509;
typedef struct x509_store_st X509_STORE;
typedef struct x509_store_ctx_st X509_STORE_CTX;
X509 *PEM_read_X509(FILE *file, X509 **into, void *ask, void *data);
X509_STORE *X509_STORE_new(void);
int X509_STORE_set_default_paths(X509_STORE *store);
X509_STORE_CTX *X509_STORE_CTX_new(void);
int X509_STORE_CTX_init(X509_STORE_CTX *check, X509_STORE *store, X509 *subject, void *others);
int X509_verify_cert(X509_STORE_CTX *check);
int X509_STORE_CTX_get_error(X509_STORE_CTX *check);
const char *X509_verify_cert_error_string(long number);

int main(void) {
  FILE *file = fopen("/site.pem", "r");
  if (!file) {
    perror("/site.pem");
    return 2;
  }
  X509 *site = PEM_read_X509(file, NULL, NULL, NULL);
  X509_STORE *trusted = X509_STORE_new();
  X509_STORE_CTX *check = X509_STORE_CTX_new();
  X509_STORE_set_default_paths(trusted);
  X509_STORE_CTX_init(check, trusted, site, NULL);
  if (X509_verify_cert(check) == 1) {
    puts("trusted");
    return 0;
  }
  fprintf(stderr, "not trusted: %s\n", X509_verify_cert_error_string(X509_STORE_CTX_get_error(check)));
  return 1;
}
