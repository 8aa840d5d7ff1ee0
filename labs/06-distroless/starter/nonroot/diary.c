/* Keeps a word in diary.txt, in the folder it is started in, and says who it is. */
#include <stdio.h>
#include <unistd.h>

int main(int count, char **words) {
  printf("user  %d\ngroup %d\n", (int)getuid(), (int)getgid());
  FILE *diary = fopen("diary.txt", "w+");
  if (!diary) {
    perror("diary.txt");
    return 1;
  }
  fputs(count > 1 ? words[1] : "nothing", diary);
  rewind(diary);
  char word[200] = "";
  if (!fgets(word, sizeof word, diary)) return 2;
  printf("kept  %s\n", word);
  return 0;
}
