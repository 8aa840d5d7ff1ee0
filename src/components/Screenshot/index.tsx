import useBaseUrl from "@docusaurus/useBaseUrl";
import type { ReactNode } from "react";
import { SCREENSHOT } from "./size.ts";
import styles from "./styles.module.css";

export interface ScreenshotProps {
  /** Name of the picture below static/img/instructors/, without its theme. */
  readonly of: string;
  /** What is to be seen, for those who can't see it. */
  readonly alt: string;
}

/** A picture that a real run has made, in the theme of the page. What is hidden is not fetched. */
export default function Screenshot({ of, alt }: ScreenshotProps): ReactNode {
  const [light, dark] = [
    useBaseUrl(`/img/instructors/${of}-light.png`),
    useBaseUrl(`/img/instructors/${of}-dark.png`),
  ];
  return (
    <p className={styles.picture}>
      <img className={styles.light} src={light} alt={alt} {...SCREENSHOT} loading="lazy" />
      <img className={styles.dark} src={dark} alt={alt} {...SCREENSHOT} loading="lazy" />
    </p>
  );
}
