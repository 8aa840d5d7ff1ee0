import type { ReactNode } from "react";
import { familyOfBase } from "../../families.ts";
import type { Recorded } from "../../lib/recorded.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";

interface BaseNameProps {
  readonly name: string;
  readonly bases: Recorded["provenance"]["bases"];
}

/** A heading of a table: a base's id with the sign of its family, and anything else as it is. */
export default function BaseName({ name, bases }: BaseNameProps): ReactNode {
  if (!bases.some(({ id }) => id === name)) return name;
  return <FamilyBadge family={familyOfBase(name)}>{name}</FamilyBadge>;
}
