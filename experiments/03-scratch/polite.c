/* Sends itself the signal that `docker stop` sends. With an argument it asks for the signal first. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void leave(int number) {
  (void)number;
  static const char text[] = "SIGTERM came, leaving\n";
  if (write(STDOUT_FILENO, text, sizeof text - 1) < 0) _exit(1);
  _exit(0);
}

int main(int argc, char **argv) {
  (void)argv;
  if (argc > 1) signal(SIGTERM, leave);
  printf("%s sends itself SIGTERM\n", getpid() == 1 ? "process 1" : "a process that is not number 1");
  fflush(stdout);
  kill(getpid(), SIGTERM);
  puts("still here");
  return 3;
}
