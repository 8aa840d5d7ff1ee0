import { InvalidArgumentError } from "commander";

/** A whole number above 0, from what was typed. Throws commander's own error, which names the option. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

/** The words of a list with commas between. Throws commander's own error where there is none. */
export function listed(text: string): string[] {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  if (words.length > 0) return words;
  throw new InvalidArgumentError("Name at least one, with commas between.");
}
