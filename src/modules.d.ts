declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module "!!groundwork-observation!*" {
  import type { Recorded } from "../site/recorded.ts";
  const recorded: Recorded;
  export default recorded;
}
