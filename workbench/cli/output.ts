/** The option that every command has which prints data. */
export interface JsonOption {
  readonly json?: boolean;
}

export const JSON_FLAG = ["--json", "print JSON"] as const;

/** Prints a command's result on stdout: as JSON where that was asked for, else as text. */
export function print(data: unknown, text: string, { json }: JsonOption): void {
  console.log(json ? JSON.stringify(data, null, 2) : text);
}
