// worker KIB SEED: a thread fills KIB kibibytes of its own stack and prints a sum over them.
#include <alloca.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct job {
  size_t bytes;
  unsigned seed;
};

static void *work(void *given) {
  const struct job *job = given;
  volatile unsigned char *frame = alloca(job->bytes);
  unsigned sum = 0;
  for (size_t at = 0; at < job->bytes; at++) frame[at] = (unsigned char)(at * job->seed);
  for (size_t at = 0; at < job->bytes; at++) sum += frame[at];
  printf("sum %u\n", sum);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: worker KIB SEED\n"), 2;
  struct job job = {(size_t)atol(argv[1]) * 1024, (unsigned)atol(argv[2])};
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, &job)) return fprintf(stderr, "no thread\n"), 1;
  pthread_join(thread, NULL);
  return 0;
}
