import { readFileSync } from "node:fs";

/** Text of a file of this folder. */
export const source = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

/** What builds the shop, its library and the file that it reads; later stages copy from it. */
export const shop = `FROM toolchain:13 AS build
COPY greet.c shop.c /src/
RUN mkdir /usr/share/shop \\
 && echo Ada > /usr/share/shop/customer \\
 && gcc -shared -fPIC -o /usr/lib/libgreet.so /src/greet.c \\
 && gcc -o /usr/local/bin/shop /src/shop.c -lgreet
`;

/** The context that `shop` needs. */
export const shopFiles = { "greet.c": source("greet.c"), "shop.c": source("shop.c") };
