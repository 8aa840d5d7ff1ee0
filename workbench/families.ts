/**
 * The four families of bases. One colour and one glyph each, the same in every figure, badge, chart and report.
 * The hues are Okabe and Ito's blue, vermilion and bluish green (told apart under the common colour-vision
 * deficiencies) and a neutral for `scratch`, darkened or lightened until they reach 4.5:1 on each theme's paper.
 * The rock is the pattern a family is drawn with, so that no figure depends on colour.
 */
export type Family = "scratch" | "glibc" | "musl" | "distroless";

export interface FamilyLook {
  readonly name: string;
  readonly glyph: string;
  /** Colours on the light and the dark theme; the style sheet takes them as `--family-NAME`. */
  readonly light: string;
  readonly dark: string;
  readonly rock: "void" | "brick" | "sand" | "crystal";
  readonly says: string;
}

export const families: Readonly<Record<Family, FamilyLook>> = {
  scratch: {
    name: "scratch",
    glyph: "○",
    light: "#5c574e",
    dark: "#b8b2a6",
    rock: "void",
    says: "nothing at all",
  },
  glibc: {
    name: "glibc",
    glyph: "■",
    light: "#0d5c9e",
    dark: "#79bbf2",
    rock: "brick",
    says: "the GNU C library",
  },
  musl: {
    name: "musl",
    glyph: "▲",
    light: "#b0420c",
    dark: "#ff9f66",
    rock: "sand",
    says: "the musl C library",
  },
  distroless: {
    name: "distroless",
    glyph: "◆",
    light: "#0a6e54",
    dark: "#55cfa6",
    rock: "crystal",
    says: "a distribution's files without its tools",
  },
};

/** Geologists' signs for rocks: one tile of each, as an SVG path. */
export const rocks: Readonly<Record<FamilyLook["rock"], { width: number; height: number; path: string }>> = {
  void: { width: 8, height: 8, path: "" },
  brick: { width: 20, height: 14, path: "M0 .5H20M0 7.5H20M5 .5V7.5M15 7.5V14.5" },
  sand: { width: 12, height: 12, path: "M2 3h1.6M8 9h1.6M7.4 1.6h1.2M3 7.4h1.2M10.6 5h1" },
  crystal: { width: 12, height: 12, path: "M0 12L12 0M-3 3L3 -3M9 15L15 9M3 3l6 6" },
};

/** The family of a base of the catalogue, by its id. */
export function familyOfBase(id: string): Family {
  if (id === "scratch") return "scratch";
  if (id.startsWith("distroless")) return "distroless";
  return ["alpine", "busybox", "registry"].includes(id) ? "musl" : "glibc";
}
