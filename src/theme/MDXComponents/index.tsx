import MDXComponents from "@theme-original/MDXComponents";
import Dockerfile from "../../components/Dockerfile/index.tsx";
import Facts from "../../components/Facts/index.tsx";
import Families from "../../components/Families/index.tsx";
import FamilyBadge from "../../components/FamilyBadge/index.tsx";
import Inherited from "../../components/Inherited/index.tsx";
import LabDiff from "../../components/LabDiff/index.tsx";
import LabCode from "../../components/LabCode/index.tsx";
import Myth from "../../components/Myth/index.tsx";
import Published from "../../components/Published/index.tsx";
import Recordings from "../../components/Recordings/index.tsx";
import Run from "../../components/Run/index.tsx";
import ScrollingTable from "../../components/ScrollingTable/index.tsx";
import Size from "../../components/Size/index.tsx";
import Sources from "../../components/Sources/index.tsx";
import TextLink from "../../components/Term/index.tsx";
import TableHeader from "../../components/TableHeader/index.tsx";
import Stacks from "../../components/Stacks/index.tsx";
import Supported from "../../components/Supported/index.tsx";
import Transfers from "../../components/Transfers/index.tsx";
import Value from "../../components/Value/index.tsx";
import WhatWouldChangeMyMind from "../../components/WhatWouldChangeMyMind/index.tsx";
import Later from "../../weight/later/Later.tsx";
import Still from "../../weight/still/Still.tsx";

/** What any page may use. A page gets what few of them use by itself (`site/remark/own-components.ts`). */
export default {
  ...MDXComponents,
  Dockerfile,
  Facts,
  Families,
  FamilyBadge,
  Inherited,
  LabCode,
  LabDiff,
  Later,
  Myth,
  Published,
  Recordings,
  Run,
  Size,
  Sources,
  Stacks,
  Still,
  Supported,
  Transfers,
  a: TextLink,
  table: ScrollingTable,
  th: TableHeader,
  Value,
  WhatWouldChangeMyMind,
};
