// The service. It answers GET /WORD/MOMENT with a fingerprint of WORD and with the local time at MOMENT, which is in
// milliseconds since 1970. The check uses this file as it is.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { xxhashBase64Url } = createRequire(import.meta.url)("./native.node");

const server = createServer((request, response) => {
  const [, word = "", moment = "0"] = request.url.split("/");
  const at = new Date(Number(moment));
  const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  response.end(`${xxhashBase64Url(Buffer.from(word))} ${time}\n`);
});
server.listen(Number(process.env.PORT), () => console.log("open"));
process.on("SIGTERM", () => {
  console.log("closed");
  process.exit(0);
});
