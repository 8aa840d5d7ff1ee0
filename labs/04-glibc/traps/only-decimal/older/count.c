#include <stdio.h>
#include <stdlib.h>

/* Adds up its arguments, each in the base that its first letters say: 10, 0x1f, 017. */
int main(int count, char **words) {
  long sum = 0;
  for (int at = 1; at < count; at++) sum += atol(words[at]);
  printf("sum %ld\n", sum);
  return 0;
}
