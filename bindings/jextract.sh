#!/bin/sh
# Regenerates the classes that follow jextract's conventions from native/include into bindings/target/jextract, for
# comparison with, or instead of, the ones in src/main/java. They need a newer JDK than those in the tree (JDK 23 or
# later at the time of writing), which is why the tree's are kept.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
include=$here/../native/include
output=$here/target/jextract

if ! command -v jextract >/dev/null 2>&1; then
    echo "jextract is not on the PATH. Get it from https://jdk.java.net/jextract/, unpack it, and" >&2
    echo "put its bin directory on the PATH. Nothing was changed: the bindings in the tree need no generating." >&2
    exit 1
fi

generate() { # package, header, library
    jextract --output "$output" --target-package "org.sluice.bindings.$1" --header-class-name "${2}_h" \
        --library "$3" -I "$include" "$include/$2.h"
}

rm -rf "$output"
generate vectorscan sluice_vectorscan sluice
generate pcre2 sluice_pcre2 sluice
generate posix sluice_posix sluice
generate literal sluice_literal sluice
generate brotli sluice_brotli sluice
generate magic sluice_magic sluice
generate dpdk sluice_dpdk sluice_dpdk
generate dpdk sluice_burst sluice_dpdk
echo "Generated into $output."
