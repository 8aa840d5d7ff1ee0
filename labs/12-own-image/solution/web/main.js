console.log(process.env.WORD);
