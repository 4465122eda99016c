package org.sluice.bindings.vectorscan;

import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_scan_batch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A thread's scanning desk: buffers are added, all are scanned in one call, matches are read by index. Everything is
 * allocated here; adding, scanning and reading allocate and throw nothing.
 *
 * <p>Matches come in the order of the jobs. Within a job the order is that of the end offsets, except among matches
 * that end at the same place.
 */
public final class ScanBatch implements AutoCloseable {
    /** Status of a job whose matches were all reported. */
    public static final int OK = 0;
    /** Status of a job that had more matches than were allowed or fitted. */
    public static final int OVERFLOW = 1;

    private static final long JOB_BYTES = sluice_scan_job.sizeof();
    private static final long DATABASE = sluice_scan_job.database$offset();
    private static final long DATA = sluice_scan_job.data$offset();
    private static final long LENGTH = sluice_scan_job.length$offset();
    private static final long STATUS = sluice_scan_job.status$offset();
    private static final long MATCH_BYTES = 4L * sluice_vectorscan_h.SLUICE_MATCH_WORDS();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment batch;
    private final MemorySegment jobs;
    private final MemorySegment matches;
    private final int jobCapacity;
    private int jobCount;
    private int matchCount;

    /**
     * @param jobCapacity buffers a scan can take
     * @param matchCapacity matches a scan can give
     * @param jobMatchLimit matches one buffer can give; the rest is cut off and marked
     */
    public ScanBatch(int jobCapacity, int matchCapacity, int jobMatchLimit) {
        if (jobCapacity < 1 || matchCapacity < 1 || jobMatchLimit < 1) {
            throw new IllegalArgumentException("jobCapacity " + jobCapacity + ", matchCapacity " + matchCapacity
                    + ", jobMatchLimit " + jobMatchLimit + ": each must be at least 1");
        }
        this.jobCapacity = jobCapacity;
        jobs = arena.allocate(JOB_BYTES * jobCapacity, 8);
        matches = arena.allocate(MATCH_BYTES * matchCapacity, 8);
        batch = sluice_scan_batch.allocate(arena);
        sluice_scan_batch.jobs(batch, jobs);
        sluice_scan_batch.matches(batch, matches);
        sluice_scan_batch.match_capacity(batch, matchCapacity);
        sluice_scan_batch.job_match_limit(batch, jobMatchLimit);
    }

    /** Forgets all jobs and matches. */
    public void clear() {
        jobCount = 0;
        matchCount = 0;
        sluice_scan_batch.overflowed_jobs(batch, 0);
        sluice_scan_batch.failed_jobs(batch, 0);
    }

    /**
     * Adds a buffer to scan.
     *
     * @param database address of a {@link Database} that the scratch of the coming scan fits
     * @param address of the buffer, which must stay in place until the scan is over
     * @param length of the buffer in bytes
     * @return index of the job, or -1 when the batch is full: scan and clear first
     */
    public int add(long database, long address, int length) {
        if (jobCount == jobCapacity || length < 0) {
            return -1;
        }
        long job = JOB_BYTES * jobCount;
        jobs.set(ValueLayout.JAVA_LONG, job + DATABASE, database);
        jobs.set(ValueLayout.JAVA_LONG, job + DATA, address);
        jobs.set(ValueLayout.JAVA_INT, job + LENGTH, length);
        return jobCount++;
    }

    /**
     * Scans all jobs added since the last {@link #clear}.
     *
     * @return number of matches, or a negated error number when the scratch has not seen a database yet
     */
    public int scan(Scratch scratch) {
        int result = sluice_hs_scan_batch(scratch.address(), batch.address(), jobCount);
        matchCount = Math.max(result, 0);
        return result;
    }

    /** Jobs added. */
    public int jobCount() {
        return jobCount;
    }

    /** Matches of the last scan. */
    public int matchCount() {
        return matchCount;
    }

    /** Job that match {@code i} was found in. */
    public int matchJob(int i) {
        return matches.get(ValueLayout.JAVA_INT, MATCH_BYTES * i);
    }

    /** Id of the pattern of match {@code i}. */
    public int matchPattern(int i) {
        return matches.get(ValueLayout.JAVA_INT, MATCH_BYTES * i + 4);
    }

    /** Offset just past the last byte of match {@code i} in its buffer. */
    public int matchEnd(int i) {
        return matches.get(ValueLayout.JAVA_INT, MATCH_BYTES * i + 8);
    }

    /** Whether any job of the last scan had more matches than were allowed or fitted. */
    public boolean overflowed() {
        return sluice_scan_batch.overflowed_jobs(batch) != 0;
    }

    /** How many jobs of the last scan were not scanned at all because of an error; {@link #jobStatus} says which. */
    public int failedJobs() {
        return sluice_scan_batch.failed_jobs(batch);
    }

    /** {@link #OK}, {@link #OVERFLOW}, or a negated error number. */
    public int jobStatus(int job) {
        return jobs.get(ValueLayout.JAVA_INT, JOB_BYTES * job + STATUS);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
