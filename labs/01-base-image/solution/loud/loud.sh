# Says its words in capitals.
echo "$WORD: $*" | tr a-z A-Z
