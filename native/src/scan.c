/* SPDX-License-Identifier: Apache-2.0 */
/* Scanning a batch. Hot: runs for every burst; allocates nothing. */
#include <errno.h>

#include "text.h"
#include "vectorscan.h"

/* Where the matches of the running job go. */
typedef struct collector {
    int32_t *next;
    int32_t room;
    int32_t job;
} collector;

static int collect(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *context) {
    (void)from;
    (void)flags;
    collector *into = context;
    if (into->room == 0) {
        return 1;
    }
    into->next[0] = into->job;
    into->next[1] = (int32_t)id;
    into->next[2] = (int32_t)to;
    into->next += SLUICE_MATCH_WORDS;
    into->room--;
    return 0;
}

SLUICE_EXPORT int32_t sluice_hs_scan_batch(uint64_t scratch, uint64_t batch_address, int32_t job_count) {
    sluice_scan_batch *batch = (sluice_scan_batch *)(uintptr_t)batch_address;
    if (scratch == 0 || batch == NULL || job_count < 0) {
        return -EINVAL;
    }
    collector into = {.next = batch->matches, .room = 0, .job = 0};
    int32_t left = batch->match_capacity;
    batch->overflowed_jobs = 0;
    batch->failed_jobs = 0;
    for (int32_t i = 0; i < job_count; i++) {
        sluice_scan_job *job = &batch->jobs[i];
        int32_t granted = left < batch->job_match_limit ? left : batch->job_match_limit;
        into.job = i;
        into.room = granted;
        hs_error_t error = hs_scan((const hs_database_t *)(uintptr_t)job->database, (const char *)(uintptr_t)job->data,
                                   job->length, 0, (hs_scratch_t *)(uintptr_t)scratch, collect, &into);
        left -= granted - into.room;
        if (error == HS_SUCCESS) {
            job->status = SLUICE_SCAN_OK;
        } else if (error == HS_SCAN_TERMINATED) {
            job->status = SLUICE_SCAN_OVERFLOW;
            batch->overflowed_jobs++;
        } else {
            job->status = sluice_hs_errno(error);
            batch->failed_jobs++;
        }
    }
    return batch->match_capacity - left;
}
