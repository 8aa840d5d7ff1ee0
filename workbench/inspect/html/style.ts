import { families } from "../../families.ts";

const colours = (scheme: "light" | "dark"): string =>
  Object.entries(families)
    .map(([name, look]) => `--family-${name}:${look[scheme]};`)
    .join("");

/** The one style sheet of a report's page: the course's chalk by day and basalt by night, no font or picture to fetch. */
export const STYLE = `
:root{color-scheme:light dark;${colours("light")}
--paper:#f5f6f3;--raised:#fff;--ink:#1c2327;--quiet:#525d63;--line:#d3d9d6;--soil:#e5e8df;
--good:#0b6647;--bad:#a02315;--warn:#7a5200;--link:#7b5600}
@media (prefers-color-scheme:dark){:root{${colours("dark")}
--paper:#12181b;--raised:#1a2226;--ink:#e6eae7;--quiet:#a3afb3;--line:#303b40;--soil:#263036;
--good:#6fd3a1;--bad:#ff9787;--warn:#eebf63;--link:#e9bd56}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:400 1.0625rem/1.6 "IBM Plex Sans",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1,h2{font-family:Bitter,Rockwell,"Roboto Slab",Georgia,serif;line-height:1.2;font-weight:680;text-wrap:balance}
h1{font-size:clamp(1.6rem,6vw,2.4rem);margin:0 0 .4rem;overflow-wrap:anywhere}
h2{font-size:1.4rem;margin:2.4rem 0 .4rem;padding-top:1.1rem;
background:linear-gradient(var(--ink),var(--ink)) 0 0/5rem 4px no-repeat,
linear-gradient(var(--line),var(--line)) 0 7px/100% 1px no-repeat}
p{margin:.2rem 0 .8rem;max-width:70ch}
.lead,footer,.found{color:var(--quiet)}
code,pre{font:400 .875em/1.5 "IBM Plex Mono",ui-monospace,"SF Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
dl{margin:0;display:grid;grid-template-columns:1fr;gap:0}
dt{color:var(--quiet);padding-top:.45rem;padding-right:1rem;border-top:1px solid var(--line)}
dd{margin:0;padding-bottom:.45rem;overflow-wrap:anywhere}
dd ul,.paths{margin:.2rem 0 0;padding:0;list-style:none}
.more{font-size:.9375rem}
.good .sign{color:var(--good)}.bad .sign{color:var(--bad)}.warn .sign{color:var(--warn)}
.sign{font-weight:700}
.badge{white-space:nowrap;font-size:1rem}
.scratch{color:var(--family-scratch)}.glibc{color:var(--family-glibc)}
.musl{color:var(--family-musl)}.distroless{color:var(--family-distroless)}
.strata{display:grid;grid-template-columns:clamp(2.5rem,14vw,9rem) 1fr;gap:clamp(.5rem,2vw,1.25rem);align-items:start}
.strata svg{width:100%;height:auto;position:sticky;top:1rem}
.strata ol{margin:0;padding-left:1.75rem;min-width:0}
.strata li{padding:.35rem 0 .5rem .2rem;border-top:1px solid var(--line)}
.strata li>code{display:block}
details{font-size:.9375rem}
summary{cursor:pointer;color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.paths{max-height:20rem;overflow:auto}
.scroll{overflow-x:auto;border:1px solid var(--line);background:var(--raised)}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem;border-bottom:1px solid var(--line);min-width:9rem}
th[scope=row]{font-weight:400;color:var(--quiet);min-width:7rem}
thead th{border-bottom:2px solid var(--ink)}
footer{margin-top:3rem;padding-bottom:2rem;font-size:.875rem}
.layer{fill:var(--soil);stroke:var(--ink)}
@media (min-width:44rem){dl{grid-template-columns:fit-content(18rem) 1fr}dt{padding:.45rem 1.5rem .45rem 0}dd{padding:.45rem 0}dd{border-top:1px solid var(--line)}}
@media print{body{background:none;font-size:10pt}details>*{display:block}}
`;
