package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.util.List;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.stop.Stoppable;
import uk.wayleave.control.stop.Stoppable.Thing;
import uk.wayleave.register.Register;

/** The stop button: everything, an integrator, a product or a person, from the next call on. */
public final class StopEndpoints {
    private static final String ALL = "/api/stoppable";
    private static final String ONE = ALL + "/{kind}/{id}";

    private final Stoppable stoppable;

    public StopEndpoints(Register register) {
        this.stoppable = new Stoppable(register);
    }

    record StoppableView(
            @Meaning("everything, agreement, product or person")
            String kind,

            @Meaning("all, or the id of the thing") String id,
            String name,
            @Meaning("What happens when it is stopped") List<String> cutsOff,
            boolean stopped) {
        static StoppableView of(Thing thing) {
            return new StoppableView(thing.kind(), thing.id(), thing.name(), thing.cutsOff(), thing.stopped());
        }
    }

    public List<Endpoint> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        return List.of(
                Endpoint.get(ALL)
                        .named("stoppable", "What can be stopped, and what that cuts off")
                        .by(administrator)
                        .lists(
                                StoppableView.class,
                                call -> things(call).stream()
                                        .map(StoppableView::of)
                                        .toList()),
                Endpoint.post(ONE + "/stop")
                        .named("stop", "Stop it, from the next call on")
                        .by(administrator)
                        .shows(StoppableView.class, call -> make(call, true)),
                Endpoint.post(ONE + "/resume")
                        .named("resume", "Let it go on again; everything is resumed agreement by agreement")
                        .by(administrator)
                        .shows(StoppableView.class, call -> make(call, false)));
    }

    private List<Thing> things(Call call) {
        return stoppable.of(call.person(), Reach.callersController(call));
    }

    private Thing named(Call call) {
        String kind = call.named("kind", text -> text);
        String id = call.named("id", text -> text);
        return things(call).stream()
                .filter(one -> one.kind().equals(kind) && one.id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private StoppableView make(Call call, boolean stop) {
        List<String> refused = stoppable.make(call.person(), Reach.callersController(call), named(call), stop);
        if (!refused.isEmpty())
            throw Refused.conflict(
                    "Not all of it could be done: " + String.join(" ", refused), "Look at what is stopped now.");
        return StoppableView.of(named(call));
    }
}
