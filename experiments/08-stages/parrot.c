void greet_twice(const char *name);

/* A tool of the house's base. */
int main(void) {
  greet_twice("house");
  return 0;
}
