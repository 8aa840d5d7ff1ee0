console.log("app heard:", process.argv.slice(2).join(" ") || "nothing");
