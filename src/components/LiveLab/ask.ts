import { createContext, use } from "react";

type Ask = (method: "POST" | "DELETE", path: string, body?: unknown) => void;

/** Asks the server to do something; why it did not is shown at the top of the lab. */
export const AskContext = createContext<Ask>(() => undefined);

export function useAsk(): Ask {
  return use(AskContext);
}
