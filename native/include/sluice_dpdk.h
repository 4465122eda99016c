/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ports through DPDK: the environment, packet memory and ports; sluice_burst.h moves packets through them. Calls return a
 * count or a value from 0 up, or a negated errno; nothing here decides policy. Cold; called by one thread at a time.
 */
#ifndef SLUICE_DPDK_H
#define SLUICE_DPDK_H

#include <stdint.h>

#define SLUICE_NAME_BYTES 64
#define SLUICE_RSS_KEY_BYTES 64

/* Settings that a device made smaller than asked for: bits of sluice_port_setup.clamped. */
#define SLUICE_CLAMPED_RX_QUEUES 1
#define SLUICE_CLAMPED_TX_QUEUES 2
#define SLUICE_CLAMPED_RX_DESCRIPTORS 4
#define SLUICE_CLAMPED_TX_DESCRIPTORS 8
#define SLUICE_CLAMPED_MTU 16
#define SLUICE_CLAMPED_RSS 32
#define SLUICE_CLAMPED_SCATTER 64
#define SLUICE_CLAMPED_PROMISCUOUS 128
#define SLUICE_CLAMPED_CHECKSUM 256

/* How flows are spread over queues. Fragments carry no ports: only by addresses do they go where their flow goes. */
#define SLUICE_RSS_OFF 0
#define SLUICE_RSS_ADDRESSES 1
#define SLUICE_RSS_PORTS 2

/* Which step of sluice_port_configure failed. */
#define SLUICE_STEP_INFO 1
#define SLUICE_STEP_CONFIGURE 2
#define SLUICE_STEP_MTU 3
#define SLUICE_STEP_RX_QUEUE 4
#define SLUICE_STEP_TX_QUEUE 5

typedef struct sluice_mempool sluice_mempool;

/* How a port is to be set up, and (from effective on) how it was. */
typedef struct sluice_port_setup {
    int32_t rx_queues;
    int32_t tx_queues;
    int32_t rx_descriptors;
    int32_t tx_descriptors;
    int32_t mtu;                      /* 0: leave the device's own */
    int32_t rss;                      /* SLUICE_RSS_*: spread flows over queues, both directions to the same one */
    int32_t scatter;                  /* 1: a frame may take several mbufs */
    int32_t promiscuous;
    int32_t checksum;                 /* 1: let the device judge checksums */
    int32_t rss_key_length;
    uint8_t rss_key[SLUICE_RSS_KEY_BYTES]; /* repeated up to the length the device wants */

    int32_t clamped;                  /* written: SLUICE_CLAMPED_* bits */
    int32_t failed_step;              /* written: SLUICE_STEP_*, 0 when all went well */
    int32_t effective_rx_queues;
    int32_t effective_tx_queues;
    int32_t effective_rx_descriptors;
    int32_t effective_tx_descriptors;
    int32_t effective_mtu;
    int32_t effective_rss;
    int32_t effective_scatter;
    int32_t effective_promiscuous;
    int32_t effective_checksum;
    int32_t reserved;
    uint64_t effective_rss_types;
} sluice_port_setup;

typedef struct sluice_port_info {
    char name[SLUICE_NAME_BYTES];
    char driver[SLUICE_NAME_BYTES];
    char interface_name[SLUICE_NAME_BYTES]; /* kernel interface behind the port, empty if none */
    uint8_t mac[6];
    uint8_t reserved[2];
    int32_t numa_node;                /* -1: any */
    int32_t max_rx_queues;
    int32_t max_tx_queues;
    int32_t min_rx_descriptors;
    int32_t max_rx_descriptors;
    int32_t min_tx_descriptors;
    int32_t max_tx_descriptors;
    int32_t min_mtu;
    int32_t max_mtu;
    int32_t max_frame;
    int32_t min_rx_buffer;
    int32_t reta_size;
    int32_t rss_key_size;
    int32_t detects_link;             /* 1: link state changes raise an interrupt */
    uint64_t rss_types;
    uint64_t rx_offloads;
    uint64_t tx_offloads;
} sluice_port_info;

typedef struct sluice_link {
    int32_t up;
    int32_t speed_mbps;               /* -1: unknown */
    int32_t full_duplex;
    int32_t autoneg;
} sluice_link;

typedef struct sluice_port_stats {
    uint64_t rx_frames;
    uint64_t tx_frames;
    uint64_t rx_bytes;
    uint64_t tx_bytes;
    uint64_t rx_missed;               /* the device had no free descriptor */
    uint64_t rx_errors;
    uint64_t tx_errors;
    uint64_t rx_no_buffer;            /* the packet pool was empty */
} sluice_port_stats;

/* ---- environment ---- */

/* Changes with every incompatible change of this header. */
int32_t sluice_dpdk_abi(void);
/* "DPDK 22.11.11"; returns its length. */
int32_t sluice_dpdk_version(char *text, int32_t capacity);
/*
 * Starts the environment, once in a process. It pins the calling thread, and threads made by that thread inherit it:
 * call it from a thread that ends afterwards. On failure reason holds the environment's error and the last lines it
 * logged.
 */
int32_t sluice_eal_init(int32_t argc, char **argv, char *reason, int32_t reason_capacity);
int32_t sluice_eal_cleanup(void);
/* Registers the calling thread; returns its lcore id. */
int32_t sluice_thread_register(void);
void sluice_thread_unregister(void);
/* Least important level that is logged, 1 (emergency) to 8 (debug). */
void sluice_log_level(int32_t level);
/* Takes what was logged since the last call, oldest lines first lost; returns its length. */
int32_t sluice_log_take(char *text, int32_t capacity);

/* ---- packet memory ---- */

/* Makes a pool of count mbufs with room for data_room bytes each; numa_node -1: any. */
int32_t sluice_mempool_create(const char *name, uint32_t count, uint32_t cache, uint32_t data_room, int32_t numa_node,
                              sluice_mempool **pool);
void sluice_mempool_free(sluice_mempool *pool);
/* Mbufs that are free, those in threads' caches counted. */
int64_t sluice_mempool_available(const sluice_mempool *pool);
/* Bounds of the memory all its mbufs lie in; returns the number of chunks it is made of. */
int32_t sluice_mempool_region(sluice_mempool *pool, uint64_t *base, uint64_t *length);

/* ---- ports ---- */

/*
 * Finds the port named by a device string ("0000:03:00.0", "net_af_packet0,iface=eth0"), probing the device if that has
 * not happened yet; returns its id. On failure reason holds what was logged.
 */
int32_t sluice_port_attach(const char *device, char *reason, int32_t reason_capacity);
/* Closes a port and removes its device. */
int32_t sluice_port_detach(int32_t port);
int32_t sluice_port_info_get(int32_t port, sluice_port_info *info);
/*
 * Sets a port up with all its queues fed from pool. What the device cannot do is clamped and told; what it refuses is
 * an error, with the step it failed in and what was logged.
 */
int32_t sluice_port_configure(int32_t port, sluice_mempool *pool, sluice_port_setup *setup, char *reason,
                              int32_t reason_capacity);
int32_t sluice_port_start(int32_t port, char *reason, int32_t reason_capacity);
int32_t sluice_port_stop(int32_t port);
int32_t sluice_port_close(int32_t port);
int32_t sluice_port_promiscuous(int32_t port, int32_t on);
int32_t sluice_port_mtu_get(int32_t port);
int32_t sluice_port_mtu_set(int32_t port, int32_t mtu);
int32_t sluice_port_stats_get(int32_t port, sluice_port_stats *stats);
int32_t sluice_port_stats_reset(int32_t port);
/*
 * Makes hash value h go to queue (h % period) % queues, period dividing the device's table: two ports given the same
 * numbers send both directions of a flow to the same queue even if their tables differ in size. After start.
 */
int32_t sluice_port_spread(int32_t port, int32_t queues, int32_t period);
/* The link as the device knows it now; never waits. */
int32_t sluice_link_get(int32_t port, sluice_link *link);
int32_t sluice_link_set(int32_t port, int32_t up);

#endif
