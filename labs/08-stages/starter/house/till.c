#include <stdio.h>

void greet(const char *name);

int main(int count, char **words) {
  if (count != 2) return 2;
  greet(words[1]);
  return 0;
}
