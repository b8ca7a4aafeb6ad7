# gone.sh STACKC SOURCE: watches the source, takes it away and brings it back.
log=$2.log
"$1" test "$2" --watch > "$log" 2>&1 &
watch=$!
# Until it waits for the $1st time.
waits() {
    for _ in $(seq 300); do
        [ "$(grep -c 'waiting for' "$log")" -ge "$1" ] && return
        sleep 0.1
    done
}
waits 1
mv "$2" "$2.away"
waits 2
mv "$2.away" "$2"
waits 3
cat "$log"
kill $watch && echo still there
