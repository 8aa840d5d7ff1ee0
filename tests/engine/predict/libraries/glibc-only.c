#include <gnu/libc-version.h>

/* No other libc has this function. */
int a(void) { return gnu_get_libc_version() == 0; }
