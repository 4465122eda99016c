package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;

/** Files that protocols carry. */
final class FileKeywords {
    private static final String FAMILY = "Files";
    private static final String NEEDS_MAGIC = "needs a database of file types";

    private FileKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(BufferKeywords.sticky(Buffer.FILE_DATA, FAMILY, "The file's content, decoded.").aka("file_data"));
        registry.add(BufferKeywords.sticky(Buffer.FILE_NAME, FAMILY, "The file's name.").aka("file_name"));
        registry.add(BufferKeywords.sticky(Buffer.FILE_MAGIC, FAMILY, "What kind of file it is, in words.")
                .aka("file_magic").unenforced(NEEDS_MAGIC));
        registry.add(Keyword.valued("filename", FAMILY, "Text in the file's name, in either case.",
                "filename:[!]\"text\"", "filename:\"invoice\";",
                (value, rule) -> text(value, Buffer.FILE_NAME, false, rule)));
        registry.add(Keyword.valued("fileext", FAMILY, "End of the file's name, in either case.", "fileext:[!]\"text\"",
                "fileext:\"exe\";", (value, rule) -> text(value, Buffer.FILE_NAME, true, rule)));
        registry.add(Keyword.valued("filemagic", FAMILY, "Text in the words for its kind.", "filemagic:[!]\"text\"",
                "filemagic:\"executable\";", (value, rule) -> text(value, Buffer.FILE_MAGIC, false, rule))
                .unenforced(NEEDS_MAGIC));
        registry.add(Keyword.valued("filesize", FAMILY, "Bytes of the file, when it is complete.",
                "filesize:[op]number",
                "filesize:>100kb;", (value, rule) -> rule.add(
                        new IntegerMatch(IntegerField.FILE_SIZE, IntegerGrammar.parse(value, Long.MAX_VALUE)))));
        registry.add(Keyword.valued("filestore", FAMILY, "Keeps the file.",
                "filestore[:request|response|both[,file|tx|flow]]", "filestore;", FileKeywords::filestore).optional());
        for (String digest : new String[] {"md5", "sha1", "sha256"}) {
            registry.add(Keyword.valued("file" + digest, FAMILY, "The file's " + digest + " is in a list.",
                    "file" + digest + ":[!]list", "file" + digest + ":known-bad.list;", (value, rule) -> { })
                    .unenforced("files are not hashed yet"));
        }
    }

    private static void text(Word value, Buffer buffer, boolean atEnd, RuleBuilder rule) {
        ContentDraft content = ContentKeywords.draft(value);
        content.nocase = true;
        content.endsWith = atEnd;
        rule.add(content, BufferName.of(buffer));
    }

    private static void filestore(Word value, RuleBuilder rule) {
        List<String> options = new ArrayList<>(2);
        for (Word word : value.isEmpty() ? List.<Word>of() : value.list(',')) {
            options.add(word.lower());
        }
        rule.add(new Effect.StoreFile(List.copyOf(options)));
    }
}
