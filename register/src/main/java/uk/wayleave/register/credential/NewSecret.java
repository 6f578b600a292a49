package uk.wayleave.register.credential;

/** A credential with its secret, which is shown this once and kept nowhere. */
public record NewSecret(Credential credential, String secret) {
    @Override
    public String toString() {
        return "NewSecret[" + credential.id() + ", withheld]";
    }
}
