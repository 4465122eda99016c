/* SPDX-License-Identifier: Apache-2.0 */
/* Brotli's decoder over an allocator that counts. */
#include "sluice_brotli.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#include <brotli/decode.h>

#include "text.h"

_Static_assert(SLUICE_BROTLI_BROKEN == -EBADMSG, "error");
_Static_assert(SLUICE_BROTLI_NO_MEMORY == -ENOMEM, "error");

/* Before each block: how long it is. Keeps what follows aligned as malloc's blocks are. */
typedef struct block {
    _Alignas(max_align_t) size_t length;
} block;

static void *take(void *opaque, size_t size) {
    sluice_brotli_budget *budget = opaque;
    uint64_t length = (uint64_t)size + sizeof(block);
    block *taken = NULL;
    if (length > size && budget->used <= budget->limit && length <= budget->limit - budget->used) {
        taken = malloc(length);
    }
    if (taken == NULL) {
        budget->refused++;
        return NULL;
    }
    taken->length = length;
    budget->used += length;
    if (budget->used > budget->peak) {
        budget->peak = budget->used;
    }
    return taken + 1;
}

static void give(void *opaque, void *address) {
    if (address != NULL) {
        sluice_brotli_budget *budget = opaque;
        block *taken = (block *)address - 1;
        budget->used -= taken->length;
        free(taken);
    }
}

SLUICE_EXPORT sluice_brotli_decoder *sluice_brotli_create(sluice_brotli_budget *budget) {
    return (sluice_brotli_decoder *)BrotliDecoderCreateInstance(take, give, budget);
}

SLUICE_EXPORT void sluice_brotli_free(sluice_brotli_decoder *decoder) {
    BrotliDecoderDestroyInstance((BrotliDecoderState *)decoder);
}

static int32_t broken(BrotliDecoderErrorCode code) {
    /* The library's codes for memory it did not get lie in one range. */
    return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES
               ? SLUICE_BROTLI_NO_MEMORY
               : SLUICE_BROTLI_BROKEN;
}

SLUICE_EXPORT int32_t sluice_brotli_decode(sluice_brotli_decoder *decoder, sluice_brotli_stream *stream) {
    BrotliDecoderState *state = (BrotliDecoderState *)decoder;
    size_t input_left = stream->input_left;
    const uint8_t *input = (const uint8_t *)(uintptr_t)stream->input;
    size_t output_left = stream->output_left;
    uint8_t *output = (uint8_t *)(uintptr_t)stream->output;
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state, &input_left, &input, &output_left, &output, NULL);
    stream->input = (uint64_t)(uintptr_t)input;
    stream->input_left = input_left;
    stream->output = (uint64_t)(uintptr_t)output;
    stream->output_left = output_left;
    switch (result) {
        case BROTLI_DECODER_RESULT_SUCCESS:
            return SLUICE_BROTLI_FINISHED;
        case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
            return SLUICE_BROTLI_WANTS_INPUT;
        case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
            return SLUICE_BROTLI_WANTS_OUTPUT;
        default:
            return broken(BrotliDecoderGetErrorCode(state));
    }
}
