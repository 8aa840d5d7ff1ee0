import type { Bench, BuiltImage, ElfFacts } from "../../workbench/lab/kit/index.ts";
import type { ChoiceAnswer } from "./answers.ts";
import { baseOf, standsOn } from "./bases.ts";
import type { Brief, Name } from "./brief.ts";
import { REASONS, seenOf, type Choice } from "./reasons.ts";

// #region why
/** Each reason is held against the learner's own image. There is no list of right ones. */
export async function claimWhy(bench: Bench, brief: Brief, name: Name, answer: ChoiceAnswer): Promise<void> {
  const choice = await choiceOf(bench, brief, name, answer);
  const where = "answers.json";
  for (const because of answer.because) {
    const { says, holds } = REASONS[because];
    bench.claim(await holds(choice), {
      code: "not-observed",
      expected: `the reason "${because}" is true of your image "${name}": ${says}`,
      seen: await seenOf(choice, because),
      cause: "A reason may be a good one elsewhere. Here it was looked for, and was not found.",
      where,
    });
  }
}

/** The learner's image with the base that he says it stands on. */
export async function choiceOf(
  bench: Bench,
  brief: Brief,
  name: Name,
  answer: ChoiceAnswer,
): Promise<Choice> {
  const image = await bench.build(name);
  const base = await baseOf(bench, answer.base, `${name}.base`);
  bench.claim(await standsOn(bench, await bench.look(image), base), {
    code: "other-base",
    expected: `your image "${name}" stands on the base that answers.json names: ${answer.base}`,
    seen: "Its list of layers does not begin with that base's, or goes on with another base's.",
    cause:
      "The last FROM of the Dockerfile decides. `groundwork inspect` on your image says what it stands on.",
    where: "answers.json",
  });
  return { bench, brief, name, image, base, program: await programOf(bench, brief, name, image) };
}
// #endregion

async function programOf(bench: Bench, brief: Brief, name: Name, image: BuiltImage): Promise<ElfFacts> {
  if (name !== "api") return bench.programElf(name === "web" ? "esbuild" : brief.tool.program);
  const { files } = await bench.look(image);
  const node = [...files.values()].find(
    ({ path, program }) => path.endsWith("/node") && program?.kind === "elf",
  );
  if (node?.program?.kind === "elf") return node.program.elf;
  throw new Error("The image of api has no file called node, and yet it ran.");
}
