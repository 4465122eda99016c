/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What kind of file some bytes are, in libmagic's words. A cookie belongs to one thread. The library allocates while it
 * looks; what it may do is bounded by the bytes it is shown and by its own parameters, set when a cookie is opened.
 */
#ifndef SLUICE_MAGIC_H
#define SLUICE_MAGIC_H

#include <stdint.h>

/* Most bytes of a file that are looked at. */
#define SLUICE_MAGIC_BYTES 4096

typedef struct sluice_magic sluice_magic;

/*
 * Opens a cookie with the machine's database. Returns 0; or -ENOMEM; or -ENOENT with message saying what is wrong with the
 * database.
 */
int32_t sluice_magic_open(sluice_magic **cookie, char *message, int32_t message_capacity);
void sluice_magic_close(sluice_magic *cookie);
/*
 * Describes the length bytes at the address bytes, at most SLUICE_MAGIC_BYTES of them, in at most capacity bytes at the
 * address text, without a zero at the end. Returns the bytes written, or -EIO when the library fails. The addresses are
 * given as numbers because a JVM keeps books on every segment it passes as a pointer.
 */
int32_t sluice_magic_describe(sluice_magic *cookie, uint64_t bytes, uint64_t length, uint64_t text, int32_t capacity);

#endif
