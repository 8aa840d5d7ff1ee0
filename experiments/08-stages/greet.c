#include <stdio.h>

/* A library of our own. The house's base has its second version, with one function more. */
void greet(const char *name) { printf("good day, %s\n", name); }

#ifdef SECOND
void greet_twice(const char *name) {
  greet(name);
  greet(name);
}
#endif
