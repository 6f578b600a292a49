package uk.wayleave.register.party;

/**
 * How a person signs in.
 *
 * @param secretHash the encoded slow hash of the secret, as whoever checks it wrote it
 */
public record SignIn(RegisteredPerson person, String secretHash) {
    @Override
    public String toString() {
        return "SignIn[" + person + "]";
    }
}
