package uk.wayleave.sandbox.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.door.Playbook;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.streetmanager.Catalogue;

/**
 * The works the sandbox begins with: a few weeks of the life of four promoters in the streets of two authorities, made
 * from a seed and the clock. Persons, numbers and addresses are fictional; free text holds some, as it does in real life,
 * so that screening and masking have something to find.
 */
public final class Seed {
    /** The first works are those of three promoters in one county, in stages that demonstrations count on. */
    private static final int OLDEST = 24;

    private static final List<String> PROMOTERS_OF_OLDEST =
            List.of(Directory.WATER, Directory.FIBRE, Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS);
    private static final List<String> PROMOTERS = List.of(
            Directory.WATER,
            Directory.FIBRE,
            Directory.GAS,
            Directory.WATER,
            Directory.COUNTY_WORKS,
            Directory.FIBRE,
            Directory.WATER);
    private static final int STAGES_OF_OLDEST = 10;

    private final Parts parts;
    private final List<Account> accounts;
    private final Random random;
    private final Instant now;
    private final Timeline timeline;

    public Seed(Parts parts, Playbook book, Catalogue catalogue, List<Account> accounts, long seed) {
        this.parts = parts;
        this.accounts = accounts;
        this.random = new Random(seed);
        this.now = parts.archive().now();
        this.timeline = new Timeline(parts, book, catalogue);
    }

    /** @param number of works with a permit; what is around them is beside that number */
    public void sow(int number) {
        for (int i = 0; i < number; i++) {
            plan(i);
        }
        Surroundings surroundings = new Surroundings(
                timeline, random, now, this::account, parts.gazetteer().all());
        if (number > OLDEST) {
            surroundings.add(number);
        } else if (number > 0) {
            surroundings.addLittle();
        }
        if (number > 0) {
            looseFiles();
        }
        timeline.play();
    }

    private void plan(int index) {
        String promoter = index < OLDEST
                ? PROMOTERS_OF_OLDEST.get(index % PROMOTERS_OF_OLDEST.size())
                : PROMOTERS.get(index % PROMOTERS.size());
        WorksLife.Stage stage = stage(index);
        Organisation organisation = parts.directory().get(promoter);
        String workstream = index % 3 == 0 ? "002" : "001";
        String reference = organisation.prefix() + workstream + parts.archive().nextNumber();
        Street street = street(index);
        Jobs.Job job = Jobs.of(promoter, random);
        Account account = account(promoter);
        WorksLife life = new WorksLife(
                timeline, random, now, account, account(street.authority()), reference, stage, job.days());
        life.begin(job, street, workstream, index % 4 == 1);
        life.talk(index);
        life.besides(street);
        if (index % 6 == 2) {
            life.addFile(account);
        }
    }

    private static WorksLife.Stage stage(int index) {
        WorksLife.Stage[] stages = WorksLife.Stage.values();
        return index < OLDEST
                ? stages[(2 * (index % 5) + index / 5) % STAGES_OF_OLDEST]
                : stages[(5 * index + index / 7) % stages.length];
    }

    private Street street(int index) {
        List<Street> streets = parts.gazetteer().all().stream()
                .filter(street -> index >= OLDEST || street.authority().equals(Directory.COUNTY))
                .toList();
        return streets.get(random.nextInt(streets.size()));
    }

    private Account account(String swaCode) {
        return accounts.stream()
                .filter(account -> account.swaCode().equals(swaCode))
                .findFirst()
                .orElseThrow();
    }

    /** Uploaded, not linked to a works yet: for whoever wants to try {@code POST /works/{…}/files}. */
    private void looseFiles() {
        for (String swaCode : List.of(Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS, Directory.GAS)) {
            timeline.upload(
                    now.minus(Duration.ofHours(1)),
                    account(swaCode),
                    "work.UploadFile",
                    Documents.plan("site-plan.pdf"),
                    answer -> {});
        }
    }
}
