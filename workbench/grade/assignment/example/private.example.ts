// A test of your own, written as those of the labs are. `npx groundwork grade` runs it beside the lab's; students never get it.
import { lab, type Bench } from "#kit";

const { task } = lab(import.meta.url);

task("private-example", async (bench: Bench) => {
  const image = await bench.build("FOLDER");
  const { config } = await bench.look(image);
  bench.claim(config.labels["maintainer"] !== undefined, {
    code: "no-maintainer",
    expected: "the image says who looks after it, in a label called maintainer",
    seen: `its labels: ${JSON.stringify(config.labels)}`,
    cause: "No LABEL of the Dockerfile sets it.",
    where: "FOLDER/Dockerfile",
  });
});
