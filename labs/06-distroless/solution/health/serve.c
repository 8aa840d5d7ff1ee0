/*
 * serve WORD: answers every request on 127.0.0.1:PORT with WORD, and with status 503 while SICK is set.
 * serve probe: asks the one that runs beside it, and ends with 0 when the answer is 200.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static struct sockaddr_in here(void) {
  const char *port = getenv("PORT");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port ? atoi(port) : 8080)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static int probe(void) {
  struct sockaddr_in address = here();
  struct timeval patience = {.tv_sec = 2};
  int asked = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(asked, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(asked, (struct sockaddr *)&address, sizeof address)) {
    perror("probe");
    return 1;
  }
  const char *request = "GET / HTTP/1.0\r\n\r\n";
  char answer[200] = "";
  if (write(asked, request, strlen(request)) < 0 || read(asked, answer, sizeof answer - 1) < 0) perror("probe");
  printf("%.12s\n", answer);
  return strncmp(answer, "HTTP/1.0 200", 12) != 0;
}

static int serve(const char *word) {
  struct sockaddr_in address = here();
  int yes = 1, door = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(door, (struct sockaddr *)&address, sizeof address) || listen(door, 8)) {
    perror("serve");
    return 1;
  }
  printf("listening\n");
  fflush(stdout);
  for (;;) {
    int guest = accept(door, NULL, NULL);
    char request[1000];
    if (guest < 0 || read(guest, request, sizeof request) < 0) continue;
    dprintf(guest, "HTTP/1.0 %s\r\nContent-Length: %zu\r\n\r\n%s\n", getenv("SICK") ? "503 Sick" : "200 OK",
            strlen(word) + 1, word);
    close(guest);
  }
}

int main(int count, char **words) {
  const char *word = count > 1 ? words[1] : "hello";
  return strcmp(word, "probe") == 0 ? probe() : serve(word);
}
