#include <stdio.h>
#include <stdlib.h>

int main(int count, char **words) {
  printf("%ld\n", strtol(count > 1 ? words[1] : "41", NULL, 10) + 1);
  return 0;
}
