package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Window;
import uk.wayleave.register.call.CallFilter;
import uk.wayleave.register.call.Calls;
import uk.wayleave.register.call.RecordedCall;
import uk.wayleave.register.call.Week;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.streetmanager.Catalogue;

/** Calls outside the hours of their instruction, and calls that somebody in whose name they were made objects to. */
class HoursTest {
    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final String READ = "/v3/work/works/" + SampleCalls.WORKS;

    private static ShapedStreetManager upstream;
    private static World world;

    @BeforeAll
    static void start() {
        upstream = ShapedStreetManager.start(Catalogue.load(), SampleCalls.WATER);
        world = World.before(upstream.baseUri(), World.Options.usual());
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(world.clock.instant(), HERE);
    }

    private static InstructionId onlyOn(LocalDate day) {
        var hours = new Schedule(List.of(Window.of(EnumSet.of(day.getDayOfWeek()), "00:00", "24:00")));
        return world.instructed(world.water, usual -> with(usual, hours));
    }

    private static NewInstruction with(NewInstruction usual, Schedule hours) {
        return new NewInstruction(
                usual.agreement(),
                usual.product(),
                usual.kind(),
                usual.purpose(),
                usual.operations(),
                usual.references(),
                usual.area(),
                usual.tier(),
                usual.closedOfOthers(),
                usual.from(),
                usual.until(),
                hours,
                usual.uses(),
                usual.proof(),
                usual.persons());
    }

    private static Http.Answer read(InstructionId instruction) {
        return world.http.get(READ, world.token(world.water, Optional.of(instruction)));
    }

    private static RecordedCall latest() {
        world.register.calls().reading().readOn(world.water.id());
        return world.register
                .calls()
                .of(world.water.id(), CallFilter.all(), Calls.FROM_THE_LATEST, 1)
                .getFirst();
    }

    @Test
    void refusesOutsideItsHoursAndSaysWhenTheyBegin() {
        InstructionId tomorrows = onlyOn(today().plusDays(1));

        Http.Answer refused = read(tomorrows);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.rules()).containsExactly("A1.outside-hours");
        Instant opens = today().plusDays(1).atStartOfDay(HERE).toInstant();
        assertThat(refused.json().path("opens").asString()).isEqualTo(opens.toString());
        long wait = Long.parseLong(refused.header("Retry-After"));
        assertThat(wait).isBetween(1L, Duration.ofHours(25).toSeconds());
        assertThat(latest().instruction()).contains(tomorrows);
        assertThat(latest().person()).contains(world.water.planner());
    }

    @Test
    void letsThroughWithinItsHours() {
        assertThat(read(onlyOn(today())).status()).isEqualTo(200);
    }

    @Test
    void refusesTheNextCallUnderAnInstructionThatWasObjectedTo() {
        InstructionId instruction = world.instructed(world.water);
        assertThat(read(instruction).status()).isEqualTo(200);

        world.register
                .objections()
                .raise(world.water.id(), instruction, Week.of(world.clock.instant()), world.water.planner())
                .orElseThrow();

        Http.Answer refused = read(instruction);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.rules()).containsExactly("A1.suspended");
        assertThat(latest().rules()).containsExactly("A1.suspended");
        assertThat(latest().person()).contains(world.water.planner());
    }
}
