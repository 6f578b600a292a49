package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://clerk:s3cret%40%2F%25+@db.example:6543/register",
                "postgres://clerk:s3cret%40%2F%25+@db.example:6543/register",
                "jdbc:postgresql://clerk:s3cret%40%2F%25+@db.example:6543/register",
                "jdbc:postgresql://db.example:6543/register?user=clerk&password=s3cret%40%2F%25+",
            })
    void readsEitherSpelling(String url) {
        var address = DatabaseAddress.parse(url);
        assertThat(address.servers()).containsExactly(new DatabaseAddress.Server("db.example", 6543));
        assertThat(address.database()).isEqualTo("register");
        assertThat(address.user()).isEqualTo("clerk");
        assertThat(address.password()).contains("s3cret@/%+");
        assertThat(address.toString()).isEqualTo("postgresql://clerk@db.example:6543/register");
    }

    @Test
    void readsSeveralServersAndIpv6AndTheUsualPort() {
        var address = DatabaseAddress.parse("postgresql://clerk@[::1]:6543,127.0.0.1/register");
        assertThat(address.servers())
                .containsExactly(
                        new DatabaseAddress.Server("::1", 6543), new DatabaseAddress.Server("127.0.0.1", 5432));
        assertThat(address.password()).isEmpty();
        assertThat(address.dataSource().getUrl()).contains("targetServerType=primary");
    }

    @Test
    void asksAServerThatIsNotOnLoopbackToProveItself() {
        assertThat(DatabaseAddress.parse("postgresql://c:p@db.example/r").options())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(DatabaseAddress.parse("postgresql://c:p@db.example/r?sslrootcert=/etc/ca.pem")
                        .options())
                .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/etc/ca.pem"));
        assertThat(DatabaseAddress.parse("postgresql://c:p@db.example/r?sslmode=require&channel_binding=require")
                        .options())
                .isEqualTo(Map.of("sslmode", "require", "channelBinding", "require"));
        assertThat(DatabaseAddress.parse("postgresql://c:p@127.0.0.1,db.example/r")
                        .options())
                .containsEntry("sslmode", "verify-full");
        assertThat(DatabaseAddress.parse("postgresql://c:p@localhost/r").options())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "mysql://clerk:s3cret@db.example/register",
                "postgresql://clerk:s3cret@db.example",
                "postgresql://clerk:s3cret@db.example/",
                "postgresql://clerk:s3cret@/register",
                "postgresql://:s3cret@db.example/register",
                "postgresql://clerk:s3cret@db.example:70000/register",
                "postgresql://clerk:s3cret@db.example:s3cret/register",
                "postgresql://clerk:s3cret?s3cret@db.example/register",
                "postgresql://clerk:%s3cret@db.example/register",
                "postgresql://clerk:s3cret@db.example/with space",
                "postgresql://clerk:s3cret@db.example/register?socketFactory=s3cret",
                "postgresql://clerk:s3cret@db.example/a_name_that_is_too_long_to_make_the_names_of_roles_from",
            })
    void refusesWhatItCannotUseWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .isNotBlank()
                .doesNotContain("s3cret");
    }

    @Test
    void prefersTheDatabaseThatIsNamed() {
        Path directory = Path.of("own");
        assertThat(DatabaseChoice.from(Map.of(), directory)).isEqualTo(new DatabaseChoice.Embedded(directory));
        assertThat(DatabaseChoice.from(Map.of("WAYLEAVE_DATABASE_URL", " "), directory))
                .isEqualTo(new DatabaseChoice.Embedded(directory));
        assertThat(DatabaseChoice.from(Map.of("WAYLEAVE_DATABASE_URL", "postgresql://c:p@localhost/r"), directory))
                .isEqualTo(new DatabaseChoice.External(new DatabaseAddress(
                        List.of(new DatabaseAddress.Server("localhost", 5432)), "r", "c", Optional.of("p"), Map.of())));
    }

    @Test
    void derivesADifferentPasswordForEachRoleAndKeyAndAlwaysTheSame() {
        RoleKey key = RoleKey.of(new byte[32]);
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(key.passwordOf("a_tenant"))
                .isEqualTo(RoleKey.of(new byte[32]).passwordOf("a_tenant"));
        assertThat(key.passwordOf("a_tenant"))
                .isNotEqualTo(key.passwordOf("b_tenant"))
                .isNotEqualTo(RoleKey.of(other).passwordOf("a_tenant"))
                .hasSize(43);
        assertThatThrownBy(() -> RoleKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
