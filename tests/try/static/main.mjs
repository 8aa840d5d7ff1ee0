console.log("a", 1 + 1);
