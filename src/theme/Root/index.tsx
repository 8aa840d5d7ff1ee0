import Head from "@docusaurus/Head";
import type { ReactNode } from "react";
import { families } from "../../families.ts";

const rules = (scheme: "light" | "dark"): string =>
  Object.entries(families)
    .map(([name, look]) => `--family-${name}:${look[scheme]}`)
    .join(";");

/** Hands the family colours of `families.ts` to every style sheet, so that they are written down once. */
export default function Root({ children }: { children: ReactNode }): ReactNode {
  return (
    <>
      <Head>
        <style>{`:root{${rules("light")}}[data-theme="dark"]{${rules("dark")}}`}</style>
      </Head>
      {children}
    </>
  );
}
