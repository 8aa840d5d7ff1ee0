#include <stdio.h>

void greet(const char *name);

/* Needs a library, which the linker knows of, and a file, which it does not. */
int main(void) {
  char name[80];
  FILE *file = fopen("/usr/share/shop/customer", "r");
  if (!file) {
    perror("/usr/share/shop/customer");
    return 3;
  }
  if (fscanf(file, "%79s", name) != 1) return 4;
  greet(name);
  return fclose(file);
}
