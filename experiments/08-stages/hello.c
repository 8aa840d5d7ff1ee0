#include <stdio.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

/* Says for which libc it was compiled; with glibc it asks for one function that only glibc has. */
int main(void) {
#ifdef __GLIBC__
  printf("hello, from glibc %s\n", gnu_get_libc_version());
#else
  puts("hello, from musl");
#endif
  return 0;
}
