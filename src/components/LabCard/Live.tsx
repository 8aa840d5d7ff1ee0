import { useEffect, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { useLiveToken } from "../../lib/live/token.ts";
import type { LiveLabProps } from "../LiveLab/index.tsx";

/**
 * The lab as it can be worked on from this page, where `groundwork serve` serves it; on any other server, without
 * JavaScript, and where the rest of the program can't be loaded, what stands inside.
 */
export default function Live({ id, children }: { id: string; children: ReactNode }): ReactNode {
  const token = useLiveToken();
  const [Lab, setLab] = useState<ComponentType<LiveLabProps> | null>(null);
  useEffect(() => {
    if (token === null) return;
    import("../LiveLab/index.tsx").then(
      (loaded) => setLab(() => loaded.default),
      // The server has ended since this page was loaded: the commands still work.
      () => undefined,
    );
  }, [token]);
  return token === null || Lab === null ? (
    children
  ) : (
    <Lab id={id} token={token}>
      {children}
    </Lab>
  );
}
