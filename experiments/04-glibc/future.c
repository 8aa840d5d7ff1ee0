int puts(const char *text);
const char *weather_of_tomorrow(void);

int main(void) {
  return puts(weather_of_tomorrow());
}
