import { useEffect, useState } from "react";
import { listen } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { fold } from "./view.ts";
import type { LabView } from "./view.ts";

/** A lab as the server tells it, now and from now on; null until it has told anything. */
export function useLab(lab: string, token: string): { view: LabView | null; connection: Connection } {
  const [view, setView] = useState<LabView | null>(null);
  const [connection, setConnection] = useState<Connection>("connecting");
  useEffect(
    () =>
      listen(lab, token, {
        message: (message) => setView((before) => fold(before, message)),
        connection: setConnection,
      }),
    [lab, token],
  );
  return { view, connection };
}
