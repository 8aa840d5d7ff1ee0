/** The whole course, in order; a chapter that has no page yet is shown as coming. */
export const course: readonly { readonly number: string; readonly title: string; readonly asks: string }[] = [
  { number: "01", title: "What a base image is", asks: "What do I get with FROM, and what do I inherit?" },
  { number: "02", title: "Layers, reuse and size", asks: "Why did deleting it not make the image smaller?" },
  { number: "03", title: "FROM scratch", asks: "What is missing from an image that has nothing?" },
  { number: "04", title: "glibc distributions", asks: "What does slim leave out?" },
  { number: "05", title: "Alpine and musl", asks: "Why is a file that I can see not found?" },
  { number: "06", title: "Distroless", asks: "How do I debug an image without a shell?" },
  { number: "07", title: "Specialised bases", asks: "What does a language's image add to a base?" },
  { number: "08", title: "Build on one, run on another", asks: "What exactly do I have to copy?" },
  { number: "09", title: "Keeping a base current", asks: "Is my image stale, and how would I know?" },
  { number: "10", title: "Attack surface", asks: "What can \u201c0 CVEs\u201d mean?" },
  { number: "11", title: "Choosing", asks: "Which base, for this program and these needs?" },
  { number: "12", title: "Your own image", asks: "Can I choose, justify and build it?" },
];
