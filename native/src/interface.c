/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel's network interfaces: ports of the af_packet, af_xdp and pcap drivers lie on them. Cold. */
#include "sluice_posix.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "text.h"

/*
 * How each SLUICE_OFFLOAD_* is read and written: commands of ethtool, and the flag they concern if they carry several.
 */
static const struct {
    int32_t bit;
    uint32_t get;
    uint32_t set;
    uint32_t flag;
} OFFLOADS[] = {
    {SLUICE_OFFLOAD_GRO, ETHTOOL_GGRO, ETHTOOL_SGRO, 0},
    {SLUICE_OFFLOAD_LRO, ETHTOOL_GFLAGS, ETHTOOL_SFLAGS, ETH_FLAG_LRO},
    {SLUICE_OFFLOAD_TSO, ETHTOOL_GTSO, ETHTOOL_STSO, 0},
    {SLUICE_OFFLOAD_GSO, ETHTOOL_GGSO, ETHTOOL_SGSO, 0},
    {SLUICE_OFFLOAD_RX_CHECKSUM, ETHTOOL_GRXCSUM, ETHTOOL_SRXCSUM, 0},
    {SLUICE_OFFLOAD_TX_CHECKSUM, ETHTOOL_GTXCSUM, ETHTOOL_STXCSUM, 0},
};

#define OFFLOAD_COUNT ((int32_t)(sizeof OFFLOADS / sizeof OFFLOADS[0]))

static int32_t ask(const char *name, unsigned long request, struct ifreq *about) {
    if (name == NULL || strlen(name) >= IFNAMSIZ) {
        return -ENODEV;
    }
    int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return -errno;
    }
    sluice_copy_text(about->ifr_name, IFNAMSIZ, name);
    int32_t result = ioctl(descriptor, request, about) == 0 ? 0 : -errno;
    close(descriptor);
    return result;
}

SLUICE_EXPORT int32_t sluice_interface_state(const char *name) {
    struct ifreq about = {0};
    int32_t result = ask(name, SIOCGIFFLAGS, &about);
    if (result < 0) {
        return result;
    }
    return ((about.ifr_flags & IFF_UP) ? SLUICE_INTERFACE_UP : 0) |
           ((about.ifr_flags & IFF_RUNNING) ? SLUICE_INTERFACE_RUNNING : 0);
}

SLUICE_EXPORT int32_t sluice_interface_switch(const char *name, int32_t up) {
    struct ifreq about = {0};
    int32_t result = ask(name, SIOCGIFFLAGS, &about);
    if (result < 0) {
        return result;
    }
    about.ifr_flags = (short)(up ? about.ifr_flags | IFF_UP : about.ifr_flags & ~IFF_UP);
    return ask(name, SIOCSIFFLAGS, &about);
}

SLUICE_EXPORT int32_t sluice_interface_mtu_get(const char *name) {
    struct ifreq about = {0};
    int32_t result = ask(name, SIOCGIFMTU, &about);
    return result < 0 ? result : about.ifr_mtu;
}

SLUICE_EXPORT int32_t sluice_interface_mtu_set(const char *name, int32_t mtu) {
    struct ifreq about = {0};
    about.ifr_mtu = mtu;
    return ask(name, SIOCSIFMTU, &about);
}

static int32_t ethtool(const char *name, uint32_t command, uint32_t *value) {
    struct ethtool_value wish = {.cmd = command, .data = *value};
    struct ifreq about = {0};
    about.ifr_data = (void *)&wish;
    int32_t result = ask(name, SIOCETHTOOL, &about);
    *value = wish.data;
    return result;
}

SLUICE_EXPORT int32_t sluice_interface_offloads_get(const char *name) {
    int32_t found = sluice_interface_state(name);
    if (found < 0) {
        return found;
    }
    int32_t bits = 0;
    for (int32_t i = 0; i < OFFLOAD_COUNT; i++) {
        uint32_t value = 0;
        if (ethtool(name, OFFLOADS[i].get, &value) == 0 && (OFFLOADS[i].flag ? value & OFFLOADS[i].flag : value)) {
            bits |= OFFLOADS[i].bit;
        }
    }
    return bits;
}

SLUICE_EXPORT int32_t sluice_interface_offloads_set(const char *name, int32_t mask, int32_t offloads) {
    int32_t found = sluice_interface_state(name);
    if (found < 0) {
        return found;
    }
    for (int32_t i = 0; i < OFFLOAD_COUNT; i++) {
        int32_t bit = OFFLOADS[i].bit;
        if (!(mask & bit)) {
            continue;
        }
        uint32_t value = (offloads & bit) != 0;
        if (OFFLOADS[i].flag) {
            uint32_t flags = 0;
            if (ethtool(name, OFFLOADS[i].get, &flags) != 0) {
                continue;
            }
            value = value ? flags | OFFLOADS[i].flag : flags & ~OFFLOADS[i].flag;
        }
        ethtool(name, OFFLOADS[i].set, &value);
    }
    int32_t now = sluice_interface_offloads_get(name);
    return now < 0 ? now : (now ^ offloads) & mask;
}
