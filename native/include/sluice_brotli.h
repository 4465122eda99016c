/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Brotli decompression (RFC 7932) of a stream in pieces, within a budget of memory. A decoder's memory grows with what
 * the stream declares, up to a window of 16 MiB: it is taken when it is needed, counted against a budget that many
 * decoders share, and given back with the decoder. Large windows, an extension of the RFC, are refused.
 *
 * A budget and its decoders belong to one thread.
 */
#ifndef SLUICE_BROTLI_H
#define SLUICE_BROTLI_H

#include <stdint.h>

/* What a call of sluice_brotli_decode wants next; a negated errno says that the stream cannot go on. */
#define SLUICE_BROTLI_WANTS_INPUT 0
#define SLUICE_BROTLI_WANTS_OUTPUT 1
#define SLUICE_BROTLI_FINISHED 2

/* -EBADMSG: not brotli; -ENOMEM: the budget, or the system, has no more. */
#define SLUICE_BROTLI_BROKEN (-74)
#define SLUICE_BROTLI_NO_MEMORY (-12)

typedef struct sluice_brotli_decoder sluice_brotli_decoder;

/* Memory of all decoders made with it, bytes. The caller sets the limit; the calls count. */
typedef struct sluice_brotli_budget {
    uint64_t limit;
    uint64_t used;
    uint64_t peak;
    uint64_t refused;
} sluice_brotli_budget;

/* Addresses and bytes left of what is read and what is written; a call moves them on. */
typedef struct sluice_brotli_stream {
    uint64_t input;
    uint64_t input_left;
    uint64_t output;
    uint64_t output_left;
} sluice_brotli_stream;

/* A decoder at a stream's beginning, or NULL when the budget has no room. The budget must outlive it. */
sluice_brotli_decoder *sluice_brotli_create(sluice_brotli_budget *budget);

/* Gives back all its memory; NULL is let be. */
void sluice_brotli_free(sluice_brotli_decoder *decoder);

/* Decodes until input or room is used up, or the stream ends. */
int32_t sluice_brotli_decode(sluice_brotli_decoder *decoder, sluice_brotli_stream *stream);

#endif
