export { default as highlightedNow } from "./Highlighted.tsx";
