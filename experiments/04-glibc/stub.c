/* What a program is linked against: names and versions. Nothing in here ever runs. */
int puts(const char *text) { return text != 0; }
int __libc_start_main(void) { return 0; }
void __cxa_finalize(void *object) { (void)object; }
const char *weather_of_tomorrow(void) { return "sunny"; }
