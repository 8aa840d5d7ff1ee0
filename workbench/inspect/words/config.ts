import type { Inspection } from "../schema.ts";
import { commandLine, counted, listed } from "./section.ts";
import type { Row, Section } from "./section.ts";

/** What a container of this image is told, and what an image built on it inherits. */
export function configSection({ config }: Inspection): Section {
  const rows: Row[] = [
    { label: "entrypoint", value: config.entrypoint === null ? "none" : commandLine(config.entrypoint) },
    { label: "cmd", value: config.cmd === null ? "none" : commandLine(config.cmd) },
    { label: "workdir", value: config.workdir === "" ? "/ (not set)" : config.workdir },
    { label: "environment", value: config.env.length === 0 ? "none" : "", more: config.env },
    { label: "ports", value: listed(config.exposedPorts) },
    { label: "volumes", value: listed(config.volumes) },
    { label: "stop signal", value: config.stopSignal ?? "SIGTERM (not set)" },
    {
      label: "labels",
      value: counted(Object.keys(config.labels).length, "label"),
      more: labelLines(config.labels),
    },
    {
      label: "onbuild",
      value:
        config.onBuild.length === 0
          ? "none"
          : `${counted(config.onBuild.length, "instruction")} run in whatever is built on it:`,
      more: config.onBuild,
      ...(config.onBuild.length > 0 && { tone: "warn" as const }),
    },
  ];
  return {
    id: "config",
    title: "What its containers are told",
    lead: "An image built on this one inherits all of it.",
    rows: rows.filter(isSaid),
  };
}

const OPTIONAL = new Set(["ports", "volumes", "onbuild", "labels", "stop signal", "healthcheck"]);

/** Leaves out what is not set and would only say so. */
function isSaid({ label, value, more = [] }: Row): boolean {
  return !OPTIONAL.has(label) || more.length > 0 || !/^(none|0 labels|SIGTERM \(not set\))$/.test(value);
}

function labelLines(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}
