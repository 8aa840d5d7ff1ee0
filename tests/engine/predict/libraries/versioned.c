int first(void) { return 0; }
#ifdef NEW
int second(void) { return 0; }
#endif
