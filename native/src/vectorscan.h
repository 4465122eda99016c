/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SLUICE_SRC_VECTORSCAN_H
#define SLUICE_SRC_VECTORSCAN_H

#include <hs/hs.h>

#include "sluice_vectorscan.h"

/* Negated errno for an error of the library, 0 for success. */
int32_t sluice_hs_errno(hs_error_t error);

#endif
