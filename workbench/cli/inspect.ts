import { Command, Option } from "commander";
import { inspectionHtml } from "../inspect/html/inspection.ts";
import { inspect } from "../inspect/inspect.ts";
import type { Inspection } from "../inspect/schema.ts";
import { inspectionText } from "../inspect/text/page.ts";
import { EXIT } from "./exit.ts";
import { imageOptions, writeReport } from "./images.ts";
import type { ReportFlags } from "./images.ts";
import { JSON_FLAG } from "./output.ts";

interface InspectFlags extends ReportFlags {
  readonly layers?: boolean;
  readonly file?: string;
  readonly image?: string;
  readonly platform?: string;
  readonly sbom?: SbomFormat;
}

const SBOMS = ["cyclonedx", "spdx"] as const;
type SbomFormat = (typeof SBOMS)[number];

/** `groundwork inspect`: what an image stands on, what is in it, and whether it starts. */
export function inspectCommand(): Command {
  return new Command("inspect")
    .argument(
      "<image>",
      "id of a base, image in the engine, OCI layout folder, archive file, or name in a registry",
    )
    .option(
      "--file <path>",
      "foretell whether this program starts, in place of the image's own (exit 1: it does not)",
    )
    .option("--layers", "list every path that each layer adds, changes and deletes")
    .option("--compressed", "measure compressed sizes where the layers come unpacked")
    .option("--image <name>", "which image of an archive that holds several")
    .option(
      "--platform <os/processor>",
      "which platform's image, where there are several (default: this machine's)",
    )
    .option("--html <file>", "write the report to a page that stands alone, too")
    .addOption(
      new Option("--sbom <format>", "print a bill of materials of its packages, and nothing else")
        .choices(SBOMS)
        .conflicts(["json", "html"]),
    )
    .option(...JSON_FLAG)
    .action(run);
}

async function run(given: string, flags: InspectFlags): Promise<void> {
  const { report } = await inspect(given, {
    ...imageOptions(),
    measureCompressed: flags.compressed ?? false,
    withPaths: flags.layers ?? false,
    asked: flags.file ?? null,
    image: flags.image,
    platform: flags.platform,
  });
  if (flags.sbom !== undefined) {
    console.log(await sbomOf(report, flags.sbom));
    return;
  }
  await writeReport(report, inspectionText, inspectionHtml, flags);
  if (report.asked !== null && report.start.outcome === "fails") process.exitCode = EXIT.notSo;
}

/** Loaded when asked for: nobody else should wait for it. */
async function sbomOf(report: Inspection, format: SbomFormat): Promise<string> {
  if (format === "spdx") return (await import("../inspect/sbom/spdx.ts")).spdxOf(report, new Date());
  return (await import("../inspect/sbom/cyclonedx.ts")).cyclonedxOf(report);
}
