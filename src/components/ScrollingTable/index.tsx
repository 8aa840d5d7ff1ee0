import type { ComponentProps, ReactNode } from "react";
import { nameOf } from "./name.ts";

/** A table of the text. Its frame takes the keyboard, so that a wide one can be scrolled without a mouse. */
export default function ScrollingTable(props: ComponentProps<"table">): ReactNode {
  return (
    <div className="gw-table" role="region" aria-label={nameOf(props.children)} tabIndex={0}>
      <table {...props} />
    </div>
  );
}
