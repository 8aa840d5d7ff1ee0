import Layout from "@theme/Layout";
import type { ReactNode } from "react";

export default function Home(): ReactNode {
  return (
    <Layout description="The hands-on workbook on Docker base images: read, predict, build and see.">
      <main>
        <h1>Know what your image stands on.</h1>
      </main>
    </Layout>
  );
}
