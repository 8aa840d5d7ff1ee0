#include <stdio.h>

int first(void);
#ifdef WEAK
__attribute__((weak))
#endif
int second(void);

int main(void) {
  puts("works");
#ifdef WEAK
  return second ? second() : first();
#else
  return first() + second();
#endif
}
