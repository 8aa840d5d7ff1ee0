import type { Answer, Judged, Reason } from "./answer.ts";
import { questionOf } from "./questions.ts";
import {
  baseOf,
  DATES_PLACE,
  groupedChanges,
  pathOf,
  recordingOf,
  saidNeeds,
  SIGNS,
  standInOf,
  VERDICTS,
  verdictOf,
  whyNot,
} from "./words.ts";

/** Bases that are told in full where nothing fits; of the others one line has to do. */
const CLOSEST = 2;

/** An answer as text for a terminal: the base, its reasons with what was recorded, the others, and what would change it. */
export function answerText(answer: Answer): string {
  const inFull = answer.bases.slice(0, answer.winner === null ? CLOSEST : 1);
  const others = answer.bases.filter((judged) => !inFull.includes(judged));
  const blocks = [
    ["You need:", ...saidNeeds(answer.needs).map((said) => `  ${said}`)],
    answer.findOut === null ? [] : [answer.findOut],
    verdict(answer),
    ...inFull.map((judged) => baseBlock(judged, answer.winner)),
    ["The others, the nearest first:", ...others.map((judged) => otherLine(judged, answer.needs.weigh))],
    dockerfile(answer),
    changes(answer),
    sources(inFull),
    ["The same answer:", `  ${answer.command}`],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function verdict(answer: Answer): string[] {
  const ways = answer.nothingFits?.ways ?? [];
  return [verdictOf(answer), ...ways.map(({ says, base }) => `  give up ${says}: then ${base} fits`)];
}

function baseBlock(judged: Judged, winner: string | null): string[] {
  const standIn = standInOf(judged);
  const title = `${judged.id === winner ? "→" : " "} ${judged.id} (${judged.reference}): ${VERDICTS[judged.verdict]}`;
  return [
    title,
    ...(standIn === null ? [] : [`    ${standIn}`]),
    ...judged.reasons.flatMap(reasonLines),
    `    what it costs: ${judged.costs.map(({ says }) => says).join("; ")}`,
  ];
}

function reasonLines({ need, holds, says, seen, published }: Reason): string[] {
  return [
    `  ${SIGNS[holds].sign} ${questionOf(need).name}: ${says}`,
    ...seen.map(({ words, of, place }) => `      ${words}\n      ${of}, ${pathOf(place)}`),
    ...(published === null
      ? []
      : [`      as published: ${published.source}, ${published.asOf}\n      ${pathOf(DATES_PLACE)}`]),
  ];
}

function otherLine(judged: Judged, size: Answer["needs"]["weigh"]): string {
  return `  ${judged.id}: ${VERDICTS[judged.verdict]}; ${whyNot(judged, size)}`;
}

function dockerfile({ dockerfile }: Answer): string[] {
  return dockerfile === null
    ? []
    : ["The last stage, as a sketch:", ...dockerfile.split("\n").map((line) => `  ${line}`)];
}

function changes({ changes }: Answer): string[] {
  if (changes.length === 0) return [];
  return [
    "What would change this answer:",
    ...groupedChanges(changes).flatMap(({ base, says }) => [
      base === null ? "  nothing would fit" : `  ${base}, if`,
      ...says.map((each) => `    ${each}`),
    ]),
  ];
}

function sources(judged: readonly Judged[]): string[] {
  const cited = judged.flatMap(({ reasons, costs }) => [...reasons, ...costs].flatMap(({ seen }) => seen));
  const lines = cited.flatMap((each) => [
    `  ${recordingOf(each)}`,
    ...(each.base === null ? [] : [`  ${baseOf(each.base)}`]),
  ]);
  return ["Where this comes from:", ...[...new Set(lines)].sort()];
}
