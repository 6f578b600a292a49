package uk.wayleave.register.request;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.instruction.Instructions;
import uk.wayleave.register.request.InstructionRequest.Channel;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.token.ClientHolder;

/**
 * What products ask persons of a Controller for. A request names everything the instruction would hold; a person who has
 * signed in gives it as it is, or declines, once. Secrets are 256 random bits, kept only as SHA-256.
 */
public final class InstructionRequests {
    /** RFC 9126 section 2.2 recommends 5 to 600 seconds; a person has to sign in meanwhile. */
    public static final Duration PUSHED = Duration.ofMinutes(10);
    /** RFC 6749 section 4.1.2: at most ten minutes; the browser takes the code on at once. */
    static final Duration CODE = Duration.ofSeconds(60);
    /** Of one that waits for a person who is elsewhere. */
    public static final Duration WAITING = Duration.ofHours(24);
    /** CIBA section 7.3: how far apart a product may look. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private static final Duration KEPT_AFTER = Duration.ofDays(30);
    private static final Duration UNANSWERED_KEPT_AFTER = Duration.ofDays(1);
    /** Of one product, so that none keeps another's from being asked. */
    private static final int MOST_WAITING = 200;

    private static final String REQUEST = "urn:ietf:params:oauth:request_uri:";
    private final Scopes scopes;
    private final Agreements agreements;
    private final Instructions instructions;
    private final SecureRandom random;
    private final Places places;

    public InstructionRequests(Scopes scopes, Agreements agreements, Instructions instructions, SecureRandom random) {
        this.scopes = scopes;
        this.agreements = agreements;
        this.instructions = instructions;
        this.random = random;
        this.places = new Places(scopes);
    }

    /**
     * What a product pushes (RFC 9126).
     *
     * @param redirect one of those registered for the product
     * @param challenge of PKCE with S256 (RFC 7636)
     * @param confirmation thumbprint of the key the token is to be bound to (RFC 9449 section 10)
     */
    public record Pushed(
            WantedInstruction wanted,
            String redirect,
            Optional<String> state,
            String challenge,
            Optional<String> confirmation,
            Optional<PersonId> addressee) {
        /** Without the state. */
        @Override
        public String toString() {
            return "Pushed[withheld]";
        }
    }

    /** A request and the secret by which it is come back to, shown this once. */
    public record Opened(InstructionRequest request, String secret) {
        /** As {@code request_uri} (RFC 9126 section 2.2). */
        public String requestUri() {
            return REQUEST + secret;
        }

        @Override
        public String toString() {
            return "Opened[" + request.id() + "]";
        }
    }

    /** Takes what a product pushed that has proven itself. */
    public Outcome<Opened> push(ClientHolder client, Pushed pushed) {
        Optional<RegisteredAgreement> agreement = agreements.find(client.controller(), client.agreement());
        return change(client, change -> {
            requireFits(client, agreement, pushed.wanted());
            requireRedirect(change, client.product(), pushed.redirect());
            String secret = RandomSecret.next(random, "wlq_");
            return opened(
                    change,
                    client,
                    agreement,
                    new RequestRows.Row(
                            Channel.REDIRECT,
                            Optional.of(secret),
                            pushed.addressee(),
                            pushed.wanted(),
                            Optional.of(pushed),
                            pushed.confirmation(),
                            PUSHED),
                    secret);
        });
    }

    /** Opens a request that a person is to find in the console, while the product waits (CIBA). */
    public Outcome<Opened> wait(
            ClientHolder client, WantedInstruction wanted, PersonId addressee, Optional<String> confirmation) {
        Optional<RegisteredAgreement> agreement = agreements.find(client.controller(), client.agreement());
        return change(client, change -> {
            requireFits(client, agreement, wanted);
            requireMayInstruct(change, addressee);
            String secret = RandomSecret.next(random, "wlq_");
            return opened(
                    change,
                    client,
                    agreement,
                    new RequestRows.Row(
                            Channel.BACKCHANNEL,
                            Optional.of(secret),
                            Optional.of(addressee),
                            wanted,
                            Optional.empty(),
                            confirmation,
                            PUSHED),
                    secret);
        });
    }

    /** Opens a request that any person who may instruct, or the one addressed, finds in the console. */
    public Outcome<InstructionRequest> ask(
            ClientHolder client, WantedInstruction wanted, Optional<PersonId> addressee) {
        Optional<RegisteredAgreement> agreement = agreements.find(client.controller(), client.agreement());
        return change(client, change -> {
            requireFits(client, agreement, wanted);
            addressee.ifPresent(person -> requireMayInstruct(change, person));
            return opened(
                            change,
                            client,
                            agreement,
                            new RequestRows.Row(
                                    Channel.ASKED,
                                    Optional.empty(),
                                    addressee,
                                    wanted,
                                    Optional.empty(),
                                    Optional.empty(),
                                    WAITING),
                            "")
                    .request();
        });
    }

    private <T> Outcome<T> change(ClientHolder client, java.util.function.Function<Change, T> work) {
        return scopes.change(new Body.OfController(client.controller()), new Actor.Machine(client.product()), work);
    }

    /** A product may not ask for what no person could give. */
    private void requireFits(ClientHolder client, Optional<RegisteredAgreement> agreement, WantedInstruction wanted) {
        RegisteredAgreement under = agreement.orElseThrow(
                () -> Refusal.because("There is no such agreement.", "Ask the Controller for one."));
        if (!scopes.now().isBefore(wanted.until()))
            throw Refusal.because("Its time is over.", "Ask for an instruction that ends later.");
        instructions.requireGivable(
                wanted.by(new PersonId(new UUID(0, 0)), client.agreement(), client.product()), under);
    }

    private static void requireRedirect(Change change, ProductId product, String redirect) {
        boolean known = change.sql()
                .sql("""
                    select exists (select from wayleave.product_redirect
                                   where product = :product and uri = :uri)""")
                .param("product", product.value())
                .param("uri", redirect)
                .query(Boolean.class)
                .single();
        if (!known)
            throw Refusal.because(
                    "redirect_uri: it is none of those registered for the product.",
                    "Register it first; it is compared character by character.");
    }

    private static void requireMayInstruct(Change change, PersonId person) {
        boolean may = change.sql()
                .sql("""
                    select exists (select from wayleave.person
                                   where id = :id and standing = 'ACTIVE' and 'INSTRUCT' = any (authorities))""")
                .param("id", person.value())
                .query(Boolean.class)
                .single();
        if (!may)
            throw Refusal.because(
                    "The person is not one of the Controller's who may instruct.", "Address another, or nobody.");
    }

    private Opened opened(
            Change change,
            ClientHolder client,
            Optional<RegisteredAgreement> agreement,
            RequestRows.Row row,
            String secret) {
        sweep(change, client);
        var id = new RequestId(UUID.randomUUID());
        RequestRows.insert(change, id, client, agreement.orElseThrow().integrator(), row);
        change.record(
                "instruction-request.opened",
                Map.of(
                        "request", id.toString(),
                        "agreement", client.agreement().toString(),
                        "product", client.product().toString(),
                        "channel", row.channel().name()));
        return new Opened(RequestRows.required(change.sql(), id), secret);
    }

    /** Removes what was over long ago, so that nothing need do it in the background; and keeps a product from flooding. */
    private static void sweep(Change change, ClientHolder client) {
        change.sql()
                .sql("""
                    delete from wayleave.instruction_request
                    where expires < :before or (decided is null and expires < :unanswered)""")
                .param("before", Rows.timestamp(change.at().minus(KEPT_AFTER)))
                .param("unanswered", Rows.timestamp(change.at().minus(UNANSWERED_KEPT_AFTER)))
                .update();
        long waiting = change.sql()
                .sql("""
                    select count(*) from wayleave.instruction_request
                    where outcome = 'WAITING' and expires > :now and product = :product""")
                .param("now", change.timestamp())
                .param("product", client.product().value())
                .query(Long.class)
                .single();
        if (waiting >= MOST_WAITING)
            throw Refusal.because(
                    "There are " + MOST_WAITING + " requests of the product waiting already.",
                    "Wait until some of them are answered or over.");
    }

    /** The request that a browser came with, by its {@code request_uri} and the client that pushed it. */
    public Optional<InstructionRequest> ofBrowser(String requestUri, String clientId) {
        if (!requestUri.startsWith(REQUEST)) return Optional.empty();
        Optional<Places.Place> place = places.ofSecret(requestUri.substring(REQUEST.length()));
        return place.filter(one -> scopes.in(
                        one.controller(),
                        sql -> sql.sql("""
                                select exists (select from wayleave.instruction_request r
                                    join wayleave.credential c on c.id = r.credential
                                    where r.id = :id and r.channel = 'REDIRECT' and c.client_id = :client)""")
                                .param("id", one.request().value())
                                .param("client", clientId)
                                .query(Boolean.class)
                                .single()))
                .flatMap(one -> find(one.controller(), one.request()));
    }

    public Optional<InstructionRequest> find(ControllerId controller, RequestId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(RequestRows.SELECT + "where r.id = :id")
                        .param("id", id.value())
                        .query(RequestRows.ROW)
                        .optional());
    }

    /** The latest 100 of one credential, the latest first, whatever became of them. */
    public List<InstructionRequest> of(ClientHolder client) {
        return scopes.in(
                client.controller(),
                sql -> sql.sql(RequestRows.SELECT
                                + "where r.credential = :credential order by r.created desc, r.id limit 100")
                        .param("credential", client.credential())
                        .query(RequestRows.ROW)
                        .list());
    }

    /** Those that this person of the Controller can answer now, the latest first; browsers' come with their browser. */
    public List<InstructionRequest> waitingFor(ControllerId controller, PersonId person) {
        return scopes.in(
                controller,
                sql -> sql.sql(RequestRows.SELECT + """
                        where r.outcome = 'WAITING' and r.expires > :now and r.channel <> 'REDIRECT'
                          and (r.addressee is null or r.addressee = :person)
                        order by r.created desc, r.id""")
                        .param("now", Rows.timestamp(scopes.now()))
                        .param("person", person.value())
                        .query(RequestRows.ROW)
                        .list());
    }

    /**
     * What a person who has signed in answers.
     *
     * @param code that the browser takes back to the product; of requests that came with one
     */
    public record Approved(Instruction instruction, Optional<String> code) {
        @Override
        public String toString() {
            return "Approved[" + instruction.id() + "]";
        }
    }

    /** Gives the instruction as it was asked for. Takes a person of the Controller who may instruct. */
    public Outcome<Approved> approve(ControllerId controller, RequestId id, PersonId person) {
        Optional<RegisteredAgreement> agreement =
                find(controller, id).flatMap(one -> agreements.find(controller, one.agreement()));
        return scopes.change(new Body.OfController(controller), new Actor.Someone(person), change -> {
            InstructionRequest request = answerable(change, id, person);
            Instruction given = instructions.give(
                    change,
                    controller,
                    agreement,
                    request.wanted().by(person, request.agreement(), request.product()),
                    keyOf(change, request.id()));
            Optional<String> code = request.channel() == Channel.REDIRECT
                    ? Optional.of(RandomSecret.next(random, "wlc_"))
                    : Optional.empty();
            decide(change, request, "APPROVED", person, Optional.of(given.id()), code);
            return new Approved(given, code);
        });
    }

    /** Declines it. Takes a person of the Controller who may instruct. */
    public Outcome<InstructionRequest> decline(ControllerId controller, RequestId id, PersonId person) {
        return scopes.change(new Body.OfController(controller), new Actor.Someone(person), change -> {
            InstructionRequest request = answerable(change, id, person);
            decide(change, request, "DECLINED", person, Optional.empty(), Optional.empty());
            return RequestRows.required(change.sql(), id);
        });
    }

    private static Optional<String> keyOf(Change change, RequestId id) {
        return change.sql()
                .sql(
                        "select confirmation from wayleave.instruction_request where id = :id and confirmation is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    private InstructionRequest answerable(Change change, RequestId id, PersonId person) {
        if (!change.requireOwnAuthority(Authority.INSTRUCT).equals(change.body()))
            throw Refusal.because(
                    "Only a person of the Controller answers its requests.", "Sign in as a person of the Controller.");
        InstructionRequest request = change.sql()
                .sql(RequestRows.SELECT + "where r.id = :id for update")
                .param("id", id.value())
                .query(RequestRows.ROW)
                .optional()
                .orElseThrow(() -> Refusal.because("There is no such request.", "Look at the list again."));
        if (!request.isWaitingAt(change.at()))
            throw Refusal.because(
                    "The request was answered already, or its time is over.",
                    "Nothing was changed. Begin again in the product.");
        if (request.addressee().filter(one -> !one.equals(person)).isPresent())
            throw Refusal.because("The request is addressed to somebody else.", "Let that person answer it.");
        return request;
    }

    private static void decide(
            Change change,
            InstructionRequest request,
            String outcome,
            PersonId person,
            Optional<InstructionId> instruction,
            Optional<String> code) {
        change.sql()
                .sql("""
                    update wayleave.instruction_request
                    set outcome = :outcome, decided_by = :person, decided = :at, instruction = :instruction,
                        code_digest = :code, code_expires = :expires
                    where id = :id""")
                .param("outcome", outcome)
                .param("person", person.value())
                .param("at", change.timestamp())
                .param("instruction", instruction.map(InstructionId::value).orElse(null))
                .param("code", code.map(RandomSecret::digest).orElse(null))
                .param(
                        "expires",
                        code.map(one -> Rows.timestamp(change.at().plus(CODE))).orElse(null))
                .param("id", request.id().value())
                .update();
        change.record(
                "instruction-request." + outcome.toLowerCase(java.util.Locale.ROOT),
                Map.of(
                        "request", request.id().toString(),
                        "product", request.product().toString()));
    }
}
