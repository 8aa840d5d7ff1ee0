import { fit } from "./fit.ts";

/** The option that every command has which prints data. */
export interface JsonOption {
  readonly json?: boolean;
}

export const JSON_FLAG = ["--json", "print JSON"] as const;

/** Prints a command's result on stdout: as JSON where that was asked for, else as text that fits into the terminal. */
export function print(data: unknown, text: string, { json }: JsonOption): void {
  console.log(json ? JSON.stringify(data, null, 2) : fit(text, terminalWidth()));
}

/** Columns of the terminal that stdout is; Infinity where it is none, so that other programs get whole lines. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Infinity;
}
