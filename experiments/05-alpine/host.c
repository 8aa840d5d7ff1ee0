// host ADDON: loads an addon while it runs, as Node does with a .node file and Python with a .so file.
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv) {
  void *addon = dlopen(argc > 1 ? argv[1] : "/addon.so", RTLD_NOW);
  if (!addon) return fprintf(stderr, "can't load the addon: %s\n", dlerror()), 1;
  const char *(*origin)(void) = (const char *(*)(void))dlsym(addon, "origin");
  if (!origin) return fprintf(stderr, "can't use the addon: %s\n", dlerror()), 1;
  printf("the addon was built for %s\n", origin());
  return 0;
}
