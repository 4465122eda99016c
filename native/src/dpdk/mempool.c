/* SPDX-License-Identifier: Apache-2.0 */
/* Packet memory. */
#include <errno.h>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_mbuf.h>
#include <rte_mbuf_pool_ops.h>
#include <rte_mempool.h>

#include "../text.h"
#include "sluice_dpdk.h"

/* Bounds of the chunks seen so far. */
typedef struct bounds {
    uint64_t from;
    uint64_t to;
} bounds;

/*
 * What rte_pktmbuf_pool_create() does, but that buffers may lie across two pages where devices see them at their virtual
 * addresses: in pages of 4 KiB a buffer of 2 KiB would else take one for itself.
 */
static struct rte_mempool *create(const char *name, uint32_t count, uint32_t cache, uint16_t room, int node) {
    unsigned flags = rte_eal_iova_mode() == RTE_IOVA_VA ? RTE_MEMPOOL_F_NO_IOVA_CONTIG : 0;
    unsigned element = (unsigned)sizeof(struct rte_mbuf) + room;
    struct rte_pktmbuf_pool_private about = {.mbuf_data_room_size = room, .mbuf_priv_size = 0};
    struct rte_mempool *made = rte_mempool_create_empty(name, count, element, cache, sizeof about, node, flags);
    if (made == NULL) {
        return NULL;
    }
    int failed = rte_mempool_set_ops_byname(made, rte_mbuf_best_mempool_ops(), NULL);
    if (failed == 0) {
        rte_pktmbuf_pool_init(made, &about);
        failed = rte_mempool_populate_default(made);
    }
    if (failed < 0) {
        rte_mempool_free(made);
        rte_errno = -failed;
        return NULL;
    }
    rte_mempool_obj_iter(made, rte_pktmbuf_init, NULL);
    return made;
}

SLUICE_EXPORT int32_t sluice_mempool_create(const char *name, uint32_t count, uint32_t cache, uint32_t data_room,
                                            int32_t numa_node, sluice_mempool **pool) {
    *pool = NULL;
    if (data_room > UINT16_MAX - RTE_PKTMBUF_HEADROOM) {
        return -EMSGSIZE;
    }
    uint16_t room = (uint16_t)(data_room + RTE_PKTMBUF_HEADROOM);
    int node = numa_node < 0 ? SOCKET_ID_ANY : numa_node;
    struct rte_mempool *made = create(name, count, cache, room, node);
    if (made == NULL) {
        return -rte_errno;
    }
    *pool = (sluice_mempool *)made;
    return 0;
}

SLUICE_EXPORT void sluice_mempool_free(sluice_mempool *pool) {
    rte_mempool_free((struct rte_mempool *)pool);
}

SLUICE_EXPORT int64_t sluice_mempool_available(const sluice_mempool *pool) {
    return rte_mempool_avail_count((const struct rte_mempool *)pool);
}

static void widen(struct rte_mempool *pool, void *context, struct rte_mempool_memhdr *chunk, unsigned index) {
    (void)pool;
    (void)index;
    bounds *seen = context;
    uint64_t from = (uint64_t)(uintptr_t)chunk->addr;
    if (from < seen->from) {
        seen->from = from;
    }
    if (from + chunk->len > seen->to) {
        seen->to = from + chunk->len;
    }
}

SLUICE_EXPORT int32_t sluice_mempool_region(sluice_mempool *pool, uint64_t *base, uint64_t *length) {
    bounds seen = {.from = UINT64_MAX, .to = 0};
    uint32_t chunks = rte_mempool_mem_iter((struct rte_mempool *)pool, widen, &seen);
    if (chunks == 0) {
        return -ENOMEM;
    }
    *base = seen.from;
    *length = seen.to - seen.from;
    return (int32_t)chunks;
}
