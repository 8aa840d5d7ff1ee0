#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

/* Counts the letters of its argument, and says for which libc it was built. */
int main(int count, char **words) {
  if (count != 2) return 2;
#ifdef __GLIBC__
  printf("built for glibc %s\n", gnu_get_libc_version());
#else
  puts("built for musl");
#endif
  printf("report on %s: %zu letters\n", words[1], strlen(words[1]));
  return 0;
}
