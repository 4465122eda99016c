/* SPDX-License-Identifier: Apache-2.0 */
/* Prints sizes, offsets and constants as the C compiler sees them, for the bindings' test to compare with. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "sluice_brotli.h"
#include "sluice_burst.h"
#include "sluice_dpdk.h"
#include "sluice_pcre2.h"
#include "sluice_literal.h"
#include "sluice_magic.h"
#include "sluice_posix.h"
#include "sluice_vectorscan.h"

#define SIZE(type) printf("sizeof %s %zu\n", #type, sizeof(type))
#define FIELD(type, field) printf("offset %s.%s %zu\n", #type, #field, offsetof(type, field))
#define CONSTANT(name) printf("constant %s %" PRId32 "\n", #name, (int32_t)(name))

static void brotli(void) {
    SIZE(sluice_brotli_budget);
    FIELD(sluice_brotli_budget, limit);
    FIELD(sluice_brotli_budget, used);
    FIELD(sluice_brotli_budget, peak);
    FIELD(sluice_brotli_budget, refused);
    SIZE(sluice_brotli_stream);
    FIELD(sluice_brotli_stream, input);
    FIELD(sluice_brotli_stream, input_left);
    FIELD(sluice_brotli_stream, output);
    FIELD(sluice_brotli_stream, output_left);
    CONSTANT(SLUICE_BROTLI_WANTS_INPUT);
    CONSTANT(SLUICE_BROTLI_WANTS_OUTPUT);
    CONSTANT(SLUICE_BROTLI_FINISHED);
    CONSTANT(SLUICE_BROTLI_BROKEN);
    CONSTANT(SLUICE_BROTLI_NO_MEMORY);
}

static void vectorscan(void) {
    SIZE(sluice_hs_ext);
    FIELD(sluice_hs_ext, flags);
    FIELD(sluice_hs_ext, min_offset);
    FIELD(sluice_hs_ext, max_offset);
    FIELD(sluice_hs_ext, min_length);
    FIELD(sluice_hs_ext, edit_distance);
    FIELD(sluice_hs_ext, hamming_distance);
    SIZE(sluice_scan_job);
    FIELD(sluice_scan_job, database);
    FIELD(sluice_scan_job, data);
    FIELD(sluice_scan_job, length);
    FIELD(sluice_scan_job, status);
    SIZE(sluice_scan_batch);
    FIELD(sluice_scan_batch, jobs);
    FIELD(sluice_scan_batch, matches);
    FIELD(sluice_scan_batch, match_capacity);
    FIELD(sluice_scan_batch, job_match_limit);
    FIELD(sluice_scan_batch, overflowed_jobs);
    FIELD(sluice_scan_batch, failed_jobs);
    CONSTANT(SLUICE_HS_FLAG_CASELESS);
    CONSTANT(SLUICE_HS_FLAG_DOTALL);
    CONSTANT(SLUICE_HS_FLAG_MULTILINE);
    CONSTANT(SLUICE_HS_FLAG_SINGLEMATCH);
    CONSTANT(SLUICE_HS_FLAG_ALLOWEMPTY);
    CONSTANT(SLUICE_HS_FLAG_UTF8);
    CONSTANT(SLUICE_HS_FLAG_UCP);
    CONSTANT(SLUICE_HS_FLAG_PREFILTER);
    CONSTANT(SLUICE_HS_FLAG_SOM_LEFTMOST);
    CONSTANT(SLUICE_HS_EXT_MIN_OFFSET);
    CONSTANT(SLUICE_HS_EXT_MAX_OFFSET);
    CONSTANT(SLUICE_HS_EXT_MIN_LENGTH);
    CONSTANT(SLUICE_SCAN_OK);
    CONSTANT(SLUICE_SCAN_OVERFLOW);
    CONSTANT(SLUICE_MATCH_WORDS);
}

static void magic(void) {
    CONSTANT(SLUICE_MAGIC_BYTES);
}

static void pcre2(void) {
    CONSTANT(SLUICE_PCRE2_ANCHORED);
    CONSTANT(SLUICE_PCRE2_CASELESS);
    CONSTANT(SLUICE_PCRE2_DOLLAR_ENDONLY);
    CONSTANT(SLUICE_PCRE2_DOTALL);
    CONSTANT(SLUICE_PCRE2_EXTENDED);
    CONSTANT(SLUICE_PCRE2_MULTILINE);
    CONSTANT(SLUICE_PCRE2_NO_AUTO_CAPTURE);
    CONSTANT(SLUICE_PCRE2_UNGREEDY);
    CONSTANT(SLUICE_PCRE2_UTF);
    CONSTANT(SLUICE_PCRE2_ENDANCHORED);
    CONSTANT(SLUICE_PCRE2_ERROR_JIT_STACKLIMIT);
    CONSTANT(SLUICE_PCRE2_ERROR_MATCHLIMIT);
    CONSTANT(SLUICE_PCRE2_ERROR_NOMEMORY);
    CONSTANT(SLUICE_PCRE2_ERROR_NOSUBSTRING);
    CONSTANT(SLUICE_PCRE2_ERROR_DEPTHLIMIT);
    CONSTANT(SLUICE_PCRE2_ERROR_HEAPLIMIT);
}

static void literal(void) {
    CONSTANT(SLUICE_LITERAL_NOT_FOUND);
}

static void posix(void) {
    CONSTANT(SLUICE_CLOCK_REALTIME);
    CONSTANT(SLUICE_CLOCK_MONOTONIC);
    CONSTANT(SLUICE_CLOCK_PROCESS_CPU);
    CONSTANT(SLUICE_CLOCK_THREAD_CPU);
    CONSTANT(SLUICE_AFFINITY_WORDS);
    CONSTANT(SLUICE_INTERFACE_UP);
    CONSTANT(SLUICE_INTERFACE_RUNNING);
    CONSTANT(SLUICE_OFFLOAD_GRO);
    CONSTANT(SLUICE_OFFLOAD_LRO);
    CONSTANT(SLUICE_OFFLOAD_GSO);
    CONSTANT(SLUICE_OFFLOAD_TSO);
    CONSTANT(SLUICE_OFFLOAD_RX_CHECKSUM);
    CONSTANT(SLUICE_OFFLOAD_TX_CHECKSUM);
}

static void dpdk_structs(void) {
    SIZE(sluice_port_setup);
    FIELD(sluice_port_setup, rx_queues);
    FIELD(sluice_port_setup, tx_queues);
    FIELD(sluice_port_setup, rx_descriptors);
    FIELD(sluice_port_setup, tx_descriptors);
    FIELD(sluice_port_setup, mtu);
    FIELD(sluice_port_setup, rss);
    FIELD(sluice_port_setup, scatter);
    FIELD(sluice_port_setup, promiscuous);
    FIELD(sluice_port_setup, checksum);
    FIELD(sluice_port_setup, rss_key_length);
    FIELD(sluice_port_setup, rss_key);
    FIELD(sluice_port_setup, clamped);
    FIELD(sluice_port_setup, failed_step);
    FIELD(sluice_port_setup, effective_rx_queues);
    FIELD(sluice_port_setup, effective_tx_queues);
    FIELD(sluice_port_setup, effective_rx_descriptors);
    FIELD(sluice_port_setup, effective_tx_descriptors);
    FIELD(sluice_port_setup, effective_mtu);
    FIELD(sluice_port_setup, effective_rss);
    FIELD(sluice_port_setup, effective_scatter);
    FIELD(sluice_port_setup, effective_promiscuous);
    FIELD(sluice_port_setup, effective_checksum);
    FIELD(sluice_port_setup, reserved);
    FIELD(sluice_port_setup, effective_rss_types);
    SIZE(sluice_port_info);
    FIELD(sluice_port_info, name);
    FIELD(sluice_port_info, driver);
    FIELD(sluice_port_info, interface_name);
    FIELD(sluice_port_info, mac);
    FIELD(sluice_port_info, reserved);
    FIELD(sluice_port_info, numa_node);
    FIELD(sluice_port_info, max_rx_queues);
    FIELD(sluice_port_info, max_tx_queues);
    FIELD(sluice_port_info, min_rx_descriptors);
    FIELD(sluice_port_info, max_rx_descriptors);
    FIELD(sluice_port_info, min_tx_descriptors);
    FIELD(sluice_port_info, max_tx_descriptors);
    FIELD(sluice_port_info, min_mtu);
    FIELD(sluice_port_info, max_mtu);
    FIELD(sluice_port_info, max_frame);
    FIELD(sluice_port_info, min_rx_buffer);
    FIELD(sluice_port_info, reta_size);
    FIELD(sluice_port_info, rss_key_size);
    FIELD(sluice_port_info, detects_link);
    FIELD(sluice_port_info, rss_types);
    FIELD(sluice_port_info, rx_offloads);
    FIELD(sluice_port_info, tx_offloads);
    SIZE(sluice_link);
    FIELD(sluice_link, up);
    FIELD(sluice_link, speed_mbps);
    FIELD(sluice_link, full_duplex);
    FIELD(sluice_link, autoneg);
    SIZE(sluice_port_stats);
    FIELD(sluice_port_stats, rx_frames);
    FIELD(sluice_port_stats, tx_frames);
    FIELD(sluice_port_stats, rx_bytes);
    FIELD(sluice_port_stats, tx_bytes);
    FIELD(sluice_port_stats, rx_missed);
    FIELD(sluice_port_stats, rx_errors);
    FIELD(sluice_port_stats, tx_errors);
    FIELD(sluice_port_stats, rx_no_buffer);
    SIZE(sluice_rx_queue);
    FIELD(sluice_rx_queue, port);
    FIELD(sluice_rx_queue, queue);
    FIELD(sluice_rx_queue, base);
    FIELD(sluice_rx_queue, frames);
    FIELD(sluice_rx_queue, bytes);
    FIELD(sluice_rx_queue, linearised);
    FIELD(sluice_rx_queue, truncated);
    FIELD(sluice_rx_queue, received_ns);
    SIZE(sluice_tx_queue);
    FIELD(sluice_tx_queue, port);
    FIELD(sluice_tx_queue, queue);
    FIELD(sluice_tx_queue, attempts);
    FIELD(sluice_tx_queue, reserved);
    FIELD(sluice_tx_queue, frames);
    FIELD(sluice_tx_queue, bytes);
    FIELD(sluice_tx_queue, dropped);
    FIELD(sluice_tx_queue, refused);
}

static void dpdk_constants(void) {
    CONSTANT(SLUICE_NAME_BYTES);
    CONSTANT(SLUICE_RSS_KEY_BYTES);
    CONSTANT(SLUICE_RX_IN_SCRATCH);
    CONSTANT(SLUICE_RX_TRUNCATED);
    CONSTANT(SLUICE_RX_HASHED);
    CONSTANT(SLUICE_RX_IP_SUM_GOOD);
    CONSTANT(SLUICE_RX_L4_SUM_GOOD);
    CONSTANT(SLUICE_VERDICT_FORWARD);
    CONSTANT(SLUICE_VERDICT_DROP);
    CONSTANT(SLUICE_CLAMPED_RX_QUEUES);
    CONSTANT(SLUICE_CLAMPED_TX_QUEUES);
    CONSTANT(SLUICE_CLAMPED_RX_DESCRIPTORS);
    CONSTANT(SLUICE_CLAMPED_TX_DESCRIPTORS);
    CONSTANT(SLUICE_CLAMPED_MTU);
    CONSTANT(SLUICE_CLAMPED_RSS);
    CONSTANT(SLUICE_CLAMPED_SCATTER);
    CONSTANT(SLUICE_CLAMPED_PROMISCUOUS);
    CONSTANT(SLUICE_CLAMPED_CHECKSUM);
    CONSTANT(SLUICE_RSS_OFF);
    CONSTANT(SLUICE_RSS_ADDRESSES);
    CONSTANT(SLUICE_RSS_PORTS);
    CONSTANT(SLUICE_STEP_INFO);
    CONSTANT(SLUICE_STEP_CONFIGURE);
    CONSTANT(SLUICE_STEP_MTU);
    CONSTANT(SLUICE_STEP_RX_QUEUE);
    CONSTANT(SLUICE_STEP_TX_QUEUE);
}

int main(void) {
    brotli();
    vectorscan();
    pcre2();
    magic();
    literal();
    posix();
    dpdk_structs();
    dpdk_constants();
    return 0;
}
