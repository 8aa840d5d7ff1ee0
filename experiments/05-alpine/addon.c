// An addon like many in life: where it is built for glibc it uses something that only glibc has.
#include <features.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

const char *origin(void) {
#ifdef __GLIBC__
  return gnu_get_libc_version()[0] ? "glibc" : "";
#else
  return "musl";
#endif
}
