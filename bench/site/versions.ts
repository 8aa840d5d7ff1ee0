/** What the bench installs into a folder of its own; exact versions, so that two runs compare the same things. */
export const PACKAGES = {
  astro: "7.3.5",
  "@astrojs/starlight": "0.42.4",
  "@astrojs/markdown-remark": "7.3.0",
  vitepress: "1.6.4",
  lighthouse: "13.5.0",
  unified: "11.0.5",
  "rehype-parse": "9.0.1",
  "rehype-remark": "10.0.1",
  "remark-gfm": "4.0.1",
  "remark-stringify": "11.0.0",
} as const;
