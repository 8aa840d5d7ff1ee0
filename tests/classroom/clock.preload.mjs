// Loaded before everything else: the whole process, and those that it starts, believe in another date.
const shift = Number(process.env["GROUNDWORK_TEST_CLOCK_DAYS"]) * 86_400_000;
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + shift);
    else super(...given);
  }

  static now() {
    return Real.now() + shift;
  }
};
