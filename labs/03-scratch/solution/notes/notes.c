/* Writes a note to a temporary file and reads it back, as countless programs do without telling you. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  const char *note = argc > 1 ? argv[1] : "hello";
  char path[] = "/tmp/note-XXXXXX";
  char back[256] = "";
  int file = mkstemp(path);
  if (file < 0) {
    perror("/tmp");
    return 1;
  }
  if (write(file, note, strlen(note)) < 0 || pread(file, back, sizeof back - 1, 0) < 0) {
    perror(path);
    return 1;
  }
  printf("kept: %s\n", back);
  return 0;
}
