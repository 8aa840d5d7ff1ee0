#include <iconv.h>
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>

int main(void) {
  struct addrinfo *found;
  int failed = getaddrinfo("localhost", NULL, NULL, &found);
  printf("host localhost: %s\n", failed ? gai_strerror(failed) : "found");
  printf("user root: %s\n", getpwnam("root") ? "found" : "not found");
  printf("text in code page 437: %s\n", iconv_open("UTF-8", "CP437") == (iconv_t)-1 ? "can't be read" : "can be read");
  return 0;
}
