package org.sluice.control.doctor;

import java.util.List;
import org.sluice.control.config.Configuration;

/** Looks at one part of a machine. */
interface Check {
    /** What it found; nothing when that part does not matter for this configuration. */
    List<Finding> examine(Machine machine, Configuration configuration);
}
