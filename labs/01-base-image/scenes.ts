import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";

// #region base
/** The team's base, with a word, a user and a first edition that are new in every run. */
export interface TeamBase {
  readonly image: BuiltImage;
  readonly word: string;
  readonly uid: number;
}

/** Builds the base that the learner can read in child/base.Dockerfile, and lets `team/base:1` mean it. */
export async function teamBase(bench: Bench, word: string): Promise<TeamBase> {
  const uid = bench.random(20_000, 60_000);
  const image = await bench.scene(`FROM alpine:3.24
ENV WORD=${word}
ENV APP_UID=${uid}
RUN printf '#!/bin/sh\\necho "$WORD: $*"\\n' > /usr/local/bin/say && chmod 755 /usr/local/bin/say
WORKDIR /srv/app
USER $APP_UID:$APP_UID
ENTRYPOINT ["say"]
CMD ["good", "morning"]
`);
  await bench.name("team/base:1", image);
  return { image, word, uid };
}
// #endregion

// #region predictions
/** What the child adds to `FROM team/base:1`, for the four questions about programs and words. */
export const starts: Readonly<Record<string, string>> = {
  "sets-nothing": "",
  "sets-cmd": 'CMD ["my", "words"]\n',
  "sets-entrypoint": 'ENTRYPOINT ["echo", "my program:"]\n',
  "sets-both": 'ENTRYPOINT ["echo", "my program:"]\nCMD ["my", "words"]\n',
};

/** An app on `team/tools:1`, which is then built again under the same name. The app is not. */
export async function appOnOldBase(bench: Bench): Promise<BuiltImage> {
  const edition = (word: string): Promise<BuiltImage> =>
    bench.scene(`FROM alpine:3.24\nRUN echo "${word} edition" > /etc/edition\n`);
  await bench.name("team/tools:1", await edition("first"));
  const app = await bench.scene('FROM team/tools:1\nENV APP=yes\nCMD ["cat", "/etc/edition"]\n');
  await bench.name("team/tools:1", await edition("second"));
  return app;
}

/** A child of a base with an ONBUILD, and a child of that child; each folder holds a page of its own. */
export async function grandchild(bench: Bench): Promise<BuiltImage> {
  const pageOf = (who: string) => ({ "page.html": `page of the ${who}\n` });
  const base = 'FROM alpine:3.24\nONBUILD COPY page.html /page.html\nCMD ["cat", "/page.html"]\n';
  await bench.name("team/site:1", await bench.scene(base));
  await bench.name("team/child:1", await bench.scene("FROM team/site:1\n", pageOf("child")));
  return bench.scene("FROM team/child:1\n", pageOf("grandchild"));
}
// #endregion

// #region stacks
/** One image to judge, and the base that its FROM named. */
export interface Standing {
  readonly title: string;
  readonly image: BuiltImage;
  readonly standsOn: string;
}

export interface Stacks {
  /** What each name means in the end. */
  readonly bases: Readonly<Record<string, BuiltImage>>;
  readonly images: readonly Standing[];
}

/** Three bases that stand on one another, one that doesn't, and five images. Their layers are new in every run. */
export async function stacks(bench: Bench): Promise<Stacks> {
  const layer = (what: string): string => `RUN echo "${what} ${bench.token}" > /opt/${what}\n`;
  const named = async (name: string, dockerfile: string): Promise<BuiltImage> => {
    const image = await bench.scene(dockerfile);
    await bench.name(name, image);
    return image;
  };
  await named("team/base:1", `FROM alpine:3.24\n${layer("base-before")}`);
  const before = await bench.scene(`FROM team/base:1\n${layer("app-before")}`);
  const bases = {
    "busybox:1.38-musl": await bench.scene("FROM busybox:1.38-musl\n"),
    "alpine:3.24": await bench.scene("FROM alpine:3.24\n"),
    "team/base:1": await named("team/base:1", `FROM alpine:3.24\n${layer("base")}`),
    "team/tools:1": await named("team/tools:1", `FROM team/base:1\n${layer("tools")}`),
  };
  const built = (title: string, standsOn: string, lines: string): Promise<Standing> =>
    bench.scene(`FROM ${standsOn}\n${lines}`).then((image) => ({ title, image, standsOn }));
  return {
    bases,
    images: [
      await built("an app on the team's base", "team/base:1", layer("app")),
      await built("an app on a base that stands on another base", "team/tools:1", layer("app")),
      await built("a child that sets a variable and adds no layer", "team/base:1", "ENV A=b\n"),
      await built("all the base's files, copied", "scratch", "COPY --from=team/base:1 / /\n"),
      // Its FROM said team/base:1, and that was another image then. Of today's bases only one is under it.
      { title: "an app on what team/base:1 was before today", image: before, standsOn: "alpine:3.24" },
    ],
  };
}
// #endregion
