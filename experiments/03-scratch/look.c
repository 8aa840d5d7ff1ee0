/* Lists what a process inside the container finds in / and in /etc. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static void list(const char *folder) {
  struct dirent **names;
  int count = scandir(folder, &names, NULL, alphasort);
  printf("%s\n", folder);
  if (count < 0) perror("  cannot read");
  for (int i = 0; i < count; i++)
    if (names[i]->d_name[0] != '.' || names[i]->d_name[1] > '.') printf("  %s\n", names[i]->d_name);
}

int main(void) {
  list("/");
  list("/etc");
  list("/tmp");
  return 0;
}
