#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* When does the parcel leave? A moment in seconds since 1970, told as local time. */
int main(int count, char **words) {
  time_t moment = count > 1 ? atol(words[1]) : 0;
  char text[40];
  strftime(text, sizeof text, "%H:%M %Z", localtime(&moment));
  printf("the parcel leaves at %s\n", text);
  return 0;
}
