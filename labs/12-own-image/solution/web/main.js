console.log(WORD);
