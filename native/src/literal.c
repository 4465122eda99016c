/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at 32 places at once for a literal's rarest byte and another one of it; compares the whole where both lie. */
#include "sluice_literal.h"

#include <string.h>

#include "text.h"

typedef struct literal {
    const uint8_t *value;
    const uint8_t *mask;
    int32_t length;
    int32_t rare;
    int32_t other;
} literal;

static int lies_at(const uint8_t *at, const literal *sought) {
    int32_t i = 0;
    for (; i + 8 <= sought->length; i += 8) {
        uint64_t bytes, value, mask;
        memcpy(&bytes, at + i, 8);
        memcpy(&value, sought->value + i, 8);
        memcpy(&mask, sought->mask + i, 8);
        if ((bytes | mask) != value) {
            return 0;
        }
    }
    for (; i < sought->length; i++) {
        if ((at[i] | sought->mask[i]) != sought->value[i]) {
            return 0;
        }
    }
    return 1;
}

static int32_t find_bytewise(const uint8_t *subject, int32_t from, int32_t last, const literal *sought) {
    uint8_t value = sought->value[sought->rare];
    uint8_t mask = sought->mask[sought->rare];
    for (int32_t at = from; at <= last; at++) {
        if ((subject[at + sought->rare] | mask) == value && lies_at(subject + at, sought)) {
            return at;
        }
    }
    return SLUICE_LITERAL_NOT_FOUND;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define PLACES 32

AVX2 static inline uint32_t places(const uint8_t *at, const literal *sought, __m256i rare, __m256i rare_mask,
                                   __m256i other, __m256i other_mask) {
    __m256i a = _mm256_loadu_si256((const __m256i *)(at + sought->rare));
    __m256i b = _mm256_loadu_si256((const __m256i *)(at + sought->other));
    __m256i fits = _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_or_si256(a, rare_mask), rare),
                                    _mm256_cmpeq_epi8(_mm256_or_si256(b, other_mask), other));
    return (uint32_t)_mm256_movemask_epi8(fits);
}

AVX2 static int32_t find_avx2(const uint8_t *subject, int32_t from, int32_t last, const literal *sought) {
    __m256i rare = _mm256_set1_epi8((char)sought->value[sought->rare]);
    __m256i rare_mask = _mm256_set1_epi8((char)sought->mask[sought->rare]);
    __m256i other = _mm256_set1_epi8((char)sought->value[sought->other]);
    __m256i other_mask = _mm256_set1_epi8((char)sought->mask[sought->other]);
    int32_t at = from;
    while (at <= last) {
        // The last places are looked at together with some before them that are known not to fit.
        int32_t block = at + PLACES - 1 <= last ? at : last - PLACES + 1;
        uint32_t fits = places(subject + block, sought, rare, rare_mask, other, other_mask);
        fits &= UINT32_MAX << (at - block);
        for (; fits != 0; fits &= fits - 1) {
            int32_t place = block + __builtin_ctz(fits);
            if (lies_at(subject + place, sought)) {
                return place;
            }
        }
        at = block + PLACES;
    }
    return SLUICE_LITERAL_NOT_FOUND;
}

static int32_t find(const uint8_t *subject, int32_t from, int32_t last, const literal *sought) {
    if (last - from + 1 >= PLACES && __builtin_cpu_supports("avx2")) {
        return find_avx2(subject, from, last, sought);
    }
    return find_bytewise(subject, from, last, sought);
}
#else
static int32_t find(const uint8_t *subject, int32_t from, int32_t last, const literal *sought) {
    return find_bytewise(subject, from, last, sought);
}
#endif

SLUICE_EXPORT int32_t sluice_literal_find(uint64_t subject, int32_t from, int32_t last, uint64_t literal_address,
                                          int32_t length, int32_t rare) {
    if (from < 0 || length < 1 || rare < 0 || rare >= length) {
        return SLUICE_LITERAL_NOT_FOUND;
    }
    const uint8_t *value = (const uint8_t *)(uintptr_t)literal_address;
    literal sought = {
        .value = value,
        .mask = value + ((length + 7) & ~7),
        .length = length,
        .rare = rare,
        .other = rare == length - 1 ? 0 : length - 1,
    };
    return find((const uint8_t *)(uintptr_t)subject, from, last, &sought);
}
