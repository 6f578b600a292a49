package uk.wayleave.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.app.serve.PrivateFile;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.WorksSummary;
import uk.wayleave.sandbox.people.Account;

/** {@code demo.json}: everything a script needs to try the demonstration. Holds secrets of fictional people only. */
final class DemoFile {
    private DemoFile() {}

    static void write(Path file, URI dataPlane, URI controlPlane, Sandbox sandbox, Stage stage) {
        ObjectNode all = AdminApi.object()
                .put("data_plane", dataPlane.toString())
                .put("control_plane", controlPlane.toString())
                .put("sandbox", sandbox.baseUri().toString());
        ArrayNode controllers = all.putArray("controllers");
        Cast.controllers().forEach(controller -> controller(controllers.addObject(), controller, sandbox, stage));
        ArrayNode products = all.putArray("products");
        stage.products()
                .forEach(product -> products.addObject()
                        .put("name", product.name())
                        .put("integrator", product.integrator())
                        .put("controller", product.controller())
                        .put("agreement", product.agreement())
                        .put("client_id", product.clientId())
                        .put("client_secret", product.clientSecret()));
        ArrayNode people = all.putArray("people");
        stage.people()
                .forEach(person -> people.addObject()
                        .put("name", person.name())
                        .put("role", person.role())
                        .put("body", person.body())
                        .putObject("sign_in")
                        .put("name", person.signInName())
                        .put("password", person.password()));
        try {
            PrivateFile.write(
                    file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " could not be written.", failed);
        }
    }

    private static void controller(ObjectNode into, Cast.AController controller, Sandbox sandbox, Stage stage) {
        into.put("name", controller.name());
        ArrayNode codes = into.putArray("swa_codes");
        controller.swaCodes().forEach(codes::add);
        ArrayNode instructions = into.putArray("instructions");
        for (Stage.Product product : stage.products()) {
            if (product.controller().equals(controller.name())) {
                for (Stage.Instruction instruction : product.instructions()) {
                    ObjectNode written = instructions
                            .addObject()
                            .put("id", instruction.id())
                            .put("product", product.name())
                            .put("purpose", instruction.purpose())
                            .put("person", instruction.person());
                    ArrayNode operations = written.putArray("operations");
                    instruction.operations().forEach(operations::add);
                }
            }
        }
        ArrayNode accounts = into.putArray("street_manager_accounts");
        for (String code : controller.swaCodes()) {
            Account account = sandbox.account(code);
            accounts.addObject()
                    .put("swa_code", code)
                    .put("role", account.role().label())
                    .put("email_address", account.emailAddress())
                    .put("password", account.password());
        }
        ArrayNode works = into.putArray("works");
        ArrayNode foreign = into.putArray("foreign_works");
        for (WorksSummary one : sandbox.works()) {
            boolean part = controller.swaCodes().contains(one.promoterSwaCode())
                    || controller.swaCodes().contains(one.highwayAuthoritySwaCode());
            (part ? works : foreign).add(one.reference());
        }
    }
}
