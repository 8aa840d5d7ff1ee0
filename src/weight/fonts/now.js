/**
 * Stands in each page, before everything else. Our faces are used where the browser holds them; where it doesn't, they
 * are fetched once the page has all that it needs, for the next page.
 */
(() => {
  const key = "groundwork-fonts";
  const faces = ['1em "IBM Plex Sans"', "600 1em Bitter", '1em "IBM Plex Mono"', '600 1em "IBM Plex Mono"'];
  const read = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage can be forbidden; then each page is as the first.
      return null;
    }
  };
  const fetchAll = async () => {
    await Promise.all(faces.map((face) => document.fonts.load(face)));
    localStorage.setItem(key, "here");
  };

  if (read() === "here") document.documentElement.dataset.fonts = "here";
  else addEventListener("load", () => setTimeout(() => fetchAll().catch(() => {}), 1500));
})();
