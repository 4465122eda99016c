/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "sluice_posix.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "text.h"

_Static_assert(SLUICE_CLOCK_REALTIME == CLOCK_REALTIME, "clock");
_Static_assert(SLUICE_CLOCK_MONOTONIC == CLOCK_MONOTONIC, "clock");
_Static_assert(SLUICE_CLOCK_PROCESS_CPU == CLOCK_PROCESS_CPUTIME_ID, "clock");
_Static_assert(SLUICE_CLOCK_THREAD_CPU == CLOCK_THREAD_CPUTIME_ID, "clock");
_Static_assert(SLUICE_AFFINITY_WORDS * sizeof(uint64_t) == sizeof(cpu_set_t), "mask");

SLUICE_EXPORT int32_t sluice_thread_pin(int32_t processor) {
    if (processor < 0 || processor >= CPU_SETSIZE) {
        return -EINVAL;
    }
    cpu_set_t mask;
    CPU_ZERO(&mask);
    CPU_SET((unsigned)processor, &mask);
    return sched_setaffinity(0, sizeof mask, &mask) == 0 ? 0 : -errno;
}

SLUICE_EXPORT int32_t sluice_thread_affinity_get(uint64_t *words) {
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (sched_getaffinity(0, sizeof mask, &mask) != 0) {
        return -errno;
    }
    memcpy(words, &mask, sizeof mask);
    return 0;
}

SLUICE_EXPORT int32_t sluice_thread_affinity_set(const uint64_t *words) {
    cpu_set_t mask;
    memcpy(&mask, words, sizeof mask);
    return sched_setaffinity(0, sizeof mask, &mask) == 0 ? 0 : -errno;
}

SLUICE_EXPORT int32_t sluice_thread_processor(void) {
    int processor = sched_getcpu();
    return processor >= 0 ? processor : -errno;
}

SLUICE_EXPORT int32_t sluice_thread_timer_slack(int32_t nanoseconds) {
    if (nanoseconds <= 0) {
        return -EINVAL; /* the kernel takes 0 for its default */
    }
    return prctl(PR_SET_TIMERSLACK, (unsigned long)nanoseconds, 0, 0, 0) == 0 ? 0 : -errno;
}

SLUICE_EXPORT int32_t sluice_thread_nice(int32_t value) {
    id_t thread = (id_t)syscall(SYS_gettid);
    errno = 0;
    int now = getpriority(PRIO_PROCESS, thread);
    if (errno == 0 && now <= value) {
        return 0;
    }
    return setpriority(PRIO_PROCESS, thread, value) == 0 ? 0 : -errno;
}

SLUICE_EXPORT int32_t sluice_thread_id(void) {
    return (int32_t)syscall(SYS_gettid);
}

SLUICE_EXPORT int32_t sluice_thread_name(const char *name) {
    char cut[16];
    sluice_copy_text(cut, sizeof cut, name);
    return -pthread_setname_np(pthread_self(), cut);
}

SLUICE_EXPORT int32_t sluice_user_id(void) {
    return (int32_t)geteuid();
}

SLUICE_EXPORT int32_t sluice_memory_lock_all(void) {
    return mlockall(MCL_CURRENT | MCL_FUTURE) == 0 ? 0 : -errno;
}

static uint64_t whole_pages(uint64_t length) {
    uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    return (length + page - 1) & ~(page - 1);
}

SLUICE_EXPORT int32_t sluice_memory_map(uint64_t length, void **memory) {
    const uint64_t alignment = 2 << 20;
    uint64_t wanted = whole_pages(length);
    *memory = NULL;
    char *mapped = mmap(NULL, wanted + alignment, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) {
        return -errno;
    }
    /* What lies before and behind the aligned part goes back. */
    uint64_t before = -(uint64_t)(uintptr_t)mapped & (alignment - 1);
    if (before > 0) {
        munmap(mapped, before);
    }
    munmap(mapped + before + wanted, alignment - before);
    *memory = mapped + before;
    return 0;
}

SLUICE_EXPORT int32_t sluice_memory_unmap(void *memory, uint64_t length) {
    return munmap(memory, whole_pages(length)) == 0 ? 0 : -errno;
}

/* Younger than Debian 12's headers. */
#define SLUICE_MADV_COLLAPSE 25

SLUICE_EXPORT int32_t sluice_memory_huge(void *start, uint64_t length) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t from = (uintptr_t)start & ~(page - 1);
    uintptr_t to = ((uintptr_t)start + length + page - 1) & ~(page - 1);
    if (madvise((void *)from, to - from, MADV_HUGEPAGE) != 0) {
        return -errno;
    }
    /* Pages that are touched already are moved now (Linux 6.1 and later) or, without this, by the kernel some time. */
    madvise((void *)from, to - from, SLUICE_MADV_COLLAPSE);
    return 0;
}

SLUICE_EXPORT void sluice_memory_release(void) {
    malloc_trim(0);
}

SLUICE_EXPORT void sluice_memory_prefetch(uint64_t base, uint64_t offsets, int32_t count) {
    const uint64_t *each = (const uint64_t *)(uintptr_t)offsets;
    for (int32_t i = 0; i < count; i++) {
        __builtin_prefetch((const void *)(uintptr_t)(base + each[i]), 0, 3);
    }
}

SLUICE_EXPORT int64_t sluice_clock_ns(int32_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) {
        return -errno;
    }
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

SLUICE_EXPORT int32_t sluice_error_text(int32_t error, char *text, int32_t capacity) {
    char words[128];
    return sluice_copy_text(text, capacity, strerror_r(error < 0 ? -error : error, words, sizeof words));
}
