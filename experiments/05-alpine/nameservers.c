/*
 * Two name servers on the loopback, and one program that uses them.
 *   nameservers 'search corp.test' answer mute ./lookup web.test
 * writes /etc/resolv.conf, starts both servers, runs the program, then lists what each server was asked.
 * Zone: web.test and api.internal.corp.test have one address, big.test has sixty (over TCP only),
 * everything under bad.test is SERVFAIL, anything else does not exist.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINES = 64, WIDTH = 128, TYPE_A = 1, TYPE_AAAA = 28, NXDOMAIN = 3, SERVFAIL = 2 };
struct journal {
  int used;
  char line[LINES][WIDTH];
};
static struct journal *asked; /* one for each server, shared with the children */

// #region zone
static int ends_with(const char *name, const char *end) {
  size_t a = strlen(name), b = strlen(end);
  return a >= b && !strcasecmp(name + a - b, end);
}

/* How many addresses a name has; -1: there is no such name; -2: this server is broken for it. */
static int addresses_of(const char *name) {
  if (ends_with(name, "bad.test")) return -2;
  if (!strcasecmp(name, "big.test")) return 60;
  if (!strcasecmp(name, "web.test") || !strcasecmp(name, "api.internal.corp.test")) return 1;
  return -1;
}
// #endregion

static void note(struct journal *journal, const char *how, const char *name) {
  char line[WIDTH];
  snprintf(line, sizeof line, "%s %s", how, name);
  for (int i = 0; i < journal->used; i++) {
    if (!strcmp(journal->line[i], line)) return; /* a retry says nothing new */
  }
  if (journal->used < LINES) strcpy(journal->line[journal->used++], line);
}

/* Turns the question in `packet` into its answer; returns the new length, 0 for no answer. */
static size_t answer(unsigned char *packet, size_t length, int tcp, int mute, struct journal *journal) {
  char name[WIDTH] = "";
  size_t at = 12, used = 0;
  while (at < length && packet[at] && used + packet[at] + 2 < sizeof name) {
    if (used) name[used++] = '.';
    memcpy(name + used, packet + at + 1, packet[at]);
    used += packet[at];
    at += packet[at] + 1u;
  }
  size_t end = at + 5;
  int type = packet[at + 1] << 8 | packet[at + 2];
  note(journal, tcp ? "TCP" : type == TYPE_AAAA ? "AAAA" : "A", name);
  if (mute) return 0;

  int count = addresses_of(name);
  int truncated = count > 40 && !tcp && type == TYPE_A;
  packet[2] = (unsigned char)(0x80 | (packet[2] & 1) | (truncated ? 2 : 0));
  packet[3] = (unsigned char)(0x80 | (count == -1 ? NXDOMAIN : count == -2 ? SERVFAIL : 0));
  memset(packet + 6, 0, 6);
  if (truncated || count < 1 || type != TYPE_A) return end;
  packet[7] = (unsigned char)count;
  for (int i = 0; i < count; i++) {
    const unsigned char record[] = {0xc0, 12, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, (unsigned char)(i + 7)};
    memcpy(packet + end, record, sizeof record);
    end += sizeof record;
  }
  return end;
}

static int bound(int kind, struct sockaddr_in *address) {
  int fd = socket(AF_INET, kind, 0), yes = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(fd, (struct sockaddr *)address, sizeof *address)) perror("bind"), exit(2);
  return fd;
}

/* One connection carries several questions, each behind two bytes of length. */
static void serve_connection(int fd, int mute, struct journal *journal) {
  unsigned char packet[4096];
  while (recv(fd, packet, 2, MSG_WAITALL) == 2) {
    size_t asked_for = (size_t)(packet[0] << 8 | packet[1]);
    if (asked_for < 17 || asked_for > 512 || recv(fd, packet + 2, asked_for, MSG_WAITALL) != (ssize_t)asked_for) return;
    size_t length = answer(packet + 2, asked_for, 1, mute, journal);
    packet[0] = (unsigned char)(length >> 8), packet[1] = (unsigned char)length;
    if (!length || write(fd, packet, length + 2) < 0) return;
  }
}

static void serve_tcp(int listener, int mute, struct journal *journal) {
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    serve_connection(fd, mute, journal);
    close(fd);
  }
}

static void serve_udp(int fd, int mute, struct journal *journal) {
  unsigned char packet[4096];
  struct sockaddr_in from;
  for (;;) {
    socklen_t size = sizeof from;
    ssize_t got = recvfrom(fd, packet, sizeof packet, 0, (struct sockaddr *)&from, &size);
    if (got < 17) continue;
    size_t length = answer(packet, (size_t)got, 0, mute, journal);
    if (length) sendto(fd, packet, length, 0, (struct sockaddr *)&from, size);
  }
}

static void start(int number, const char *manner) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(0x7f000000u + (unsigned)number)};
  int udp = bound(SOCK_DGRAM, &address), tcp = bound(SOCK_STREAM, &address);
  listen(tcp, 8);
  int mute = !strcmp(manner, "mute");
  if (!fork()) serve_udp(udp, mute, &asked[number - 1]);
  if (!fork()) serve_tcp(tcp, mute, &asked[number - 1]);
}

int main(int argc, char **argv) {
  if (argc < 5) return fprintf(stderr, "usage: nameservers OPTIONS answer|mute answer|mute PROGRAM [ARG]\n"), 2;
  asked = mmap(NULL, 2 * sizeof *asked, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  FILE *conf = fopen("/etc/resolv.conf", "w");
  if (!conf) return perror("/etc/resolv.conf"), 2;
  fprintf(conf, "nameserver 127.0.0.1\nnameserver 127.0.0.2\n%s\n", argv[1]);
  fclose(conf);
  start(1, argv[2]);
  start(2, argv[3]);
  pid_t program = fork();
  if (!program) return execv(argv[4], argv + 4), perror(argv[4]), 2;
  int status = 0;
  waitpid(program, &status, 0);
  usleep(300000); /* a question may still be on its way to the slower server */
  for (int server = 0; server < 2; server++) {
    printf("  name server %d was asked:", server + 1);
    for (int i = 0; i < asked[server].used; i++) printf("%s %s", i ? "," : "", asked[server].line[i]);
    puts(asked[server].used ? "" : " nothing");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 2; /* as PID 1 we take the servers with us */
}
