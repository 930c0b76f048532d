#pragma once

/// Removes all outputs that are noted; safe in a signal handler.
void sobolev_guard_discard_outputs(void);
