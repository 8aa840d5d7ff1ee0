/** A file of random bytes; each scene does one thing to it. */
const make = (bytes: number): string =>
  `FROM busybox:1.38-musl AS maker\nRUN head -c ${bytes} /dev/urandom > /file\n\nFROM busybox:1.38-musl\n`;
const copy = "COPY --from=maker /file /file\n";

/** Dockerfiles of the predictions, by the name in answers.json. */
export function predictionScenes(bytes: number): Readonly<Record<string, string>> {
  const start = make(bytes);
  return {
    "deleted-later": `${start}${copy}RUN rm /file\n`,
    "deleted-at-once": `FROM busybox:1.38-musl\nRUN head -c ${bytes} /dev/urandom > /file && rm /file\n`,
    "mode-later": `${start}${copy}RUN chmod 600 /file\n`,
    "byte-later": `${start}${copy}RUN printf x >> /file\n`,
    "linked-later": `${start}${copy}RUN ln -s /file /name\n`,
    "copied-again": `${start}${copy}${copy}`,
  };
}

export interface WasteScene {
  readonly title: string;
  readonly dockerfile: string;
}

/** Images for the function, each with one more way to waste. */
export function wasteScenes(bytes: number): readonly WasteScene[] {
  const write = (path: string, size = bytes): string => `head -c ${size} /dev/urandom > ${path}`;
  const from = "FROM busybox:1.38-musl\n";
  return [
    { title: "an image with nothing wasted", dockerfile: `${from}RUN ${write("/kept")}\n` },
    { title: "a file that is deleted", dockerfile: `${from}RUN ${write("/a")}\nRUN rm /a\n` },
    {
      title: "a file that is replaced twice",
      dockerfile: `${from}RUN ${write("/a")}\nRUN ${write("/a", bytes + 1000)}\nRUN ${write("/a", 10)}\n`,
    },
    {
      title: "a folder that is deleted whole",
      dockerfile: `${from}RUN mkdir -p /d/e && ${write("/d/one")} && ${write("/d/e/two", 5000)}\nRUN rm -r /d\n`,
    },
    {
      title: "a deleted folder with a neighbour of a longer name",
      dockerfile: `${from}RUN mkdir /d /data && ${write("/d/one")} && ${write("/data/two", 7000)}\nRUN rm -r /d\n`,
    },
    {
      title: "a file that is deleted and comes back",
      dockerfile: `${from}RUN ${write("/a")}\nRUN rm /a\nRUN ${write("/a", 3000)}\nRUN chmod 600 /a\n`,
    },
  ];
}
