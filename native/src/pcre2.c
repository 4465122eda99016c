/* SPDX-License-Identifier: Apache-2.0 */
/* PCRE2 with JIT. Compiling is cold; matching is hot, and all it needs was allocated with the context. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <errno.h>
#include <stdlib.h>

#include "sluice_pcre2.h"
#include "text.h"

_Static_assert(SLUICE_PCRE2_ANCHORED == PCRE2_ANCHORED, "option");
_Static_assert(SLUICE_PCRE2_CASELESS == PCRE2_CASELESS, "option");
_Static_assert(SLUICE_PCRE2_DOLLAR_ENDONLY == PCRE2_DOLLAR_ENDONLY, "option");
_Static_assert(SLUICE_PCRE2_DOTALL == PCRE2_DOTALL, "option");
_Static_assert(SLUICE_PCRE2_EXTENDED == PCRE2_EXTENDED, "option");
_Static_assert(SLUICE_PCRE2_MULTILINE == PCRE2_MULTILINE, "option");
_Static_assert(SLUICE_PCRE2_NO_AUTO_CAPTURE == PCRE2_NO_AUTO_CAPTURE, "option");
_Static_assert(SLUICE_PCRE2_UNGREEDY == PCRE2_UNGREEDY, "option");
_Static_assert(SLUICE_PCRE2_UTF == PCRE2_UTF, "option");
_Static_assert(SLUICE_PCRE2_ENDANCHORED == PCRE2_ENDANCHORED, "option");
_Static_assert(SLUICE_PCRE2_ERROR_JIT_STACKLIMIT == PCRE2_ERROR_JIT_STACKLIMIT, "error");
_Static_assert(SLUICE_PCRE2_ERROR_MATCHLIMIT == PCRE2_ERROR_MATCHLIMIT, "error");
_Static_assert(SLUICE_PCRE2_ERROR_NOMEMORY == PCRE2_ERROR_NOMEMORY, "error");
_Static_assert(SLUICE_PCRE2_ERROR_NOSUBSTRING == PCRE2_ERROR_NOSUBSTRING, "error");
_Static_assert(SLUICE_PCRE2_ERROR_DEPTHLIMIT == PCRE2_ERROR_DEPTHLIMIT, "error");
_Static_assert(SLUICE_PCRE2_ERROR_HEAPLIMIT == PCRE2_ERROR_HEAPLIMIT, "error");

#define JIT_STACK_START (32 * 1024)

struct sluice_pcre2_context {
    pcre2_match_context *limits;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
};

SLUICE_EXPORT int32_t sluice_pcre2_error_text(int32_t error, char *text, int32_t capacity) {
    if (text == NULL || capacity <= 0) {
        return 0;
    }
    int length = pcre2_get_error_message(error, (PCRE2_UCHAR *)text, (PCRE2_SIZE)capacity);
    return length >= 0 ? length : (int32_t)strlen(text);
}

SLUICE_EXPORT int32_t sluice_pcre2_compile(const uint8_t *pattern, uint64_t length, uint32_t options,
                                           sluice_pcre2_code **code, int64_t *error_offset, char *message,
                                           int32_t message_capacity) {
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *compiled = pcre2_compile(pattern, length, options, &error, &offset, NULL);
    *code = (sluice_pcre2_code *)compiled;
    *error_offset = compiled == NULL ? (int64_t)offset : -1;
    if (compiled == NULL) {
        sluice_pcre2_error_text(error, message, message_capacity);
        return error;
    }
    /* A pattern the JIT cannot take is interpreted, under the same limits. */
    if (pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE) == PCRE2_ERROR_NOMEMORY) {
        pcre2_code_free(compiled);
        *code = NULL;
        return -ENOMEM;
    }
    return 0;
}

SLUICE_EXPORT void sluice_pcre2_code_free(sluice_pcre2_code *code) {
    pcre2_code_free((pcre2_code *)code);
}

SLUICE_EXPORT int64_t sluice_pcre2_jit_size(const sluice_pcre2_code *code) {
    size_t size = 0;
    int error = pcre2_pattern_info((const pcre2_code *)code, PCRE2_INFO_JITSIZE, &size);
    return error == 0 ? (int64_t)size : -EINVAL;
}

SLUICE_EXPORT int32_t sluice_pcre2_capture_count(const sluice_pcre2_code *code) {
    uint32_t count = 0;
    int error = pcre2_pattern_info((const pcre2_code *)code, PCRE2_INFO_CAPTURECOUNT, &count);
    return error == 0 ? (int32_t)count : -EINVAL;
}

SLUICE_EXPORT int32_t sluice_pcre2_group_number(const sluice_pcre2_code *code, const char *name) {
    return pcre2_substring_number_from_name((const pcre2_code *)code, (PCRE2_SPTR)name);
}

SLUICE_EXPORT int32_t sluice_pcre2_context_create(uint32_t groups, uint32_t match_limit, uint32_t depth_limit,
                                                  uint32_t heap_limit, uint64_t jit_stack,
                                                  sluice_pcre2_context **context) {
    *context = NULL;
    sluice_pcre2_context *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return -ENOMEM;
    }
    uint64_t start = jit_stack < JIT_STACK_START ? jit_stack : JIT_STACK_START;
    made->limits = pcre2_match_context_create(NULL);
    made->data = pcre2_match_data_create(groups == 0 ? 1 : groups, NULL);
    made->stack = pcre2_jit_stack_create(start, jit_stack, NULL);
    if (made->limits == NULL || made->data == NULL || made->stack == NULL) {
        sluice_pcre2_context_free(made);
        return -ENOMEM;
    }
    pcre2_set_match_limit(made->limits, match_limit);
    pcre2_set_depth_limit(made->limits, depth_limit);
    pcre2_set_heap_limit(made->limits, heap_limit);
    pcre2_jit_stack_assign(made->limits, NULL, made->stack);
    *context = made;
    return 0;
}

SLUICE_EXPORT void sluice_pcre2_context_free(sluice_pcre2_context *context) {
    if (context == NULL) {
        return;
    }
    pcre2_match_data_free(context->data);
    pcre2_jit_stack_free(context->stack);
    pcre2_match_context_free(context->limits);
    free(context);
}

SLUICE_EXPORT int32_t sluice_pcre2_match(const sluice_pcre2_code *code, sluice_pcre2_context *context,
                                         uint64_t subject, uint64_t length, uint64_t start_offset, uint32_t options,
                                         uint64_t ovector_address, int32_t ovector_capacity) {
    int32_t *ovector = (int32_t *)(uintptr_t)ovector_address;
    int found = pcre2_match((const pcre2_code *)code, (PCRE2_SPTR)(uintptr_t)subject, length, start_offset, options,
                            context->data, context->limits);
    if (found < 0) {
        return found == PCRE2_ERROR_NOMATCH ? 0 : found;
    }
    int32_t groups = (int32_t)pcre2_get_ovector_count(context->data);
    if (found > 0 && found < groups) {
        groups = found;
    }
    if (ovector != NULL) {
        if (groups > ovector_capacity / 2) {
            groups = ovector_capacity / 2;
        }
        const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(context->data);
        for (int32_t i = 0; i < 2 * groups; i++) {
            ovector[i] = offsets[i] == PCRE2_UNSET ? -1 : (int32_t)offsets[i];
        }
    }
    return groups == 0 ? 1 : groups;
}
