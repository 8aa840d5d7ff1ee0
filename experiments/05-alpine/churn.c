// churn THREADS check: threads ask for memory and give it back, and look whether anybody else wrote to theirs.
// churn THREADS time:  the same without looking; prints the milliseconds of the best of three rounds.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 3000000, KEPT = 64, MOST = 16 };
static int checking;
static atomic_int damaged;

static void *churn(void *given) {
  unsigned char mine = (unsigned char)(size_t)given, *kept[KEPT] = {0};
  size_t length[KEPT] = {0};
  unsigned random = 1;
  for (int round = 0; round < ROUNDS; round++) {
    random = random * 1103515245u + 12345u;
    unsigned at = random >> 16 & (KEPT - 1);
    for (size_t i = 0; checking && i < length[at]; i++) damaged += kept[at][i] != mine;
    free(kept[at]);
    length[at] = 16 + (random >> 8) % 512;
    kept[at] = malloc(length[at]);
    if (checking) memset(kept[at], mine, length[at]);
  }
  for (int at = 0; at < KEPT; at++) free(kept[at]);
  return NULL;
}

static long run(int threads) {
  pthread_t thread[MOST];
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (size_t i = 0; i < (size_t)threads; i++) pthread_create(&thread[i], NULL, churn, (void *)(i + 1));
  for (int i = 0; i < threads; i++) pthread_join(thread[i], NULL);
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000;
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: churn THREADS check|time\n"), 2;
  int threads = atoi(argv[1]);
  if (threads < 1 || threads > MOST) return fprintf(stderr, "1 to %d threads\n", MOST), 2;
  checking = !strcmp(argv[2], "check");
  long best = run(threads);
  if (checking) {
    printf("%d threads, %d blocks each: %d bytes damaged\n", threads, ROUNDS, damaged);
    return damaged != 0;
  }
  for (int again = 0; again < 2; again++) {
    long took = run(threads);
    if (took < best) best = took;
  }
  printf("%ld\n", best);
  return 0;
}
