import { Command, Option } from "commander";
import { formatBytes } from "../image/describe.ts";
import { PLATFORMS, PROGRAMS, type ProgramPlatform } from "../programs/catalogue.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { table } from "./table.ts";

/** `groundwork programs`: the catalogue of programs as a table, or with `--json` as data. Fetches nothing. */
export function programsCommand(): Command {
  return new Command("programs")
    .option(...JSON_FLAG)
    .addOption(new Option("--platform <platform>", "only this platform").choices(PLATFORMS))
    .action((options: JsonOption & { platform?: ProgramPlatform }) => {
      const rows = programRows(options.platform ? [options.platform] : PLATFORMS);
      print(rows, programTable(rows), options);
    });
}

type ProgramRow = ReturnType<typeof programRows>[number];

/** One row for each program and platform. `bytes` is the size of the main executable. */
export function programRows(platforms: readonly ProgramPlatform[]) {
  return PROGRAMS.flatMap((program) =>
    platforms.map((platform) => {
      const { package: name, linkage, interpreter, bytes } = program.platforms[platform];
      return {
        id: program.id,
        package: name,
        version: program.version,
        platform,
        linkage,
        interpreter,
        bytes,
      };
    }),
  );
}

/** The rows as aligned text with a heading, without a newline at the end. */
export function programTable(rows: readonly ProgramRow[]): string {
  const heading = ["PROGRAM", "PACKAGE", "VERSION", "PLATFORM", "LINKAGE", "INTERPRETER", "UNPACKED"];
  const cells = rows.map((row) => [
    row.id,
    row.package,
    row.version,
    row.platform,
    row.linkage,
    row.interpreter ?? "-",
    formatBytes(row.bytes),
  ]);
  return table(heading, cells);
}
