/* SPDX-License-Identifier: Apache-2.0 */
/* Compiling, keeping and describing databases. Cold: runs when rule sets change. */
#include "vectorscan.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#include "text.h"

_Static_assert(SLUICE_HS_FLAG_CASELESS == HS_FLAG_CASELESS, "flag");
_Static_assert(SLUICE_HS_FLAG_DOTALL == HS_FLAG_DOTALL, "flag");
_Static_assert(SLUICE_HS_FLAG_MULTILINE == HS_FLAG_MULTILINE, "flag");
_Static_assert(SLUICE_HS_FLAG_SINGLEMATCH == HS_FLAG_SINGLEMATCH, "flag");
_Static_assert(SLUICE_HS_FLAG_ALLOWEMPTY == HS_FLAG_ALLOWEMPTY, "flag");
_Static_assert(SLUICE_HS_FLAG_UTF8 == HS_FLAG_UTF8, "flag");
_Static_assert(SLUICE_HS_FLAG_UCP == HS_FLAG_UCP, "flag");
_Static_assert(SLUICE_HS_FLAG_PREFILTER == HS_FLAG_PREFILTER, "flag");
_Static_assert(SLUICE_HS_FLAG_SOM_LEFTMOST == HS_FLAG_SOM_LEFTMOST, "flag");
_Static_assert(SLUICE_HS_EXT_MIN_OFFSET == HS_EXT_FLAG_MIN_OFFSET, "ext flag");
_Static_assert(SLUICE_HS_EXT_MAX_OFFSET == HS_EXT_FLAG_MAX_OFFSET, "ext flag");
_Static_assert(SLUICE_HS_EXT_MIN_LENGTH == HS_EXT_FLAG_MIN_LENGTH, "ext flag");
_Static_assert(sizeof(sluice_hs_ext) == sizeof(hs_expr_ext_t), "ext size");
_Static_assert(offsetof(sluice_hs_ext, min_length) == offsetof(hs_expr_ext_t, min_length), "ext layout");
_Static_assert(offsetof(sluice_hs_ext, hamming_distance) == offsetof(hs_expr_ext_t, hamming_distance), "ext layout");

#define SLUICE_ABI 1

SLUICE_EXPORT int32_t sluice_abi(void) {
    return SLUICE_ABI;
}

int32_t sluice_hs_errno(hs_error_t error) {
    switch (error) {
    case HS_SUCCESS:
        return 0;
    case HS_INVALID:
    case HS_COMPILER_ERROR:
    case HS_DB_MODE_ERROR:
    case HS_BAD_ALIGN:
        return -EINVAL;
    case HS_NOMEM:
    case HS_BAD_ALLOC:
        return -ENOMEM;
    case HS_DB_VERSION_ERROR:
        return -EPROTO;
    case HS_DB_PLATFORM_ERROR:
        return -ENOEXEC;
    case HS_SCRATCH_IN_USE:
        return -EBUSY;
    case HS_ARCH_ERROR:
        return -ENOTSUP;
    default:
        return -EIO;
    }
}

SLUICE_EXPORT int32_t sluice_hs_compile(const char *const *expressions, const uint32_t *flags, const uint32_t *ids,
                                        const sluice_hs_ext *const *ext, uint32_t count, sluice_hs_database **database,
                                        int32_t *bad_expression, char *message, int32_t message_capacity) {
    hs_database_t *compiled = NULL;
    hs_compile_error_t *failure = NULL;
    hs_error_t error = hs_compile_ext_multi(expressions, flags, ids, (const hs_expr_ext_t *const *)ext, count,
                                            HS_MODE_BLOCK, NULL, &compiled, &failure);
    *database = (sluice_hs_database *)compiled;
    *bad_expression = failure == NULL ? -1 : failure->expression;
    sluice_copy_text(message, message_capacity, failure == NULL ? "" : failure->message);
    hs_free_compile_error(failure);
    return sluice_hs_errno(error);
}

SLUICE_EXPORT void sluice_hs_database_free(sluice_hs_database *database) {
    hs_free_database((hs_database_t *)database);
}

SLUICE_EXPORT int64_t sluice_hs_database_size(const sluice_hs_database *database) {
    size_t size = 0;
    hs_error_t error = hs_database_size((const hs_database_t *)database, &size);
    return error == HS_SUCCESS ? (int64_t)size : sluice_hs_errno(error);
}

SLUICE_EXPORT int32_t sluice_hs_database_info(const sluice_hs_database *database, char *text, int32_t capacity) {
    char *info = NULL;
    hs_error_t error = hs_database_info((const hs_database_t *)database, &info);
    if (error != HS_SUCCESS) {
        return sluice_hs_errno(error);
    }
    int32_t length = sluice_copy_text(text, capacity, info);
    free(info);
    return length;
}

SLUICE_EXPORT int32_t sluice_hs_platform_info(char *text, int32_t capacity) {
    hs_platform_info_t platform;
    hs_error_t error = hs_populate_platform(&platform);
    if (error != HS_SUCCESS) {
        return sluice_hs_errno(error);
    }
    char line[160];
    snprintf(line, sizeof line, "%s tune=%u features=%llx", hs_version(), platform.tune, platform.cpu_features);
    return sluice_copy_text(text, capacity, line);
}

SLUICE_EXPORT int64_t sluice_hs_serialize(const sluice_hs_database *database, uint8_t **bytes) {
    char *serialized = NULL;
    size_t length = 0;
    hs_error_t error = hs_serialize_database((const hs_database_t *)database, &serialized, &length);
    *bytes = (uint8_t *)serialized;
    return error == HS_SUCCESS ? (int64_t)length : sluice_hs_errno(error);
}

SLUICE_EXPORT void sluice_hs_bytes_free(uint8_t *bytes) {
    free(bytes);
}

SLUICE_EXPORT int32_t sluice_hs_deserialize(const uint8_t *bytes, uint64_t length, sluice_hs_database **database) {
    hs_database_t *read = NULL;
    hs_error_t error = hs_deserialize_database((const char *)bytes, length, &read);
    *database = (sluice_hs_database *)read;
    return sluice_hs_errno(error);
}

SLUICE_EXPORT int32_t sluice_hs_scratch_fit(const sluice_hs_database *database, sluice_hs_scratch **scratch) {
    return sluice_hs_errno(hs_alloc_scratch((const hs_database_t *)database, (hs_scratch_t **)scratch));
}

SLUICE_EXPORT int32_t sluice_hs_scratch_clone(const sluice_hs_scratch *scratch, sluice_hs_scratch **copy) {
    return sluice_hs_errno(hs_clone_scratch((const hs_scratch_t *)scratch, (hs_scratch_t **)copy));
}

SLUICE_EXPORT int64_t sluice_hs_scratch_size(const sluice_hs_scratch *scratch) {
    size_t size = 0;
    hs_error_t error = hs_scratch_size((const hs_scratch_t *)scratch, &size);
    return error == HS_SUCCESS ? (int64_t)size : sluice_hs_errno(error);
}

SLUICE_EXPORT void sluice_hs_scratch_free(sluice_hs_scratch *scratch) {
    hs_free_scratch((hs_scratch_t *)scratch);
}
