/** What the exit codes of every `groundwork` command mean. */
export const EXIT = {
  fine: 0,
  /** What was asked about is not so, or failed: a lab that does not pass, a recording that differs. */
  notSo: 1,
  /** Wrong use, or input that can't be read. */
  wrongUse: 2,
  /** The engine or the machine failed: says nothing about what was asked. */
  fault: 3,
  /** Nothing was wrong, and the question could not be answered. */
  cantTell: 4,
  interrupted: 130,
} as const;
