package org.sluice.rules.model;

/**
 * Looks the whole buffer up in a named set ({@code dataset}), or its score in one ({@code datarep}).
 *
 * @param operation what is asked or done
 * @param name the set
 * @param type what its elements are
 * @param load file it is filled from, or ""
 * @param save file it is kept in, or ""
 * @param memcapBytes most memory, 0 for the default
 * @param hashSize number of buckets, 0 for the default
 * @param format how the file is written
 * @param options of a JSON format: {@code context_key}, {@code value_key}, {@code array_key}..., as written
 * @param score for REPUTATION: what the score must be; else null
 */
public record DatasetMatch(
        Operation operation, String name, Type type, String load, String save, long memcapBytes, int hashSize,
        Format format, String options, IntegerTest score) implements Match {

    /** What is asked or done. */
    public enum Operation {
        /** The buffer is in the set. */
        IS_SET,
        /** The buffer is not in the set. */
        IS_NOT_SET,
        /** It is put in; matches when it was new. */
        SET,
        /** It is taken out. */
        UNSET,
        /** {@code datarep}: its score. */
        REPUTATION
    }

    /** What the set holds. */
    public enum Type {
        /** Any bytes, base64 in files. */
        STRING,
        /** 16 bytes. */
        MD5,
        /** 32 bytes. */
        SHA256,
        /** 20 bytes. */
        SHA1,
        /** IPv4 addresses. */
        IPV4,
        /** IPv4 and IPv6 addresses. */
        IP
    }

    /** How a set's file is written. */
    public enum Format {
        /** One element a line. */
        CSV,
        /** A JSON document. */
        JSON,
        /** One JSON document a line. */
        NDJSON,
        /** A digest at the beginning of each line, as {@code sha256sum} writes it; what follows it is not read. */
        DIGESTS
    }
}
