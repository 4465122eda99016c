/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SLUICE_SRC_DPDK_LOG_H
#define SLUICE_SRC_DPDK_LOG_H

#include <stdint.h>

/* Takes over DPDK's log: from now on it is kept here instead of printed. */
int sluice_log_open(void);
/* Marks where the log stands, so that a failing step can tell what was logged since. */
uint64_t sluice_log_mark(void);
/* Writes "error text: lines logged since mark" to reason, and returns error. */
int32_t sluice_log_explain(uint64_t mark, int32_t error, char *reason, int32_t capacity);

#endif
