/* Looks a name up as any program would, and says what came back and after how many whole seconds. */
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  const char *name = argc > 1 ? argv[1] : "web.test";
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
  double start = seconds();
  int error = getaddrinfo(name, NULL, &hints, &found);
  long waited = (long)(seconds() - start + 0.5);

  if (error) {
    printf("%s: %s", name, gai_strerror(error));
  } else {
    int count = 0;
    char first[INET_ADDRSTRLEN] = "";
    for (struct addrinfo *each = found; each; each = each->ai_next) {
      if (each->ai_family == AF_INET && !count++) {
        inet_ntop(AF_INET, &((struct sockaddr_in *)each->ai_addr)->sin_addr, first, sizeof first);
      }
    }
    printf("%s: %s (%d address%s)", name, first, count, count == 1 ? "" : "es");
  }
  /* Whole seconds, and anything under two is `at once`: the same line on a slow machine. */
  printf(waited < 2 ? ", at once\n" : ", after %ld seconds\n", waited);
  return error ? 1 : 0;
}
