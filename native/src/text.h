/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SLUICE_SRC_TEXT_H
#define SLUICE_SRC_TEXT_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define SLUICE_EXPORT __attribute__((visibility("default")))

/* Copies text, cut to capacity with its NUL; returns the length written. */
static inline int32_t sluice_copy_text(char *to, int32_t capacity, const char *from) {
    if (to == NULL || capacity <= 0) {
        return 0;
    }
    size_t length = from == NULL ? 0 : strlen(from);
    if (length >= (size_t)capacity) {
        length = (size_t)capacity - 1;
    }
    if (length != 0) {
        memcpy(to, from, length);
    }
    to[length] = '\0';
    return (int32_t)length;
}

#endif
