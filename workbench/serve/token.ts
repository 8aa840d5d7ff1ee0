/** The `<meta>` by which a page learns that this server answers, and the header in which every request carries its token. */
export const TOKEN_META = "groundwork-live";
export const TOKEN_HEADER = "x-groundwork-token";
