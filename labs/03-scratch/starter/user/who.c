/* Says who it runs as, the way a program finds out: by number from the kernel, by name from /etc/passwd. */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  struct passwd *entry = getpwuid(getuid());
  const char *home = getenv("HOME");
  printf("user  %d\ngroup %d\nname  %s\nHOME  %s\n", (int)getuid(), (int)getgid(),
         entry ? entry->pw_name : "(no name)", home ? home : "(not set)");
  return 0;
}
