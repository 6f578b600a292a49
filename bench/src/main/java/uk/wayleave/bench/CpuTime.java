package uk.wayleave.bench;

/**
 * User and system time of a process and all it started, in microseconds.
 *
 * @param database the part of {@code total} that PostgreSQL processes used
 */
public record CpuTime(long total, long database) {
    public CpuTime since(CpuTime earlier) {
        return new CpuTime(total - earlier.total, database - earlier.database);
    }
}
