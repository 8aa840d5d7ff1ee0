#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

/* Adds up its arguments, each in the base that its first letters say: 10, 0x1f, 017. */
static long number(const char *word) {
  long found = 0;
  sscanf(word, "%li", &found);
  return found;
}

int main(int count, char **words) {
  long sum = 0;
  for (int at = 1; at < count; at++) sum += number(words[at]);
  printf("sum %ld\n", sum);
  return 0;
}
