/* Adds two numbers that it keeps side by side and changes both at once. Changing 16 bytes at once needs a library. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct pair {
  long first, second;
};
static _Atomic struct pair both;

int main(int count, char **words) {
  if (count != 3) return 2;
  struct pair given = {atol(words[1]), atol(words[2])};
  atomic_store(&both, given);
  struct pair got = atomic_load(&both);
  printf("%ld\n", got.first + got.second);
  return 0;
}
