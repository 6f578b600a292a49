package uk.wayleave.register.scope;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Body;

/** A body in the columns {@code controller} and {@code integrator}, both empty for the operator. */
public final class BodyColumns {
    private BodyColumns() {}

    public static @Nullable UUID controller(Body body) {
        return body instanceof Body.OfController(ControllerId id) ? id.value() : null;
    }

    public static @Nullable UUID integrator(Body body) {
        return body instanceof Body.OfIntegrator(IntegratorId id) ? id.value() : null;
    }

    /** Of a row with both columns. */
    public static Body body(ResultSet row) throws SQLException {
        return body(row.getObject("controller", UUID.class), row.getObject("integrator", UUID.class));
    }

    static Body body(@Nullable UUID controller, @Nullable UUID integrator) {
        if (controller != null) return new Body.OfController(new ControllerId(controller));
        if (integrator != null) return new Body.OfIntegrator(new IntegratorId(integrator));
        return new Body.Operator();
    }
}
