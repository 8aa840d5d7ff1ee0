import { expect, test } from "vitest";
import { blobTraffic } from "./registry-log.ts";

const a = "a".repeat(64);
const b = "b".repeat(64);
const at = '10.0.0.1 - - [28/Nov/2026:19:10:15 +0000] "';

test.each([
  [
    "an upload",
    `${at}PUT /v2/groundwork/x/blobs/uploads/9b?_state=zz&digest=sha256%3A${a} HTTP/1.1" 201 0 "" "docker"`,
    [`sha256:${a}`],
    [],
  ],
  [
    "an upload that was refused",
    `${at}PUT /v2/x/blobs/uploads/9b?digest=sha256%3A${a} HTTP/1.1" 400 0 "" ""`,
    [],
    [],
  ],
  ["a part of an upload", `${at}PATCH /v2/x/blobs/uploads/9b?_state=zz HTTP/1.1" 202 0 "" ""`, [], []],
  ["a question", `${at}HEAD /v2/x/blobs/sha256:${b} HTTP/1.1" 200 0 "" ""`, [], []],
  ["a download", `${at}GET /v2/x/blobs/sha256:${b} HTTP/1.1" 200 1234 "" "docker"`, [], [`sha256:${b}`]],
  ["a manifest", `${at}GET /v2/x/manifests/sha256:${b} HTTP/1.1" 200 1234 "" "docker"`, [], []],
  ["a line of another kind", 'time="2026" level=info msg="listening on [::]:5000"', [], []],
])("%s", (_name, line, uploaded, downloaded) => {
  const traffic = blobTraffic([line]);
  expect([[...traffic.uploaded], [...traffic.downloaded]]).toEqual([uploaded, downloaded]);
});
