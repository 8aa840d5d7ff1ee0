import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { useState } from "react";
import type { ReactNode } from "react";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded, RecordedAs } from "../../lib/recorded.ts";
import BaseName from "../BaseName/index.tsx";
import Figure, { FigureTable } from "../Figure/index.tsx";
import SortingHead from "../Sorting/index.tsx";
import { sorted } from "../Sorting/sorted.ts";
import type { Order } from "../Sorting/sorted.ts";
import styles from "./styles.module.css";

export interface BaseTableProps {
  readonly of: readonly string[];
  readonly recorded?: readonly Recorded[];
  readonly title: string;
}

type Base = RecordedAs<"base">;

/** What is told of each base, in this order. */
const columns: readonly (readonly [name: string, of: (base: Base["observation"]) => ReactNode])[] = [
  ["unpacked", ({ unpackedBytes }) => formatBytes(unpackedBytes)],
  ["compressed", ({ compressedBytes }) => formatBytes(compressedBytes)],
  ["libc", ({ libc, libcVersion }) => (libc === "none" ? none : `${libc} ${libcVersion ?? ""}`)],
  ["shells", ({ shells }) => named(shells.map(nameOf))],
  ["package managers", ({ packageManagers }) => named(packageManagers)],
  ["packages listed", ({ packages }) => counted(packages)],
  ["setuid", ({ setuid }) => counted(setuid.length)],
  ["certificates", ({ certificates }) => counted(certificates)],
  ["time zones", ({ zones }) => counted(zones)],
  ["user", ({ user, isRoot }) => (isRoot === true ? "root" : user)],
  ["first to start", ({ entrypoint }) => (entrypoint === null ? none : nameOf(entrypoint[0] ?? ""))],
];

/** The columns that sort: those that are numbers. */
const values: Readonly<Record<string, (base: Base) => number>> = {
  unpacked: ({ observation }) => observation.unpackedBytes,
  compressed: ({ observation }) => observation.compressedBytes,
  "packages listed": ({ observation }) => observation.packages,
  setuid: ({ observation }) => observation.setuid.length,
  certificates: ({ observation }) => observation.certificates,
  "time zones": ({ observation }) => observation.zones,
};

/** Bases with both sizes and what their files tell, one a row. A row's anchor is its observation's key: `#base-alpine`. */
export default function BaseTable({ of, recorded = [], title }: BaseTableProps): ReactNode {
  const [order, setOrder] = useState<Order>(null);
  const bases = of.map((key, index) =>
    recordedAs("BaseTable", { of: key, recorded: recorded[index] }, "base"),
  );
  return (
    <Figure caption={title} recorded={bases}>
      <FigureTable name={title}>
        <thead>
          <tr>
            <td />
            {columns.map(([name]) =>
              name in values ? (
                <SortingHead key={name} by={name} order={order} onOrder={setOrder} />
              ) : (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className={styles.bases}>
          {sorted(bases, order, values).map((base) => (
            <Row key={base.of} base={base} />
          ))}
        </tbody>
      </FigureTable>
    </Figure>
  );
}

function Row({ base }: { readonly base: Base }): ReactNode {
  const anchor = base.of.slice(base.of.indexOf("/") + 1);
  useBrokenLinks().collectAnchor(anchor);
  const id = anchor.replace(/^base-/, "");
  return (
    <tr id={anchor}>
      <th scope="row">
        <BaseName name={id} bases={[...base.provenance.bases]} />
      </th>
      {columns.map(([name, tell]) => (
        <td key={name}>{tell(base.observation)}</td>
      ))}
    </tr>
  );
}

const none = <span className={styles.none}>none</span>;

function counted(count: number): ReactNode {
  return count === 0 ? none : count;
}

function named(names: readonly string[]): ReactNode {
  return names.length === 0 ? none : names.join(", ");
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
