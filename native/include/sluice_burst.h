/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bursts of frames through the ports of sluice_dpdk.h. Calls return a count or a value from 0 up, or a negated errno;
 * nothing here allocates, and nothing decides policy.
 *
 * Threads: called by pipeline threads, each queue by one thread at a time; a thread that calls them should be
 * registered, which gives it a cache in every packet pool.
 */
#ifndef SLUICE_BURST_H
#define SLUICE_BURST_H

#include <stdint.h>

/* Flags of a received frame. */
#define SLUICE_RX_IN_SCRATCH 1      /* its bytes were copied together into the scratch region */
#define SLUICE_RX_TRUNCATED 2       /* the scratch region had no room for all of it */
#define SLUICE_RX_HASHED 4          /* its hash is the device's */
#define SLUICE_RX_IP_SUM_GOOD 8     /* the device found the IP header's checksum right */
#define SLUICE_RX_L4_SUM_GOOD 16    /* the device found the TCP, UDP or SCTP checksum right */

/* What becomes of a frame. */
#define SLUICE_VERDICT_FORWARD 0
#define SLUICE_VERDICT_DROP 1

/* A receiving end: which queue, where its pool lies, and what it has counted. Written by its thread alone. */
typedef struct sluice_rx_queue {
    int32_t port;
    int32_t queue;
    uint64_t base;                    /* offsets are told relative to this address */
    uint64_t frames;
    uint64_t bytes;
    uint64_t linearised;
    uint64_t truncated;
    int64_t received_ns;              /* when the last burst was received, since the Unix epoch */
} sluice_rx_queue;

/* A transmitting end: which queue, how often it tries, and what it has counted. Written by its thread alone. */
typedef struct sluice_tx_queue {
    int32_t port;
    int32_t queue;
    int32_t attempts;                 /* calls to the device until frames it does not take are freed */
    int32_t reserved;
    uint64_t frames;
    uint64_t bytes;
    uint64_t dropped;                 /* freed by verdict */
    uint64_t refused;                 /* freed because the device did not take them */
} sluice_tx_queue;

/*
 * Pointers are given as numbers here, because a JVM takes and gives back a hold on every segment it passes as a
 * pointer, which these calls are too frequent for. rx and tx are a sluice_rx_queue and a sluice_tx_queue; mbufs and
 * offsets are uint64_t[], lengths and hashes int32_t[], flags and verdicts uint8_t[], scratch is bytes.
 */

/*
 * Receives up to capacity frames (at most 64) and tells of each its mbuf, where its bytes are, how many, its hash (0:
 * the device gave none) and flags. A frame in several mbufs is copied together into scratch, and its offset is relative
 * to scratch; every other offset is relative to the queue's base. Returns the number of frames; when there are any, the
 * queue says when they were received.
 */
int32_t sluice_rx_gather(uint64_t rx, int32_t capacity, uint64_t mbufs, uint64_t offsets, uint64_t lengths,
                         uint64_t hashes, uint64_t flags, uint64_t scratch, uint64_t scratch_capacity);
/*
 * Sends those of count frames whose verdict is SLUICE_VERDICT_FORWARD, in order, and frees the others and what the
 * device does not take. Returns the number sent.
 */
int32_t sluice_tx_verdicts(uint64_t tx, uint64_t mbufs, uint64_t verdicts, int32_t count);
/* Sends count frames; those it does not take are freed. Returns the number sent. */
int32_t sluice_tx_burst(uint64_t tx, uint64_t mbufs, int32_t count);
/*
 * Makes a frame of our own from length bytes at the address bytes; returns its mbuf, -ENOBUFS when the pool is empty.
 */
int64_t sluice_packet_make(uint64_t pool, uint64_t bytes, uint32_t length);
void sluice_packet_free(uint64_t mbufs, int32_t count);

#endif
