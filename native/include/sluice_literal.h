/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks for one literal in one buffer, as a rule's contents are verified. Hot; allocates nothing.
 */
#ifndef SLUICE_LITERAL_H
#define SLUICE_LITERAL_H

#include <stdint.h>

#define SLUICE_LITERAL_NOT_FOUND (-1)

/*
 * First index from `from` to `last`, both included, at which a literal lies in the subject, or
 * SLUICE_LITERAL_NOT_FOUND. A byte fits when
 * (byte | mask) == value: a mask of 0x20, in a lower-case letter's value, makes case not matter.
 *
 * subject  address; bytes 0 to last + length - 1 must be readable, and from must not be negative
 * literal  address of the values, `length` bytes, followed at the next multiple of 8 by as many mask bytes
 * rare     index of the literal's byte that is rarest in traffic
 */
int32_t sluice_literal_find(uint64_t subject, int32_t from, int32_t last, uint64_t literal, int32_t length,
                            int32_t rare);

#endif
