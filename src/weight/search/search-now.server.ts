export { default as searchNow } from "@theme-original/SearchBar";
