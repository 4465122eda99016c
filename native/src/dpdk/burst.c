/* SPDX-License-Identifier: Apache-2.0 */
/* Receiving and sending bursts. Hot. */
#include <errno.h>
#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <time.h>

#include "../text.h"
#include "sluice_burst.h"

#define BURST 64

/* What is passed on of that which a device tells of a frame. */
#define RX_TOLD (RTE_MBUF_F_RX_RSS_HASH | RTE_MBUF_F_RX_IP_CKSUM_MASK | RTE_MBUF_F_RX_L4_CKSUM_MASK)

/* Copies a chain's segments together; returns the bytes that fitted. */
static uint32_t linearise(const struct rte_mbuf *first, uint8_t *to, uint64_t room) {
    uint32_t copied = 0;
    for (const struct rte_mbuf *segment = first; segment != NULL; segment = segment->next) {
        uint32_t part = segment->data_len;
        if (part > room - copied) {
            part = (uint32_t)(room - copied);
        }
        memcpy(to + copied, rte_pktmbuf_mtod(segment, const uint8_t *), part);
        copied += part;
        if (copied == room) {
            break;
        }
    }
    return copied;
}

static uint8_t rx_flags(uint64_t offloads) {
    uint8_t flags = 0;
    if (offloads & RTE_MBUF_F_RX_RSS_HASH) {
        flags |= SLUICE_RX_HASHED;
    }
    if ((offloads & RTE_MBUF_F_RX_IP_CKSUM_MASK) == RTE_MBUF_F_RX_IP_CKSUM_GOOD) {
        flags |= SLUICE_RX_IP_SUM_GOOD;
    }
    if ((offloads & RTE_MBUF_F_RX_L4_CKSUM_MASK) == RTE_MBUF_F_RX_L4_CKSUM_GOOD) {
        flags |= SLUICE_RX_L4_SUM_GOOD;
    }
    return flags;
}

/* Caller's memory, from the address it gave. */
static inline void *at(uint64_t address) {
    return (void *)(uintptr_t)address;
}

static int64_t realtime_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

SLUICE_EXPORT int32_t sluice_rx_gather(uint64_t rx_address, int32_t capacity, uint64_t mbufs_address,
                                       uint64_t offsets_address, uint64_t lengths_address, uint64_t hashes_address,
                                       uint64_t flags_address, uint64_t scratch_address, uint64_t scratch_capacity) {
    sluice_rx_queue *rx = at(rx_address);
    struct rte_mbuf **mbufs = at(mbufs_address);
    uint64_t *offsets = at(offsets_address);
    int32_t *lengths = at(lengths_address);
    int32_t *hashes = at(hashes_address);
    uint8_t *flags = at(flags_address);
    uint8_t *scratch = at(scratch_address);
    if (capacity <= 0 || capacity > BURST) {
        return -EINVAL;
    }
    /* A pointer is 64 bits wide here, so the caller's column takes the mbufs as they come. */
    _Static_assert(sizeof(struct rte_mbuf *) == sizeof(uint64_t), "pointers of 64 bits");
    uint16_t received = rte_eth_rx_burst((uint16_t)rx->port, (uint16_t)rx->queue, mbufs, (uint16_t)capacity);
    if (received == 0) {
        return 0;
    }
    rx->received_ns = realtime_ns();
    uint64_t scratch_used = 0;
    uint64_t bytes = 0;
    for (uint16_t i = 0; i < received; i++) {
        const struct rte_mbuf *frame = mbufs[i];
        const uint8_t *data = rte_pktmbuf_mtod(frame, const uint8_t *);
        rte_prefetch0(data);
        offsets[i] = (uint64_t)(uintptr_t)data - rx->base;
        lengths[i] = (int32_t)frame->data_len;
        bytes += frame->pkt_len;
        /* What most devices say of most frames: nothing. */
        if (likely(((frame->ol_flags & RX_TOLD) | (frame->nb_segs ^ 1u)) == 0)) {
            hashes[i] = 0;
            flags[i] = 0;
            continue;
        }
        uint8_t seen = rx_flags(frame->ol_flags);
        hashes[i] = (seen & SLUICE_RX_HASHED) ? (int32_t)frame->hash.rss : 0;
        if (frame->nb_segs != 1) {
            uint32_t copied = linearise(frame, scratch + scratch_used, scratch_capacity - scratch_used);
            seen |= SLUICE_RX_IN_SCRATCH;
            rx->linearised++;
            if (copied < frame->pkt_len) {
                seen |= SLUICE_RX_TRUNCATED;
                rx->truncated++;
            }
            offsets[i] = scratch_used;
            lengths[i] = (int32_t)copied;
            scratch_used += copied;
        }
        flags[i] = seen;
    }
    rx->frames += received;
    rx->bytes += bytes;
    return received;
}

/* Sends up to BURST frames and frees what the device does not take; returns the number sent. */
static uint16_t send_or_free(sluice_tx_queue *tx, struct rte_mbuf **frames, uint16_t count) {
    uint64_t bytes = 0;
    for (uint16_t i = 0; i < count; i++) {
        bytes += frames[i]->pkt_len;
    }
    uint16_t sent = 0;
    for (int32_t attempt = 0; sent < count && attempt < tx->attempts; attempt++) {
        sent += rte_eth_tx_burst((uint16_t)tx->port, (uint16_t)tx->queue, frames + sent, (uint16_t)(count - sent));
    }
    if (unlikely(sent < count)) {
        for (uint16_t i = sent; i < count; i++) {
            bytes -= frames[i]->pkt_len;
        }
        rte_pktmbuf_free_bulk(frames + sent, (unsigned)(count - sent));
        tx->refused += (uint64_t)(count - sent);
    }
    tx->frames += sent;
    tx->bytes += bytes;
    return sent;
}

/* Whether any of the frames is not to be sent. */
static int any_dropped(const uint8_t *verdicts, int32_t count) {
    uint8_t any = 0;
    for (int32_t i = 0; i < count; i++) {
        any |= verdicts[i] ^ SLUICE_VERDICT_FORWARD;
    }
    return any != 0;
}

/* Sends those of up to BURST frames that are to be sent, and frees the others; returns the number sent. */
static uint16_t send_chosen(sluice_tx_queue *tx, struct rte_mbuf **mbufs, const uint8_t *verdicts, uint16_t count) {
    struct rte_mbuf *forward[BURST];
    struct rte_mbuf *drop[BURST];
    uint16_t forwarded = 0;
    uint16_t dropped = 0;
    for (uint16_t i = 0; i < count; i++) {
        if (verdicts[i] == SLUICE_VERDICT_FORWARD) {
            forward[forwarded++] = mbufs[i];
        } else {
            drop[dropped++] = mbufs[i];
        }
    }
    rte_pktmbuf_free_bulk(drop, dropped);
    tx->dropped += dropped;
    return send_or_free(tx, forward, forwarded);
}

SLUICE_EXPORT int32_t sluice_tx_verdicts(uint64_t tx_address, uint64_t mbufs_address, uint64_t verdicts_address,
                                         int32_t count) {
    sluice_tx_queue *tx = at(tx_address);
    struct rte_mbuf **mbufs = at(mbufs_address);
    const uint8_t *verdicts = at(verdicts_address);
    int32_t sent = 0;
    for (int32_t from = 0; from < count; from += BURST) {
        uint16_t part = (uint16_t)(count - from < BURST ? count - from : BURST);
        if (likely(!any_dropped(verdicts + from, part))) {
            sent += send_or_free(tx, mbufs + from, part);
        } else {
            sent += send_chosen(tx, mbufs + from, verdicts + from, part);
        }
    }
    return sent;
}

SLUICE_EXPORT int32_t sluice_tx_burst(uint64_t tx, uint64_t mbufs_address, int32_t count) {
    struct rte_mbuf **mbufs = at(mbufs_address);
    int32_t sent = 0;
    for (int32_t from = 0; from < count; from += BURST) {
        sent += send_or_free(at(tx), mbufs + from, (uint16_t)(count - from < BURST ? count - from : BURST));
    }
    return sent;
}

SLUICE_EXPORT int64_t sluice_packet_make(uint64_t pool, uint64_t bytes, uint32_t length) {
    struct rte_mempool *from = at(pool);
    const uint8_t *source = at(bytes);
    struct rte_mbuf *first = rte_pktmbuf_alloc(from);
    if (first == NULL) {
        return -ENOBUFS;
    }
    struct rte_mbuf *last = first;
    uint32_t copied = 0;
    for (;;) {
        uint32_t part = length - copied;
        if (part > rte_pktmbuf_tailroom(last)) {
            part = rte_pktmbuf_tailroom(last);
        }
        memcpy(rte_pktmbuf_mtod(last, uint8_t *), source + copied, part);
        last->data_len = (uint16_t)part;
        copied += part;
        if (copied == length) {
            break;
        }
        last->next = rte_pktmbuf_alloc(from);
        if (last->next == NULL || first->nb_segs == RTE_MBUF_MAX_NB_SEGS) {
            rte_pktmbuf_free(first);
            return -ENOBUFS;
        }
        last = last->next;
        first->nb_segs++;
    }
    first->pkt_len = length;
    return (int64_t)(uintptr_t)first;
}

SLUICE_EXPORT void sluice_packet_free(uint64_t mbufs, int32_t count) {
    if (count > 0) {
        rte_pktmbuf_free_bulk(at(mbufs), (unsigned)count);
    }
}
