/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Regular expressions that need a backtracking matcher: PCRE2 with its JIT compiler, never without a limit.
 * A compiled pattern may be used by any number of threads at once; a match context belongs to one thread.
 */
#ifndef SLUICE_PCRE2_H
#define SLUICE_PCRE2_H

#include <stdint.h>

/* Options of a pattern; the values are the library's own. */
#define SLUICE_PCRE2_ANCHORED 0x80000000
#define SLUICE_PCRE2_CASELESS 0x00000008
#define SLUICE_PCRE2_DOLLAR_ENDONLY 0x00000010
#define SLUICE_PCRE2_DOTALL 0x00000020
#define SLUICE_PCRE2_EXTENDED 0x00000080
#define SLUICE_PCRE2_MULTILINE 0x00000400
#define SLUICE_PCRE2_NO_AUTO_CAPTURE 0x00002000
#define SLUICE_PCRE2_UNGREEDY 0x00040000
#define SLUICE_PCRE2_UTF 0x00080000
#define SLUICE_PCRE2_ENDANCHORED 0x20000000

/* What sluice_pcre2_match can return below zero; the values are the library's own. */
#define SLUICE_PCRE2_ERROR_JIT_STACKLIMIT (-46)
#define SLUICE_PCRE2_ERROR_MATCHLIMIT (-47)
#define SLUICE_PCRE2_ERROR_NOMEMORY (-48)
#define SLUICE_PCRE2_ERROR_NOSUBSTRING (-49)
#define SLUICE_PCRE2_ERROR_DEPTHLIMIT (-53)
#define SLUICE_PCRE2_ERROR_HEAPLIMIT (-63)

typedef struct sluice_pcre2_code sluice_pcre2_code;
typedef struct sluice_pcre2_context sluice_pcre2_context;

/*
 * Compiles length bytes of pattern, by JIT where the pattern allows it. Returns 0; or the library's error code
 * (positive) with the offset in the pattern where it was found, and message saying what is wrong; or -ENOMEM.
 */
int32_t sluice_pcre2_compile(const uint8_t *pattern, uint64_t length, uint32_t options, sluice_pcre2_code **code,
                             int64_t *error_offset, char *message, int32_t message_capacity);
void sluice_pcre2_code_free(sluice_pcre2_code *code);
/* Bytes of machine code, 0 when the pattern is interpreted. */
int64_t sluice_pcre2_jit_size(const sluice_pcre2_code *code);
/* Capturing groups in the pattern, the whole match not counted. */
int32_t sluice_pcre2_capture_count(const sluice_pcre2_code *code);
/* Number of the group called name, or SLUICE_PCRE2_ERROR_NOSUBSTRING. */
int32_t sluice_pcre2_group_number(const sluice_pcre2_code *code, const char *name);

/*
 * Makes a thread's match context: room for groups groups (the whole match counted), and the limits of one match.
 * jit_stack is in bytes, heap_limit in KiB. Returns 0 or -ENOMEM.
 */
int32_t sluice_pcre2_context_create(uint32_t groups, uint32_t match_limit, uint32_t depth_limit, uint32_t heap_limit,
                                    uint64_t jit_stack, sluice_pcre2_context **context);
void sluice_pcre2_context_free(sluice_pcre2_context *context);

/*
 * Matches length bytes at the address subject, from start_offset on. Returns the number of the highest group that took
 * part plus one (so 1 for a match without groups), 0 when there is no match, or an error below zero: a limit hit is an
 * error. Group g's start and end are ovector[2g] and ovector[2g+1], -1 when it took no part; at most ovector_capacity
 * words are written, and the groups returned are clamped to those written. subject and ovector are addresses, given as
 * numbers because a JVM keeps books on every segment it passes as a pointer.
 */
int32_t sluice_pcre2_match(const sluice_pcre2_code *code, sluice_pcre2_context *context, uint64_t subject,
                           uint64_t length, uint64_t start_offset, uint32_t options, uint64_t ovector,
                           int32_t ovector_capacity);
/* What an error of compile or match means; returns its length. */
int32_t sluice_pcre2_error_text(int32_t error, char *text, int32_t capacity);

#endif
