package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.DatasetMatch;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Match;

/** Files that protocols carry. */
final class FileKeywords {
    private static final String FAMILY = "Files";
    private FileKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(BufferKeywords.sticky(Buffer.FILE_DATA, FAMILY, "The file's content, decoded.").aka("file_data"));
        registry.add(BufferKeywords.sticky(Buffer.FILE_NAME, FAMILY, "The file's name.").aka("file_name"));
        registry.add(BufferKeywords.sticky(Buffer.FILE_MAGIC, FAMILY, "What kind of file it is, in libmagic's words, "
                + "by its first 4096 bytes.").aka("file_magic"));
        registry.add(Keyword.valued("filename", FAMILY, "Text in the file's name, in either case.",
                "filename:[!]\"text\"", "filename:\"invoice\";",
                (value, rule) -> text(value, Buffer.FILE_NAME, false, rule)));
        registry.add(Keyword.valued("fileext", FAMILY, "What follows the last dot of the file's name, in either case.",
                "fileext:[!]\"text\"",
                "fileext:\"exe\";", (value, rule) -> text(value, Buffer.FILE_NAME, true, rule)));
        registry.add(Keyword.valued("filemagic", FAMILY, "Text in the words for its kind.", "filemagic:[!]\"text\"",
                "filemagic:\"executable\";", (value, rule) -> text(value, Buffer.FILE_MAGIC, false, rule)));
        registry.add(Keyword.valued("filesize", FAMILY, "Bytes of the file, when it has ended.",
                "filesize:[op]number",
                "filesize:>100kb;", (value, rule) -> rule.lookOnce(BufferName.of(Buffer.FILE_SIZE))
                        .add(new Match.FileSize(IntegerGrammar.parse(value, Long.MAX_VALUE)))));
        registry.add(Keyword.valued("filestore", FAMILY,
                "There is a file; keeps those of the transaction, when outputs.file-store is on. Direction and scope "
                        + "narrow nothing.",
                "filestore[:request|response|both[,file|tx|flow]]", "filestore;", FileKeywords::filestore).optional());
        digest(registry, "filemd5", "MD5", Buffer.FILE_MD5, DatasetMatch.Type.MD5);
        digest(registry, "filesha1", "SHA-1", Buffer.FILE_SHA1, DatasetMatch.Type.SHA1);
        digest(registry, "filesha256", "SHA-256", Buffer.FILE_SHA256, DatasetMatch.Type.SHA256);
    }

    private static void digest(
            KeywordRegistry registry, String name, String algorithm, Buffer buffer, DatasetMatch.Type type) {
        registry.add(Keyword.valued(name, FAMILY,
                "The whole file's " + algorithm + " is in a list: a file beside the rules, a digest a line.",
                name + ":[!]list", name + ":known-bad.list;", (value, rule) -> {
                    boolean negated = value.startsWith("!");
                    String list = (negated ? value.from(1) : value).unquoted().text();
                    if (list.isEmpty()) {
                        throw value.refuse("the list's name is missing", "write " + name + ":known-bad.list;");
                    }
                    rule.lookOnce(BufferName.of(buffer)).add(new DatasetMatch(
                            negated ? DatasetMatch.Operation.IS_NOT_SET : DatasetMatch.Operation.IS_SET,
                            name + ' ' + list, type, list, "", 0, 0, DatasetMatch.Format.DIGESTS, "", null));
                }));
    }

    private static void text(Word value, Buffer buffer, boolean atEnd, RuleBuilder rule) {
        ContentDraft content = ContentKeywords.draft(value);
        content.nocase = true;
        content.endsWith = atEnd;
        if (atEnd) {
            byte[] extension = new byte[content.bytes.length + 1];
            extension[0] = '.';
            System.arraycopy(content.bytes, 0, extension, 1, content.bytes.length);
            content.bytes = extension;
        }
        rule.add(content, BufferName.of(buffer));
    }

    private static void filestore(Word value, RuleBuilder rule) {
        List<String> options = new ArrayList<>(2);
        for (Word word : value.isEmpty() ? List.<Word>of() : value.list(',')) {
            options.add(word.lower());
        }
        rule.lookOnce(BufferName.of(Buffer.FILE_DATA)).add(new Match.Exists());
        rule.add(new Effect.StoreFile(List.copyOf(options)));
    }
}
