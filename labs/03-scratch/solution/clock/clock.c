/* Prints one fixed moment in local time. The moment is given in seconds since 1970, UTC. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  time_t moment = argc > 1 ? (time_t)atoll(argv[1]) : 0;
  char text[64];
  strftime(text, sizeof text, "%Y-%m-%d %H:%M %Z", localtime(&moment));
  puts(text);
  return 0;
}
