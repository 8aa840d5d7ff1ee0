// Prints its first argument, how long it is, and a sum over its letters.
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
  const char *word = argc > 1 ? argv[1] : "nothing";
  unsigned sum = 0;
  for (const char *letter = word; *letter; letter++) sum = sum * 31 + (unsigned char)*letter;
  printf("report on %s: %zu letters, sum %u\n", word, strlen(word), sum);
  return 0;
}
