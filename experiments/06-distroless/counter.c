/* Swaps two numbers at once, as a lock-free counter does. 16 bytes at a time need a library: libatomic. */
#include <stdatomic.h>
#include <stdio.h>

struct pair {
  long first, second;
};
static _Atomic struct pair both;

int main(void) {
  struct pair new = {19, 23};
  atomic_store(&both, new);
  struct pair got = atomic_load(&both);
  printf("%ld\n", got.first + got.second);
  return 0;
}
