/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a pinned, latency-minded thread asks of the operating system. Calls return a value from 0 up, or a negated
 * errno.
 */
#ifndef SLUICE_POSIX_H
#define SLUICE_POSIX_H

#include <stdint.h>

/* Clocks, numbered as in Linux. */
#define SLUICE_CLOCK_REALTIME 0
#define SLUICE_CLOCK_MONOTONIC 1
#define SLUICE_CLOCK_PROCESS_CPU 2
#define SLUICE_CLOCK_THREAD_CPU 3

/* 64-bit words of a processor mask: 1,024 processors. */
#define SLUICE_AFFINITY_WORDS 16

/* Pins the calling thread to one processor. -EINVAL: no such processor, or not one this process may use. */
int32_t sluice_thread_pin(int32_t processor);
/* Reads or sets the calling thread's mask: bit p % 64 of word p / 64 is processor p. */
int32_t sluice_thread_affinity_get(uint64_t *words);
int32_t sluice_thread_affinity_set(const uint64_t *words);
/* Processor the calling thread runs on right now. */
int32_t sluice_thread_processor(void);
/* How late the kernel may wake the calling thread from a sleep, to wake others with it; 50,000 ns as a rule. */
int32_t sluice_thread_timer_slack(int32_t nanoseconds);
/* Gives the calling thread at least the precedence of a nice value, -20 (first) to 19. -EACCES, -EPERM: it may not. */
int32_t sluice_thread_nice(int32_t value);
/* The calling thread's id as top and /proc show it. */
int32_t sluice_thread_id(void);
/* Names the calling thread as top shows it; cut to 15 bytes. */
int32_t sluice_thread_name(const char *name);
/* Effective user id: 0 is root. */
int32_t sluice_user_id(void);
/* Keeps present and future pages of the process in memory. -EPERM, -ENOMEM: see ulimit -l. */
int32_t sluice_memory_lock_all(void);
/* Maps zeroed memory that begins at a multiple of 2 MiB; a page takes memory once it is written. -ENOMEM. */
int32_t sluice_memory_map(uint64_t length, void **memory);
/* Gives such memory back, whole. */
int32_t sluice_memory_unmap(void *memory, uint64_t length);
/* Asks for transparent huge pages behind the range; start and length are widened to whole pages. */
int32_t sluice_memory_huge(void *start, uint64_t length);
/* Gives memory that was freed back to the kernel, wherever in the heap it lies. Takes milliseconds for each 100 MB. */
void sluice_memory_release(void);
/* Asks the processor to fetch the cache lines at base + offsets[0 .. count-1]. Never faults, never waits. */
void sluice_memory_prefetch(uint64_t base, uint64_t offsets, int32_t count);
/* Nanoseconds on one of the clocks above. */
int64_t sluice_clock_ns(int32_t clock);
/* The kernel's network interfaces, by name. */
#define SLUICE_INTERFACE_UP 1        /* switched on */
#define SLUICE_INTERFACE_RUNNING 2   /* has a carrier */

/* What an interface does to frames behind the back of whoever reads them raw: they arrive merged or unfinished. */
#define SLUICE_OFFLOAD_GRO 1
#define SLUICE_OFFLOAD_LRO 2
#define SLUICE_OFFLOAD_GSO 4
#define SLUICE_OFFLOAD_TSO 8
#define SLUICE_OFFLOAD_RX_CHECKSUM 16
#define SLUICE_OFFLOAD_TX_CHECKSUM 32

/* SLUICE_INTERFACE_* bits, or -ENODEV. */
int32_t sluice_interface_state(const char *name);
int32_t sluice_interface_switch(const char *name, int32_t up);
int32_t sluice_interface_mtu_get(const char *name);
int32_t sluice_interface_mtu_set(const char *name, int32_t mtu);
/* SLUICE_OFFLOAD_* bits that are on. */
int32_t sluice_interface_offloads_get(const char *name);
/* Switches each of the bits in mask to its value in offloads; returns the bits of mask that could not be switched. */
int32_t sluice_interface_offloads_set(const char *name, int32_t mask, int32_t offloads);

/* Words for an errno; returns their length. */
int32_t sluice_error_text(int32_t error, char *text, int32_t capacity);

#endif
