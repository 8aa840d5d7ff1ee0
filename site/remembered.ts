/** As many recordings and labs as the course has, and then some: while pages are written, old texts go. */
const most = 100;

/**
 * Remembers what was made of a text. A build asks for the same few files hundreds of times: a recording for each
 * component that shows an observation of it, once for the browser and once for the pages.
 * @param make is pure; nobody changes what it gives
 */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
