import { expect, test } from "vitest";
import { instructionOf } from "./instruction.ts";

test.each([
  ["", ""],
  ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
  ["/bin/sh -c #(nop) ADD file:29abc in / ", "ADD file:29abc in /"],
  ["/bin/sh -c apt-get update", "RUN apt-get update"],
  ["|1 VERSION=2 /bin/sh -c make install", "RUN make install"],
  ["RUN /bin/sh -c apt-get update # buildkit", "RUN apt-get update"],
  ["RUN |1 VERSION=2 /bin/sh -c make install # buildkit", "RUN make install"],
  ["COPY /app /app # buildkit", "COPY /app /app"],
  ["RUN /bin/bash -o pipefail -c set -e;   curl x # buildkit", "RUN /bin/bash -o pipefail -c set -e; curl x"],
  ["RUN /bin/sh -c set -eux; \n\t apt-get update # buildkit", "RUN set -eux; apt-get update"],
  ["debuerreotype 0.15", "debuerreotype 0.15"],
])("%j was %j", (createdBy, instruction) => {
  expect(instructionOf(createdBy)).toBe(instruction);
});
