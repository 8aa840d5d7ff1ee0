#include <stdio.h>

void greet(const char *name);

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
