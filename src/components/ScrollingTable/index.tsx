import type { ComponentProps, ReactNode } from "react";

/** A table of the text. Its frame takes the keyboard, so that a wide one can be scrolled without a mouse. */
export default function ScrollingTable(props: ComponentProps<"table">): ReactNode {
  return (
    <div className="gw-table" role="region" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </div>
  );
}
