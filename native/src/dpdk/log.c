/* SPDX-License-Identifier: Apache-2.0 */
/* DPDK's log, kept in a ring of bytes until somebody asks. */
#define _GNU_SOURCE
#include "log.h"

#include <pthread.h>
#include <rte_errno.h>
#include <rte_log.h>

#include "../text.h"
#include "sluice_dpdk.h"

#define RING_BYTES (64 * 1024)

static char ring[RING_BYTES];
static uint64_t written; /* bytes ever written */
static uint64_t taken;   /* bytes ever taken */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t log_write(void *cookie, const char *bytes, size_t length) {
    (void)cookie;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < length; i++) {
        ring[written++ % RING_BYTES] = bytes[i];
    }
    pthread_mutex_unlock(&lock);
    return (ssize_t)length;
}

int sluice_log_open(void) {
    cookie_io_functions_t functions = {.write = log_write};
    FILE *stream = fopencookie(NULL, "w", functions);
    if (stream == NULL) {
        return -1;
    }
    setvbuf(stream, NULL, _IOLBF, BUFSIZ);
    return rte_openlog_stream(stream);
}

uint64_t sluice_log_mark(void) {
    pthread_mutex_lock(&lock);
    uint64_t mark = written;
    pthread_mutex_unlock(&lock);
    return mark;
}

/* Copies what was written from a position on, its oldest bytes left out when they do not fit. Called with the lock. */
static int32_t copy_from(uint64_t from, char *text, int32_t capacity) {
    if (text == NULL || capacity <= 0) {
        return 0;
    }
    uint64_t most = capacity - 1 < RING_BYTES ? (uint64_t)capacity - 1 : RING_BYTES;
    if (written - from > most) {
        from = written - most;
    }
    int32_t length = 0;
    while (from < written) {
        text[length++] = ring[from++ % RING_BYTES];
    }
    text[length] = '\0';
    return length;
}

SLUICE_EXPORT int32_t sluice_log_take(char *text, int32_t capacity) {
    pthread_mutex_lock(&lock);
    int32_t length = copy_from(taken, text, capacity);
    taken = written;
    pthread_mutex_unlock(&lock);
    return length;
}

SLUICE_EXPORT void sluice_log_level(int32_t level) {
    rte_log_set_global_level((uint32_t)level);
}

int32_t sluice_log_explain(uint64_t mark, int32_t error, char *reason, int32_t capacity) {
    int32_t used = sluice_copy_text(reason, capacity, rte_strerror(-error));
    if (used + 3 < capacity) {
        pthread_mutex_lock(&lock);
        if (written > mark) {
            memcpy(reason + used, ": ", 2);
            used += 2;
            used += copy_from(mark, reason + used, capacity - used);
        }
        pthread_mutex_unlock(&lock);
        while (used > 0 && reason[used - 1] == '\n') {
            reason[--used] = '\0';
        }
    }
    return error;
}
