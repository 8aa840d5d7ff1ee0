/* Waits for ever. With the word handler it has an opinion about SIGTERM: it ends at once, and well. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void leave(int number) {
  (void)number;
  _exit(0);
}

int main(int count, char **words) {
  (void)words;
  if (count > 1) signal(SIGTERM, leave);
  printf("waiting\n");
  fflush(stdout);
  for (;;) pause();
}
