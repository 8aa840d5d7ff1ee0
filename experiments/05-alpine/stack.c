// stack [KIB]: says how much stack a new thread gets, then lets one use KIB kibibytes of it.
#include <alloca.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

// #region thread
static void *work(void *given) {
  size_t bytes = *(size_t *)given;
  volatile char *frame = alloca(bytes); // lies on this thread's stack
  for (size_t at = 0; at < bytes; at += 64) frame[at] = 1;
  printf("the thread used %zu KiB of its stack\n", bytes / 1024);
  return NULL;
}
// #endregion

int main(int argc, char **argv) {
  setvbuf(stdout, NULL, _IONBF, 0);
  pthread_attr_t attributes;
  size_t size;
  pthread_attr_init(&attributes);
  pthread_attr_getstacksize(&attributes, &size);
  printf("a new thread gets %zu KiB\n", size / 1024);
  if (argc < 2) return 0;
  size_t bytes = (size_t)atol(argv[1]) * 1024;
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, &bytes)) return 2;
  pthread_join(thread, NULL);
  return 0;
}
