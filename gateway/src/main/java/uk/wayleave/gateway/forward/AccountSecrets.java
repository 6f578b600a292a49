package uk.wayleave.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import uk.wayleave.register.vault.OpenedAccount;

/**
 * Finds what signs one Controller's accounts in (user names, passwords, tokens) where it must never be: in an answer
 * that is about to be released. It knows them by keyed digests only, so that a password is held no longer than its
 * sign-in takes. For any number of threads.
 *
 * <p>Found are texts as they are and with JSON's escapes. Texts of fewer than {@value #SHORTEST} bytes are not looked
 * for: they would be found everywhere.
 */
final class AccountSecrets {
    static final int SHORTEST = 8;
    /** A part of a token shorter than this tells nothing. */
    private static final int SHORTEST_PART = 16;
    /** An escape makes six bytes of one. */
    private static final int LONGEST_ESCAPE = 6;

    private static final int WINDOW = 64 << 10;
    private static final String DIGEST = "HmacSHA256";
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final SecretKeySpec key;
    private final long blind;
    private final long factor;
    private final Map<SessionKey, Known> known = new HashMap<>();
    private volatile Marks marks = new Marks(List.of());

    AccountSecrets(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, DIGEST);
        this.blind = random.nextLong();
        this.factor = random.nextLong() | 1;
    }

    /** One text: a keyed hash of its first eight bytes, by which it is noticed, and a digest, by which it is known. */
    private record Mark(long beginning, int length, byte[] digest) {}

    /** What signs one account in; its tokens of before still count for calls under way. */
    private record Known(List<Mark> login, List<Mark> tokens, List<Mark> tokensBefore) {}

    /** All marks, with a filter by the beginnings that lets nearly everything else pass at once. */
    private static final class Marks {
        private static final int WORDS = 64;

        private final List<Mark> all;
        private final long[] filter = new long[WORDS];
        private final int longest;

        Marks(List<Mark> all) {
            this.all = List.copyOf(all);
            this.longest = all.stream().mapToInt(Mark::length).max().orElse(0);
            for (Mark mark : all) {
                filter[word(mark.beginning())] |= bit(mark.beginning());
            }
        }

        boolean mayHave(long beginning) {
            return (filter[word(beginning)] & bit(beginning)) != 0;
        }

        private static int word(long beginning) {
            return (int) (beginning >>> 58);
        }

        private static long bit(long beginning) {
            return 1L << (beginning >>> 52);
        }
    }

    /** An account is about to be signed in. */
    synchronized void opened(SessionKey account, OpenedAccount opened) {
        Known before = known.getOrDefault(account, new Known(List.of(), List.of(), List.of()));
        String email = opened.emailAddress();
        known.put(
                account,
                new Known(
                        marks(List.of(email, email.toLowerCase(Locale.ROOT), opened.password())),
                        before.tokens(),
                        before.tokensBefore()));
        settle();
    }

    /** An account was given tokens. */
    synchronized void given(SessionKey account, List<String> tokens) {
        Known before = known.getOrDefault(account, new Known(List.of(), List.of(), List.of()));
        List<String> parts =
                tokens.stream().flatMap(token -> parts(token).stream()).toList();
        known.put(account, new Known(before.login(), marks(parts), before.tokens()));
        settle();
    }

    /** Nothing signs this account in any more. */
    synchronized void forget(SessionKey account) {
        known.remove(account);
        settle();
    }

    private void settle() {
        List<Mark> all = new ArrayList<>();
        for (Known one : known.values()) {
            all.addAll(one.login());
            all.addAll(one.tokens());
            all.addAll(one.tokensBefore());
        }
        marks = new Marks(all);
    }

    /** Of a JSON Web Token its claims and its signature, either of which is too much; of another the whole. */
    private static List<String> parts(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return List.of(token);
        }
        return List.of(parts[1], parts[2]).stream()
                .filter(part -> part.length() >= SHORTEST_PART)
                .toList();
    }

    private List<Mark> marks(List<String> texts) {
        return texts.stream()
                .distinct()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(bytes -> bytes.length >= SHORTEST)
                .map(bytes -> new Mark(beginning(bytes, 0), bytes.length, digest(bytes, 0, bytes.length)))
                .toList();
    }

    /** Whether one of them is in it. */
    boolean areIn(Spool body) throws IOException {
        Marks sought = marks;
        if (sought.all.isEmpty() || body.size() < SHORTEST) {
            return false;
        }
        int overlap = LONGEST_ESCAPE * sought.longest;
        byte[] window = new byte[(int) Math.min(body.size(), WINDOW + overlap)];
        try (InputStream in = body.openStream()) {
            long left = body.size();
            for (int kept = 0; left > 0; ) {
                int read = in.readNBytes(window, kept, window.length - kept);
                if (read == 0) {
                    throw new IOException("The answer is shorter than it was.");
                }
                int length = kept + read;
                left -= read;
                if (areIn(sought, window, length)) {
                    return true;
                }
                kept = Math.min(overlap, length);
                System.arraycopy(window, length - kept, window, 0, kept);
            }
        }
        return false;
    }

    private boolean areIn(Marks sought, byte[] bytes, int length) {
        if (stands(sought, bytes, length)) {
            return true;
        }
        if (!JsonEscapes.areIn(bytes, length)) {
            return false;
        }
        byte[] plain = JsonEscapes.undone(bytes, length);
        return stands(sought, plain, plain.length);
    }

    private boolean stands(Marks sought, byte[] bytes, int length) {
        for (int i = 0; i <= length - SHORTEST; i++) {
            long beginning = beginning(bytes, i);
            if (sought.mayHave(beginning) && isOneOf(sought.all, beginning, bytes, i, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOneOf(List<Mark> all, long beginning, byte[] bytes, int at, int length) {
        for (Mark mark : all) {
            if (mark.beginning() == beginning
                    && at + mark.length() <= length
                    && MessageDigest.isEqual(mark.digest(), digest(bytes, at, mark.length()))) {
                return true;
            }
        }
        return false;
    }

    private long beginning(byte[] bytes, int at) {
        return ((long) EIGHT_BYTES.get(bytes, at) ^ blind) * factor;
    }

    private byte[] digest(byte[] bytes, int from, int length) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            mac.update(bytes, from, length);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + DIGEST + ".", impossible);
        }
    }
}
