package uk.wayleave.sandbox.record;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Files that were uploaded, with their content, and which record each is linked to. */
public final class FileRoom {
    private final Map<Long, StoredFile> files = new ConcurrentSkipListMap<>();
    private final Map<Long, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<Long, String> links = new ConcurrentHashMap<>();

    FileRoom() {}

    public void keep(StoredFile file, byte[] content) {
        contents.put(file.id(), content);
        files.put(file.id(), file);
    }

    public Optional<StoredFile> file(long id) {
        return Optional.ofNullable(files.get(id));
    }

    public byte[] content(long id) {
        return contents.getOrDefault(id, new byte[0]);
    }

    /** The reference of the works, or of another record, that a file is linked to. */
    public Optional<String> linkedTo(long id) {
        return Optional.ofNullable(links.get(id));
    }

    /** A file that is not linked to anything yet. */
    public Optional<StoredFile> loose(long id) {
        return links.containsKey(id) ? Optional.empty() : file(id);
    }

    public Collection<StoredFile> allLoose() {
        return files.values().stream().filter(f -> !links.containsKey(f.id())).toList();
    }

    public void link(long id, String reference) {
        links.putIfAbsent(id, reference);
    }

    public void remove(long id) {
        files.remove(id);
        contents.remove(id);
    }
}
