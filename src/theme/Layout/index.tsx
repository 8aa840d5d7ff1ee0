import { useLocation } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import Layout from "@theme-original/Layout";
import type { ComponentProps, ReactNode } from "react";

/** The layout of every page; gives the search plugin's own page the `main` landmark that it lacks. */
export default function LayoutWithMain({ children, ...props }: ComponentProps<typeof Layout>): ReactNode {
  const isSearch = useLocation().pathname === useBaseUrl("/search/");
  return <Layout {...props}>{isSearch ? <main>{children}</main> : children}</Layout>;
}
