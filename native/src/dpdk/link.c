/* SPDX-License-Identifier: Apache-2.0 */
/* What can be asked of and told to a port while it runs. */
#include <errno.h>
#include <rte_ethdev.h>

#include "../text.h"
#include "sluice_dpdk.h"

static int known(int32_t port) {
    return port >= 0 && port < RTE_MAX_ETHPORTS && rte_eth_dev_is_valid_port((uint16_t)port);
}

SLUICE_EXPORT int32_t sluice_link_get(int32_t port, sluice_link *link) {
    if (!known(port)) {
        return -ENODEV;
    }
    struct rte_eth_link state;
    memset(&state, 0, sizeof state);
    int result = rte_eth_link_get_nowait((uint16_t)port, &state);
    if (result != 0) {
        return result;
    }
    link->up = state.link_status == RTE_ETH_LINK_UP;
    link->speed_mbps = state.link_speed == RTE_ETH_SPEED_NUM_UNKNOWN ? -1 : (int32_t)state.link_speed;
    link->full_duplex = state.link_duplex == RTE_ETH_LINK_FULL_DUPLEX;
    link->autoneg = state.link_autoneg == RTE_ETH_LINK_AUTONEG;
    return 0;
}

SLUICE_EXPORT int32_t sluice_link_set(int32_t port, int32_t up) {
    if (!known(port)) {
        return -ENODEV;
    }
    return up ? rte_eth_dev_set_link_up((uint16_t)port) : rte_eth_dev_set_link_down((uint16_t)port);
}

SLUICE_EXPORT int32_t sluice_port_promiscuous(int32_t port, int32_t on) {
    if (!known(port)) {
        return -ENODEV;
    }
    return on ? rte_eth_promiscuous_enable((uint16_t)port) : rte_eth_promiscuous_disable((uint16_t)port);
}

SLUICE_EXPORT int32_t sluice_port_mtu_get(int32_t port) {
    if (!known(port)) {
        return -ENODEV;
    }
    uint16_t mtu = 0;
    int result = rte_eth_dev_get_mtu((uint16_t)port, &mtu);
    return result == 0 ? mtu : result;
}

SLUICE_EXPORT int32_t sluice_port_mtu_set(int32_t port, int32_t mtu) {
    if (!known(port)) {
        return -ENODEV;
    }
    return mtu < 0 || mtu > UINT16_MAX ? -EINVAL : rte_eth_dev_set_mtu((uint16_t)port, (uint16_t)mtu);
}

SLUICE_EXPORT int32_t sluice_port_spread(int32_t port, int32_t queues, int32_t period) {
    struct rte_eth_dev_info device;
    struct rte_eth_rss_reta_entry64 table[RTE_ETH_RSS_RETA_SIZE_512 / RTE_ETH_RETA_GROUP_SIZE];
    if (!known(port)) {
        return -ENODEV;
    }
    int result = rte_eth_dev_info_get((uint16_t)port, &device);
    if (result != 0) {
        return result;
    }
    if (device.reta_size == 0 || device.reta_size > RTE_ETH_RSS_RETA_SIZE_512) {
        return -ENOTSUP;
    }
    if (queues < 1 || period < 1 || device.reta_size % period != 0) {
        return -EINVAL;
    }
    memset(table, 0, sizeof table);
    for (int32_t i = 0; i < device.reta_size; i++) {
        table[i / RTE_ETH_RETA_GROUP_SIZE].mask |= UINT64_C(1) << (i % RTE_ETH_RETA_GROUP_SIZE);
        table[i / RTE_ETH_RETA_GROUP_SIZE].reta[i % RTE_ETH_RETA_GROUP_SIZE] = (uint16_t)(i % period % queues);
    }
    return rte_eth_dev_rss_reta_update((uint16_t)port, table, device.reta_size);
}

SLUICE_EXPORT int32_t sluice_port_stats_get(int32_t port, sluice_port_stats *stats) {
    if (!known(port)) {
        return -ENODEV;
    }
    struct rte_eth_stats counted;
    int result = rte_eth_stats_get((uint16_t)port, &counted);
    if (result != 0) {
        return result;
    }
    stats->rx_frames = counted.ipackets;
    stats->tx_frames = counted.opackets;
    stats->rx_bytes = counted.ibytes;
    stats->tx_bytes = counted.obytes;
    stats->rx_missed = counted.imissed;
    stats->rx_errors = counted.ierrors;
    stats->tx_errors = counted.oerrors;
    stats->rx_no_buffer = counted.rx_nombuf;
    return 0;
}

SLUICE_EXPORT int32_t sluice_port_stats_reset(int32_t port) {
    return known(port) ? rte_eth_stats_reset((uint16_t)port) : -ENODEV;
}
