package org.wirewarrant.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a bundle: Ed25519 (RFC 8032) over the bytes of its manifest, which names the digest of every other file. Keys are PEM
 * files (RFC 8410), as {@code openssl genpkey -algorithm ed25519} makes them.
 */
public final class BundleSignature {
    /** Name of the file: 64 bytes, as RFC 8032 has them. */
    static final String FILE = Manifest.FILE + ".sig";

    private static final String ALGORITHM = "Ed25519";
    private static final int LONGEST_KEY_FILE = 1 << 16;

    private BundleSignature() {}

    /** Signs. */
    public static final class Signer {
        private final PrivateKey key;

        private Signer(PrivateKey key) {
            this.key = key;
        }

        byte[] sign(byte[] manifest) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(manifest);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform signs with Ed25519", e);
            }
        }
    }

    /**
     * Reads a private key.
     *
     * @param file unencrypted PKCS #8 in PEM
     * @throws BundleException if it cannot be read or holds no such key
     */
    public static Signer signer(Path file) throws BundleException {
        byte[] der = der(file, "PRIVATE KEY");
        try {
            return new Signer(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw wrong(file, "private");
        }
    }

    /**
     * Whether a manifest was signed by the owner of a key.
     *
     * @param file public key, SubjectPublicKeyInfo in PEM
     * @throws BundleException if the key cannot be read or is none of Ed25519
     */
    static boolean fits(byte[] manifest, byte[] signed, Path file) throws BundleException {
        PublicKey key;
        try {
            key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(file, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw wrong(file, "public");
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(manifest);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] der(Path file, String label) throws BundleException {
        String kind = label.startsWith("PUBLIC") ? "public" : "private";
        try {
            if (Files.size(file) > LONGEST_KEY_FILE) {
                throw wrong(file, kind);
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Matcher block = Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
                    .matcher(text);
            if (!block.find()) {
                throw wrong(file, kind);
            }
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IOException e) {
            throw new BundleException(file.toString(), "the key cannot be read", "check the path and its permissions");
        } catch (IllegalArgumentException e) {
            throw wrong(file, kind);
        }
    }

    private static BundleException wrong(Path file, String kind) {
        return new BundleException(
                file.toString(),
                "is no Ed25519 " + kind + " key in PEM",
                kind.equals("private")
                        ? "make one: openssl genpkey -algorithm ed25519 -out key.pem"
                        : "take it from the private key: openssl pkey -in key.pem -pubout -out pub.pem");
    }
}
