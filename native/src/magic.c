/* SPDX-License-Identifier: Apache-2.0 */
/* libmagic: opening is cold; describing happens once a file, while some rule asks for it. */
#include <magic.h>

#include <errno.h>
#include <stdlib.h>

#include "sluice_magic.h"
#include "text.h"

/* Nesting and repetition that crafted bytes could drive up. */
static const struct {
    int parameter;
    size_t most;
} BOUNDS[] = {
    {MAGIC_PARAM_INDIR_MAX, 10},   {MAGIC_PARAM_NAME_MAX, 50},      {MAGIC_PARAM_ELF_PHNUM_MAX, 64},
    {MAGIC_PARAM_ELF_SHNUM_MAX, 64}, {MAGIC_PARAM_ELF_NOTES_MAX, 16}, {MAGIC_PARAM_REGEX_MAX, 1024},
    {MAGIC_PARAM_BYTES_MAX, SLUICE_MAGIC_BYTES},
};

SLUICE_EXPORT int32_t sluice_magic_open(sluice_magic **cookie, char *message, int32_t message_capacity) {
    *cookie = NULL;
    magic_t opened = magic_open(MAGIC_NO_CHECK_COMPRESS);
    if (opened == NULL) {
        return -ENOMEM;
    }
    for (size_t i = 0; i < sizeof BOUNDS / sizeof BOUNDS[0]; i++) {
        magic_setparam(opened, BOUNDS[i].parameter, &BOUNDS[i].most);
    }
    if (magic_load(opened, NULL) != 0) {
        const char *error = magic_error(opened);
        sluice_copy_text(message, message_capacity, error == NULL ? "its database cannot be loaded" : error);
        magic_close(opened);
        return -ENOENT;
    }
    *cookie = (sluice_magic *)opened;
    return 0;
}

SLUICE_EXPORT void sluice_magic_close(sluice_magic *cookie) {
    if (cookie != NULL) {
        magic_close((magic_t)cookie);
    }
}

SLUICE_EXPORT int32_t sluice_magic_describe(sluice_magic *cookie, uint64_t bytes, uint64_t length, uint64_t text,
                                            int32_t capacity) {
    size_t shown = length < SLUICE_MAGIC_BYTES ? length : SLUICE_MAGIC_BYTES;
    const char *words = magic_buffer((magic_t)cookie, (const void *)(uintptr_t)bytes, shown);
    if (words == NULL) {
        return -EIO;
    }
    size_t wanted = strlen(words);
    size_t written = wanted < (size_t)capacity ? wanted : (size_t)capacity;
    memcpy((void *)(uintptr_t)text, words, written);
    return (int32_t)written;
}
