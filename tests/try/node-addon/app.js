console.log("the addon was linked to", require("./addon.node"));
