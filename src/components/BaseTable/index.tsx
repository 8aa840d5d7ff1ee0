import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { ReactNode } from "react";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded, RecordedAs } from "../../lib/recorded.ts";
import BaseName from "../BaseName/index.tsx";
import { ProvenanceDetails } from "../Provenance/index.tsx";
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

/** Bases with both sizes and what their files tell, one a row. A row's anchor is its observation's key: `#base-alpine`. */
export default function BaseTable({ of, recorded = [], title }: BaseTableProps): ReactNode {
  const bases = of.map((key, index) =>
    recordedAs("BaseTable", { of: key, recorded: recorded[index] }, "base"),
  );
  const first = bases[0];
  const provenance = bases.flatMap((base) => base.provenance.bases);
  return (
    <figure className={styles.figure}>
      <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <td />
              {columns.map(([name]) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bases.map((base) => (
              <Row key={base.of} base={base} />
            ))}
          </tbody>
        </table>
      </div>
      {first !== undefined && (
        <ProvenanceDetails
          recorded={{
            ...first,
            of: of.join(", "),
            provenance: {
              ...first.provenance,
              bases: [...new Map(provenance.map((b) => [b.id, b])).values()],
            },
          }}
        />
      )}
    </figure>
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
