/* SPDX-License-Identifier: Apache-2.0 */
/* The environment's life, and threads' part in it. */
#include <errno.h>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_lcore.h>
#include <rte_version.h>

#include "../text.h"
#include "log.h"
#include "sluice_dpdk.h"

#define SLUICE_DPDK_ABI 2

/* Device strings of the environment's own command line are up to the caller: nothing is probed unasked. */
static int started;

SLUICE_EXPORT int32_t sluice_dpdk_abi(void) {
    return SLUICE_DPDK_ABI;
}

SLUICE_EXPORT int32_t sluice_dpdk_version(char *text, int32_t capacity) {
    return sluice_copy_text(text, capacity, rte_version());
}

SLUICE_EXPORT int32_t sluice_eal_init(int32_t argc, char **argv, char *reason, int32_t reason_capacity) {
    if (started) {
        sluice_copy_text(reason, reason_capacity, "the environment was started in this process before");
        return -EALREADY;
    }
    if (sluice_log_open() != 0) {
        sluice_copy_text(reason, reason_capacity, "no memory for the log");
        return -ENOMEM;
    }
    started = 1;
    uint64_t mark = sluice_log_mark();
    if (rte_eal_init(argc, argv) < 0) {
        return sluice_log_explain(mark, rte_errno == 0 ? -EINVAL : -rte_errno, reason, reason_capacity);
    }
    return 0;
}

SLUICE_EXPORT int32_t sluice_eal_cleanup(void) {
    return rte_eal_cleanup();
}

SLUICE_EXPORT int32_t sluice_thread_register(void) {
    if (rte_lcore_id() != LCORE_ID_ANY) {
        return (int32_t)rte_lcore_id();
    }
    return rte_thread_register() == 0 ? (int32_t)rte_lcore_id() : -rte_errno;
}

SLUICE_EXPORT void sluice_thread_unregister(void) {
    rte_thread_unregister();
}
