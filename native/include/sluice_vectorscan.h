/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Multi-pattern scanning through Vectorscan: compile sets of expressions, keep them as bytes, and scan a whole burst of
 * buffers in one call. Matches are collected in a flat array, so that no call ever goes back up into the caller.
 *
 * Calls return 0 or a count, or a negated errno:
 *   -EINVAL   an argument, or an expression that does not compile
 *   -ENOMEM   no memory
 *   -EPROTO   bytes written by another version of the library
 *   -ENOEXEC  bytes built for another kind of processor
 *   -EBUSY    scratch in use by another scan
 *   -ENOTSUP  processor without SSSE3 or NEON
 *   -EIO      anything else the library reports
 *
 * A database may be used by any number of threads at once; a scratch and a batch belong to one thread.
 */
#ifndef SLUICE_VECTORSCAN_H
#define SLUICE_VECTORSCAN_H

#include <stdint.h>

/* Flags of an expression; the values are the library's own. */
#define SLUICE_HS_FLAG_CASELESS 1
#define SLUICE_HS_FLAG_DOTALL 2
#define SLUICE_HS_FLAG_MULTILINE 4
#define SLUICE_HS_FLAG_SINGLEMATCH 8
#define SLUICE_HS_FLAG_ALLOWEMPTY 16
#define SLUICE_HS_FLAG_UTF8 32
#define SLUICE_HS_FLAG_UCP 64
#define SLUICE_HS_FLAG_PREFILTER 128
#define SLUICE_HS_FLAG_SOM_LEFTMOST 256

/* Which members of sluice_hs_ext are in force. */
#define SLUICE_HS_EXT_MIN_OFFSET 1
#define SLUICE_HS_EXT_MAX_OFFSET 2
#define SLUICE_HS_EXT_MIN_LENGTH 4

/* Results of one job. */
#define SLUICE_SCAN_OK 0
#define SLUICE_SCAN_OVERFLOW 1

/* 32-bit words of one match: job index, pattern id, end offset. */
#define SLUICE_MATCH_WORDS 3

typedef struct sluice_hs_database sluice_hs_database;
typedef struct sluice_hs_scratch sluice_hs_scratch;

/* Bounds on where an expression may match. */
typedef struct sluice_hs_ext {
    uint64_t flags;
    uint64_t min_offset;
    uint64_t max_offset;
    uint64_t min_length;
    uint32_t edit_distance;
    uint32_t hamming_distance;
} sluice_hs_ext;

/* One buffer to scan. status is written: SLUICE_SCAN_OK, SLUICE_SCAN_OVERFLOW or a negated errno. */
typedef struct sluice_scan_job {
    uint64_t database;
    uint64_t data;
    uint32_t length;
    int32_t status;
} sluice_scan_job;

/* A thread's scanning desk: where jobs are read from and matches are written to. */
typedef struct sluice_scan_batch {
    sluice_scan_job *jobs;
    int32_t *matches;         /* match_capacity * SLUICE_MATCH_WORDS words */
    int32_t match_capacity;   /* matches a batch may give */
    int32_t job_match_limit;  /* matches one job may give */
    int32_t overflowed_jobs;  /* written: jobs that had more matches than fitted */
    int32_t failed_jobs;      /* written: jobs the library refused; their status says why */
} sluice_scan_batch;

/* Changes with every incompatible change of this header. */
int32_t sluice_abi(void);

/*
 * Compiles count expressions (NUL-terminated) into one block-mode database. ext may be NULL, and so may its elements.
 * On -EINVAL, bad_expression holds the index of the offender (-1: none in particular) and message says what is wrong.
 */
int32_t sluice_hs_compile(const char *const *expressions, const uint32_t *flags, const uint32_t *ids,
                          const sluice_hs_ext *const *ext, uint32_t count, sluice_hs_database **database,
                          int32_t *bad_expression, char *message, int32_t message_capacity);
void sluice_hs_database_free(sluice_hs_database *database);
/* Bytes the database occupies. */
int64_t sluice_hs_database_size(const sluice_hs_database *database);
/* "Version: ... Features: ... Mode: ..."; returns its length. */
int32_t sluice_hs_database_info(const sluice_hs_database *database, char *text, int32_t capacity);
/* Version of the library and features of this processor: what serialised bytes depend on; returns its length. */
int32_t sluice_hs_platform_info(char *text, int32_t capacity);

/* Writes the database's bytes to a new block, to be given back to sluice_hs_bytes_free; returns its length. */
int64_t sluice_hs_serialize(const sluice_hs_database *database, uint8_t **bytes);
void sluice_hs_bytes_free(uint8_t *bytes);
int32_t sluice_hs_deserialize(const uint8_t *bytes, uint64_t length, sluice_hs_database **database);

/* Makes scratch big enough for the database too; *scratch is NULL at first, and may move. */
int32_t sluice_hs_scratch_fit(const sluice_hs_database *database, sluice_hs_scratch **scratch);
int32_t sluice_hs_scratch_clone(const sluice_hs_scratch *scratch, sluice_hs_scratch **copy);
int64_t sluice_hs_scratch_size(const sluice_hs_scratch *scratch);
void sluice_hs_scratch_free(sluice_hs_scratch *scratch);

/*
 * Scans the first job_count jobs in order; returns the number of matches written. A job that reaches its limit, or
 * finds the batch full, ends there with SLUICE_SCAN_OVERFLOW; the jobs after it are scanned all the same. scratch and
 * batch are addresses, given as numbers because a JVM keeps books on every segment it passes as a pointer.
 */
int32_t sluice_hs_scan_batch(uint64_t scratch, uint64_t batch, int32_t job_count);

#endif
