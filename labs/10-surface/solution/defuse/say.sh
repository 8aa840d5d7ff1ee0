echo "said: $WORD"
