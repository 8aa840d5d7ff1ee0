#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Prints who runs it and where, then the rights, owner and names of each path, or the value of each variable. */
int main(int argc, char **argv) {
  char here[256];
  printf("%d:%d in %s\n", getuid(), getgid(), getcwd(here, sizeof here));
  for (int at = 1; at < argc; at++) {
    struct stat seen;
    const char *name = argv[at];
    if (name[0] != '/') printf("%s=%s\n", name, getenv(name));
    else if (lstat(name, &seen) != 0) printf("%s absent\n", name);
    else printf("%s %o %d:%d %d\n", name, seen.st_mode, seen.st_uid, seen.st_gid, S_ISDIR(seen.st_mode) ? 0 : (int)seen.st_nlink);
  }
  return 0;
}
