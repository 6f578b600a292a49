package uk.wayleave.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChainTest {
    /** RFC 6962: the Merkle tree hash of one leaf without bytes, as in the test vectors of its implementations. */
    @Test
    void hashesALeafAsRfc6962Does() {
        assertThat(Chain.leaf(new byte[0]).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void beginsWhereItIsStatedTo() throws Exception {
        assertThat(Chain.genesis().count()).isZero();
        assertThat(Chain.genesis().hash().bytes())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest("wayleave ledger 1".getBytes(US_ASCII)));
    }

    @Test
    void linksExactlyTheDocumentedBytes() throws Exception {
        byte[] entry = "an entry".getBytes(US_ASCII);
        var bytes = new ByteArrayOutputStream();
        bytes.write(2);
        bytes.write(Chain.genesis().hash().bytes());
        bytes.write(Chain.leaf(entry).bytes());
        assertThat(bytes.size()).isEqualTo(65);
        Chain next = Chain.genesis().with(Chain.leaf(entry));
        assertThat(next.count()).isEqualTo(1);
        assertThat(next.hash().hex())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray())));
    }

    @Test
    void dependsOnTheOrderOfItsEntries() {
        var one = Chain.leaf(new byte[] {1});
        var two = Chain.leaf(new byte[] {2});
        assertThat(Chain.genesis().with(one).with(two))
                .isNotEqualTo(Chain.genesis().with(two).with(one));
    }

    @Test
    void readsAHashBackFromItsHexDigits() {
        Hash hash = Chain.genesis().hash();
        assertThat(Hash.ofHex(hash.hex())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThatThrownBy(() -> Hash.ofHex("00")).hasMessageContaining("32 bytes");
        hash.bytes()[0]++;
        assertThat(hash).isEqualTo(Chain.genesis().hash());
    }
}
