declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module "!!groundwork-observation!*" {
  const recorded: import("../site/recorded.ts").Recorded;
  export default recorded;
}
