/* SPDX-License-Identifier: Apache-2.0 */
/* Prints sizes, offsets and constants as the C compiler sees them, for the bindings' test to compare with. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "sluice_pcre2.h"
#include "sluice_posix.h"
#include "sluice_vectorscan.h"

#define SIZE(type) printf("sizeof %s %zu\n", #type, sizeof(type))
#define FIELD(type, field) printf("offset %s.%s %zu\n", #type, #field, offsetof(type, field))
#define CONSTANT(name) printf("constant %s %" PRId32 "\n", #name, (int32_t)(name))

static void vectorscan(void) {
    SIZE(sluice_hs_ext);
    FIELD(sluice_hs_ext, flags);
    FIELD(sluice_hs_ext, min_offset);
    FIELD(sluice_hs_ext, max_offset);
    FIELD(sluice_hs_ext, min_length);
    FIELD(sluice_hs_ext, edit_distance);
    FIELD(sluice_hs_ext, hamming_distance);
    SIZE(sluice_scan_job);
    FIELD(sluice_scan_job, database);
    FIELD(sluice_scan_job, data);
    FIELD(sluice_scan_job, length);
    FIELD(sluice_scan_job, status);
    SIZE(sluice_scan_batch);
    FIELD(sluice_scan_batch, jobs);
    FIELD(sluice_scan_batch, matches);
    FIELD(sluice_scan_batch, match_capacity);
    FIELD(sluice_scan_batch, job_match_limit);
    FIELD(sluice_scan_batch, overflowed_jobs);
    FIELD(sluice_scan_batch, failed_jobs);
    CONSTANT(SLUICE_HS_FLAG_CASELESS);
    CONSTANT(SLUICE_HS_FLAG_DOTALL);
    CONSTANT(SLUICE_HS_FLAG_MULTILINE);
    CONSTANT(SLUICE_HS_FLAG_SINGLEMATCH);
    CONSTANT(SLUICE_HS_FLAG_ALLOWEMPTY);
    CONSTANT(SLUICE_HS_FLAG_UTF8);
    CONSTANT(SLUICE_HS_FLAG_UCP);
    CONSTANT(SLUICE_HS_FLAG_PREFILTER);
    CONSTANT(SLUICE_HS_FLAG_SOM_LEFTMOST);
    CONSTANT(SLUICE_HS_EXT_MIN_OFFSET);
    CONSTANT(SLUICE_HS_EXT_MAX_OFFSET);
    CONSTANT(SLUICE_HS_EXT_MIN_LENGTH);
    CONSTANT(SLUICE_SCAN_OK);
    CONSTANT(SLUICE_SCAN_OVERFLOW);
    CONSTANT(SLUICE_MATCH_WORDS);
}

static void pcre2(void) {
    CONSTANT(SLUICE_PCRE2_ANCHORED);
    CONSTANT(SLUICE_PCRE2_CASELESS);
    CONSTANT(SLUICE_PCRE2_DOLLAR_ENDONLY);
    CONSTANT(SLUICE_PCRE2_DOTALL);
    CONSTANT(SLUICE_PCRE2_EXTENDED);
    CONSTANT(SLUICE_PCRE2_MULTILINE);
    CONSTANT(SLUICE_PCRE2_NO_AUTO_CAPTURE);
    CONSTANT(SLUICE_PCRE2_UNGREEDY);
    CONSTANT(SLUICE_PCRE2_UTF);
    CONSTANT(SLUICE_PCRE2_ENDANCHORED);
    CONSTANT(SLUICE_PCRE2_ERROR_JIT_STACKLIMIT);
    CONSTANT(SLUICE_PCRE2_ERROR_MATCHLIMIT);
    CONSTANT(SLUICE_PCRE2_ERROR_NOMEMORY);
    CONSTANT(SLUICE_PCRE2_ERROR_NOSUBSTRING);
    CONSTANT(SLUICE_PCRE2_ERROR_DEPTHLIMIT);
    CONSTANT(SLUICE_PCRE2_ERROR_HEAPLIMIT);
}

static void posix(void) {
    CONSTANT(SLUICE_CLOCK_REALTIME);
    CONSTANT(SLUICE_CLOCK_MONOTONIC);
    CONSTANT(SLUICE_CLOCK_PROCESS_CPU);
    CONSTANT(SLUICE_CLOCK_THREAD_CPU);
    CONSTANT(SLUICE_AFFINITY_WORDS);
}

int main(void) {
    vectorscan();
    pcre2();
    posix();
    return 0;
}
