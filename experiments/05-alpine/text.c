// text locale|iconv|regex|time: asks libc the same questions about text, whichever libc it is.
#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// #region locale
static void try_locale(const char *name) {
  const char *got = setlocale(LC_ALL, name);
  if (got) printf("%-12s accepted: %s, and prints %.1f\n", name, nl_langinfo(CODESET), 1.5);
  else printf("%-12s refused\n", name);
}
// #endregion

static void try_iconv(const char *to, const char *from, const char *given) {
  iconv_t conversion = iconv_open(to, from);
  if (conversion == (iconv_t)-1) {
    printf("%s to %s: %s\n", from, to, strerror(errno));
    return;
  }
  char out[64] = "", *in = (char *)given, *at = out;
  size_t left = strlen(given), room = sizeof out - 1;
  size_t inexact = iconv(conversion, &in, &left, &at, &room);
  printf("%s to %s: \"%s\" becomes \"%s\"%s%s\n", from, to, given, out, inexact == (size_t)-1 ? ", then stops: " : "",
         inexact == (size_t)-1 ? strerror(errno) : "");
  iconv_close(conversion);
}

static void try_regex(const char *pattern, const char *text) {
  regex_t compiled;
  if (regcomp(&compiled, pattern, REG_EXTENDED)) {
    printf("%-8s is refused\n", pattern);
    return;
  }
  printf("%-8s on \"%s\": %s\n", pattern, text, regexec(&compiled, text, 0, NULL, 0) ? "no match" : "match");
  regfree(&compiled);
}

static const time_t winter = 1768471200; // 2026-01-15 10:00 UTC

static void try_zone(const char *zone) {
  char out[64];
  setenv("TZ", zone, 1);
  tzset();
  strftime(out, sizeof out, "%H:%M %Z", localtime(&winter));
  printf("TZ=%-30s %s\n", zone, out);
}

static void try_format(const char *format) {
  char out[64];
  size_t length = strftime(out, sizeof out, format, gmtime(&winter));
  if (length) printf("strftime %-10s %s\n", format, out);
  else printf("strftime %-10s writes nothing\n", format);
}

int main(int argc, char **argv) {
  const char *topic = argc > 1 ? argv[1] : "";
  if (!strcmp(topic, "locale")) {
    try_locale("C"), try_locale("C.UTF-8"), try_locale("de_DE.UTF-8"), try_locale("xx_YY.UTF-8");
  } else if (!strcmp(topic, "iconv")) {
    setlocale(LC_ALL, "C.UTF-8");
    try_iconv("ASCII", "UTF-8", "café"), try_iconv("ASCII//TRANSLIT", "UTF-8", "café");
  } else if (!strcmp(topic, "regex")) {
    try_regex("(a)\\1", "aa"), try_regex("\\d+", "42"), try_regex("\\w+", "word");
  } else if (!strcmp(topic, "time")) {
    try_zone("UTC"), try_zone("Europe/Berlin"), try_zone("CET-1CEST"), try_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    try_format("%Y-%m-%d"), try_format("%I:%M %P"), try_format("%-d.%-m.");
  } else {
    return fprintf(stderr, "usage: text locale|iconv|regex|time\n"), 2;
  }
  return 0;
}
