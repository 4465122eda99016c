/* SPDX-License-Identifier: Apache-2.0 */
/* Finding a port, asking what it can do, setting it up. Cold. */
#include <errno.h>
#include <net/if.h>
#include <rte_alarm.h>
#include <rte_cycles.h>
#include <rte_dev.h>
#include <rte_ethdev.h>
#include <rte_mbuf.h>

#include "../text.h"
#include "log.h"
#include "sluice_dpdk.h"

#define FALLBACK_DESCRIPTORS 1024
#define INTERRUPT_PATIENCE_MS 1000
#define KEY_LIMIT 256
#define USUAL_KEY 40

static int known(int32_t port) {
    return port >= 0 && port < RTE_MAX_ETHPORTS && rte_eth_dev_is_valid_port((uint16_t)port);
}

/* The port whose device string begins with its own name, else the first on the device. */
static int32_t find(const char *device) {
    char name[RTE_ETH_NAME_MAX_LEN];
    uint16_t port;
    size_t length = strcspn(device, ",");
    if (length < sizeof name) {
        memcpy(name, device, length);
        name[length] = '\0';
        if (rte_eth_dev_get_port_by_name(name, &port) == 0) {
            return port;
        }
    }
    struct rte_dev_iterator iterator;
    RTE_ETH_FOREACH_MATCHING_DEV(port, device, &iterator) {
        rte_eth_iterator_cleanup(&iterator);
        return port;
    }
    return -ENODEV;
}

SLUICE_EXPORT int32_t sluice_port_attach(const char *device, char *reason, int32_t reason_capacity) {
    int32_t port = find(device);
    if (port >= 0) {
        return port;
    }
    uint64_t mark = sluice_log_mark();
    int result = rte_dev_probe(device);
    if (result != 0 && result != -EEXIST) {
        return sluice_log_explain(mark, result < 0 ? result : -ENODEV, reason, reason_capacity);
    }
    port = find(device);
    return port >= 0 ? port : sluice_log_explain(mark, port, reason, reason_capacity);
}

static void mark_idle(void *flag) {
    __atomic_store_n((int *)flag, 1, __ATOMIC_RELEASE);
}

/*
 * Waits until the interrupt thread has dealt with what it had: drivers free what that thread may be using. An alarm
 * runs on that thread, after whatever came before it.
 */
static void await_interrupts(void) {
    static int idle;
    __atomic_store_n(&idle, 0, __ATOMIC_RELEASE);
    if (rte_eal_alarm_set(1, mark_idle, &idle) != 0) {
        return;
    }
    for (int waited = 0; waited < INTERRUPT_PATIENCE_MS && !__atomic_load_n(&idle, __ATOMIC_ACQUIRE); waited++) {
        rte_delay_us_sleep(1000);
    }
}

SLUICE_EXPORT int32_t sluice_port_detach(int32_t port) {
    struct rte_eth_dev_info info;
    if (!known(port)) {
        return -ENODEV;
    }
    int result = rte_eth_dev_info_get((uint16_t)port, &info);
    if (result != 0) {
        return result;
    }
    await_interrupts();
    result = rte_eth_dev_close((uint16_t)port);
    return result != 0 && result != -ENOTSUP ? result : rte_dev_remove(info.device);
}

SLUICE_EXPORT int32_t sluice_port_info_get(int32_t port, sluice_port_info *info) {
    struct rte_eth_dev_info device;
    struct rte_ether_addr mac;
    if (!known(port)) {
        return -ENODEV;
    }
    int result = rte_eth_dev_info_get((uint16_t)port, &device);
    if (result != 0) {
        return result;
    }
    memset(info, 0, sizeof *info);
    char name[RTE_ETH_NAME_MAX_LEN];
    if (rte_eth_dev_get_name_by_port((uint16_t)port, name) == 0) {
        sluice_copy_text(info->name, sizeof info->name, name);
    }
    sluice_copy_text(info->driver, sizeof info->driver, device.driver_name);
    char interface_name[IF_NAMESIZE];
    if (device.if_index != 0 && if_indextoname(device.if_index, interface_name) != NULL) {
        sluice_copy_text(info->interface_name, sizeof info->interface_name, interface_name);
    }
    if (rte_eth_macaddr_get((uint16_t)port, &mac) == 0) {
        memcpy(info->mac, mac.addr_bytes, sizeof info->mac);
    }
    info->numa_node = rte_eth_dev_socket_id((uint16_t)port);
    info->max_rx_queues = device.max_rx_queues;
    info->max_tx_queues = device.max_tx_queues;
    info->min_rx_descriptors = device.rx_desc_lim.nb_min;
    info->max_rx_descriptors = device.rx_desc_lim.nb_max;
    info->min_tx_descriptors = device.tx_desc_lim.nb_min;
    info->max_tx_descriptors = device.tx_desc_lim.nb_max;
    info->min_mtu = device.min_mtu;
    info->max_mtu = device.max_mtu;
    info->max_frame = device.max_rx_pktlen > INT32_MAX ? INT32_MAX : (int32_t)device.max_rx_pktlen;
    info->min_rx_buffer = (int32_t)device.min_rx_bufsize;
    info->reta_size = device.reta_size;
    info->rss_key_size = device.hash_key_size;
    info->detects_link = device.dev_flags != NULL && (*device.dev_flags & RTE_ETH_DEV_INTR_LSC) != 0;
    info->rss_types = device.flow_type_rss_offloads;
    info->rx_offloads = device.rx_offload_capa;
    info->tx_offloads = device.tx_offload_capa;
    return 0;
}

/* Lowers a wish to what the device has, and marks that. */
static int32_t clamp(sluice_port_setup *setup, int32_t wished, int32_t most, int32_t mark) {
    if (most > 0 && wished > most) {
        setup->clamped |= mark;
        return most;
    }
    return wished;
}

/* Bytes a frame has besides its MTU, as the device counts. */
static uint32_t overhead(const struct rte_eth_dev_info *device) {
    if (device->max_mtu != UINT16_MAX && device->max_rx_pktlen > device->max_mtu) {
        return device->max_rx_pktlen - device->max_mtu;
    }
    return RTE_ETHER_HDR_LEN + RTE_ETHER_CRC_LEN;
}

/* Settles MTU and scatter: a frame fits one mbuf, or the device can spread it over several, or the MTU is lowered. */
static void settle_frame(uint16_t port, const struct rte_eth_dev_info *device, uint32_t data_room,
                         sluice_port_setup *setup, struct rte_eth_conf *conf) {
    uint16_t own = RTE_ETHER_MTU;
    rte_eth_dev_get_mtu(port, &own);
    int64_t most = device->max_mtu == 0 ? UINT16_MAX : device->max_mtu;
    if (device->max_rx_pktlen != 0 && (int64_t)device->max_rx_pktlen - overhead(device) < most) {
        most = (int64_t)device->max_rx_pktlen - overhead(device);
    }
    int32_t mtu = setup->mtu == 0 ? own : setup->mtu;
    mtu = clamp(setup, mtu, (int32_t)most, SLUICE_CLAMPED_MTU);
    setup->effective_scatter = 0;
    if ((uint32_t)mtu + overhead(device) > data_room) {
        if (setup->scatter && (device->rx_offload_capa & RTE_ETH_RX_OFFLOAD_SCATTER)) {
            setup->effective_scatter = 1;
            conf->rxmode.offloads |= RTE_ETH_RX_OFFLOAD_SCATTER;
        } else {
            setup->clamped |= setup->scatter ? SLUICE_CLAMPED_SCATTER : 0;
            mtu = clamp(setup, mtu, (int32_t)(data_room - overhead(device)), SLUICE_CLAMPED_MTU);
        }
    }
    setup->effective_mtu = mtu;
    conf->rxmode.mtu = (uint32_t)mtu;
    conf->txmode.offloads |= device->tx_offload_capa & RTE_ETH_TX_OFFLOAD_MULTI_SEGS;
}

static void settle_rss(const struct rte_eth_dev_info *device, sluice_port_setup *setup, struct rte_eth_conf *conf,
                       uint8_t *key) {
    setup->effective_rss = SLUICE_RSS_OFF;
    setup->effective_rss_types = 0;
    if (setup->rss == SLUICE_RSS_OFF || setup->effective_rx_queues < 2) {
        return;
    }
    uint64_t types = RTE_ETH_RSS_IP;
    if (setup->rss == SLUICE_RSS_PORTS) {
        types |= RTE_ETH_RSS_TCP | RTE_ETH_RSS_UDP | RTE_ETH_RSS_SCTP;
    }
    types &= device->flow_type_rss_offloads;
    if (types == 0 || setup->rss_key_length <= 0) {
        setup->clamped |= SLUICE_CLAMPED_RSS;
        return;
    }
    /* Some drivers do not tell the length of their key; it is Toeplitz's usual one then. */
    int32_t key_length = device->hash_key_size == 0 ? USUAL_KEY : device->hash_key_size;
    for (int32_t i = 0; i < key_length; i++) {
        key[i] = setup->rss_key[i % setup->rss_key_length];
    }
    conf->rxmode.mq_mode = RTE_ETH_MQ_RX_RSS;
    conf->rxmode.offloads |= device->rx_offload_capa & RTE_ETH_RX_OFFLOAD_RSS_HASH;
    conf->rx_adv_conf.rss_conf.rss_key = key;
    conf->rx_adv_conf.rss_conf.rss_key_len = (uint8_t)key_length;
    conf->rx_adv_conf.rss_conf.rss_hf = types;
    setup->effective_rss = setup->rss;
    setup->effective_rss_types = types;
}

static void settle_checksum(const struct rte_eth_dev_info *device, sluice_port_setup *setup,
                            struct rte_eth_conf *conf) {
    uint64_t able = setup->checksum ? device->rx_offload_capa & RTE_ETH_RX_OFFLOAD_CHECKSUM : 0;
    setup->effective_checksum = able != 0;
    if (setup->checksum && able == 0) {
        setup->clamped |= SLUICE_CLAMPED_CHECKSUM;
    }
    conf->rxmode.offloads |= able;
}

static uint16_t descriptors(int32_t wished, uint16_t preferred) {
    if (wished <= 0) {
        return preferred != 0 ? preferred : FALLBACK_DESCRIPTORS;
    }
    return wished > UINT16_MAX ? UINT16_MAX : (uint16_t)wished;
}

static int settle_descriptors(uint16_t port, const struct rte_eth_dev_info *device, sluice_port_setup *setup) {
    uint16_t rx = descriptors(setup->rx_descriptors, device->default_rxportconf.ring_size);
    uint16_t tx = descriptors(setup->tx_descriptors, device->default_txportconf.ring_size);
    int result = rte_eth_dev_adjust_nb_rx_tx_desc(port, &rx, &tx);
    setup->effective_rx_descriptors = rx;
    setup->effective_tx_descriptors = tx;
    setup->clamped |= setup->rx_descriptors > rx ? SLUICE_CLAMPED_RX_DESCRIPTORS : 0;
    setup->clamped |= setup->tx_descriptors > tx ? SLUICE_CLAMPED_TX_DESCRIPTORS : 0;
    return result;
}

static int setup_queues(uint16_t port, struct rte_mempool *pool, const struct rte_eth_dev_info *device,
                        const struct rte_eth_conf *conf, sluice_port_setup *setup) {
    unsigned node = (unsigned)rte_eth_dev_socket_id(port);
    struct rte_eth_rxconf rx = device->default_rxconf;
    rx.offloads = conf->rxmode.offloads;
    setup->failed_step = SLUICE_STEP_RX_QUEUE;
    for (int32_t queue = 0; queue < setup->effective_rx_queues; queue++) {
        int result = rte_eth_rx_queue_setup(port, (uint16_t)queue, (uint16_t)setup->effective_rx_descriptors, node, &rx,
                                            pool);
        if (result != 0) {
            return result;
        }
    }
    struct rte_eth_txconf tx = device->default_txconf;
    tx.offloads = conf->txmode.offloads;
    setup->failed_step = SLUICE_STEP_TX_QUEUE;
    for (int32_t queue = 0; queue < setup->effective_tx_queues; queue++) {
        int result =
            rte_eth_tx_queue_setup(port, (uint16_t)queue, (uint16_t)setup->effective_tx_descriptors, node, &tx);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

/* Devices that forward whatever comes, as most virtual ones do, have no promiscuous mode and need none. */
static void settle_promiscuous(uint16_t port, sluice_port_setup *setup) {
    int result = setup->promiscuous ? rte_eth_promiscuous_enable(port) : rte_eth_promiscuous_disable(port);
    setup->effective_promiscuous = rte_eth_promiscuous_get(port) == 1;
    if (setup->promiscuous && result != 0) {
        setup->clamped |= SLUICE_CLAMPED_PROMISCUOUS;
    }
}

static int configure(uint16_t port, struct rte_mempool *pool, sluice_port_setup *setup) {
    struct rte_eth_dev_info device;
    struct rte_eth_conf conf;
    uint8_t key[KEY_LIMIT];
    memset(&conf, 0, sizeof conf);
    setup->failed_step = SLUICE_STEP_INFO;
    int result = rte_eth_dev_info_get(port, &device);
    if (result != 0) {
        return result;
    }
    uint32_t data_room = (uint32_t)rte_pktmbuf_data_room_size(pool) - RTE_PKTMBUF_HEADROOM;
    setup->effective_rx_queues = clamp(setup, setup->rx_queues, device.max_rx_queues, SLUICE_CLAMPED_RX_QUEUES);
    setup->effective_tx_queues = clamp(setup, setup->tx_queues, device.max_tx_queues, SLUICE_CLAMPED_TX_QUEUES);
    settle_frame(port, &device, data_room, setup, &conf);
    settle_rss(&device, setup, &conf, key);
    settle_checksum(&device, setup, &conf);
    setup->failed_step = SLUICE_STEP_CONFIGURE;
    result = rte_eth_dev_configure(port, (uint16_t)setup->effective_rx_queues, (uint16_t)setup->effective_tx_queues,
                                   &conf);
    if (result == 0) {
        result = settle_descriptors(port, &device, setup);
    }
    if (result != 0) {
        return result;
    }
    result = setup_queues(port, pool, &device, &conf, setup);
    if (result != 0) {
        return result;
    }
    setup->failed_step = SLUICE_STEP_MTU;
    if (setup->mtu != 0) {
        result = rte_eth_dev_set_mtu(port, (uint16_t)setup->effective_mtu);
        if (result != 0 && result != -ENOTSUP) {
            return result;
        }
    }
    settle_promiscuous(port, setup);
    setup->failed_step = 0;
    return 0;
}

SLUICE_EXPORT int32_t sluice_port_configure(int32_t port, sluice_mempool *pool, sluice_port_setup *setup, char *reason,
                                            int32_t reason_capacity) {
    if (!known(port)) {
        return -ENODEV;
    }
    if (pool == NULL || setup->rss_key_length > SLUICE_RSS_KEY_BYTES) {
        return -EINVAL;
    }
    setup->clamped = 0;
    uint64_t mark = sluice_log_mark();
    int result = configure((uint16_t)port, (struct rte_mempool *)pool, setup);
    return result == 0 ? 0 : sluice_log_explain(mark, result, reason, reason_capacity);
}

SLUICE_EXPORT int32_t sluice_port_start(int32_t port, char *reason, int32_t reason_capacity) {
    if (!known(port)) {
        return -ENODEV;
    }
    uint64_t mark = sluice_log_mark();
    int result = rte_eth_dev_start((uint16_t)port);
    return result == 0 ? 0 : sluice_log_explain(mark, result, reason, reason_capacity);
}

SLUICE_EXPORT int32_t sluice_port_stop(int32_t port) {
    return known(port) ? rte_eth_dev_stop((uint16_t)port) : -ENODEV;
}

SLUICE_EXPORT int32_t sluice_port_close(int32_t port) {
    return known(port) ? rte_eth_dev_close((uint16_t)port) : -ENODEV;
}
