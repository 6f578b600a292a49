package uk.wayleave.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Linux counts for a process and its descendants; see proc(5). */
public final class ProcessTree {
    /** Linux reports times in units of 10 ms to every program, whatever the kernel's own tick (USER_HZ). */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int PARENT = 1;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;

    private record Member(long pid, long parent, String name, long micros) {}

    private ProcessTree() {}

    /**
     * The time used so far. A process counts with those of its children that have ended, so nothing is lost when one
     * ends between two readings.
     */
    public static CpuTime cpu(long root) {
        return cpu(root, false, members());
    }

    /** What all processors of the machine have done so far, in microseconds; idle and waiting for disks not counted. */
    public static long machineBusyMicros() {
        String[] fields = read(Path.of("/proc/stat"))
                .orElseThrow()
                .lines()
                .toList()
                .getFirst()
                .split(" +", -1);
        long ticks = 0;
        for (int field = 1; field <= 8; field++) {
            boolean idle = field == 4 || field == 5;
            ticks += idle ? 0 : Long.parseLong(fields[field]);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** The memory of the PostgreSQL below a process, in KiB: what several share counts once between them. */
    public static long databaseMemoryKib(long root) {
        return databaseMemoryKib(root, false, members());
    }

    private static long databaseMemoryKib(long pid, boolean insideDatabase, List<Member> members) {
        long kib = 0;
        for (Member member : members) {
            if (member.pid == pid || member.parent == pid) {
                boolean isDatabase = insideDatabase || member.name.equals("postgres");
                if (member.pid == pid) {
                    kib += isDatabase ? proportionalKib(pid) : 0;
                } else {
                    kib += databaseMemoryKib(member.pid, isDatabase, members);
                }
            }
        }
        return kib;
    }

    private static long proportionalKib(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static CpuTime cpu(long pid, boolean insideDatabase, List<Member> members) {
        long total = 0;
        long database = 0;
        for (Member member : members) {
            if (member.pid == pid) {
                boolean isDatabase = insideDatabase || member.name.equals("postgres");
                total += member.micros;
                database += isDatabase ? member.micros : 0;
                for (Member child : members) {
                    if (child.parent == pid) {
                        CpuTime below = cpu(child.pid, isDatabase, members);
                        total += below.total();
                        database += below.database();
                    }
                }
            }
        }
        return new CpuTime(total, database);
    }

    private static List<Member> members() {
        try (var folders = Files.list(Path.of("/proc"))) {
            return folders.filter(
                            folder -> folder.getFileName().toString().chars().allMatch(Character::isDigit))
                    .flatMap(folder -> read(folder.resolve("stat")).map(ProcessTree::member).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code pid (name) state ppid … utime stime cutime cstime …}; the name may itself hold spaces and brackets. */
    private static Member member(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        String[] fields = stat.substring(close + 2).split(" ", -1);
        long ticks = 0;
        for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return new Member(
                Long.parseLong(stat.substring(0, open).strip()),
                Long.parseLong(fields[PARENT]),
                stat.substring(open + 1, close),
                ticks * MICROS_PER_TICK);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A process that ended while its file was read ("No such process"): it no longer counts by itself.
            return Optional.empty();
        }
    }
}
