import Layout from "@theme/Layout";
import type { ReactNode } from "react";

export default function Predictions(): ReactNode {
  return (
    <Layout title="My predictions">
      <main>
        <h1>My predictions</h1>
      </main>
    </Layout>
  );
}
