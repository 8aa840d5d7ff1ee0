#include <stdio.h>

int a(void);

int main(void) {
  puts("works");
  return a();
}
