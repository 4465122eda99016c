package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.model.DatasetMatch;
import org.sluice.rules.model.IntegerTest;

/** Sets that whole buffers are looked up in. */
final class DatasetKeywords {
    private static final String FAMILY = "Datasets";

    private DatasetKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("dataset", FAMILY, "Looks the buffer up in a set, or puts it in.",
                "dataset:isset|isnotset|set|unset,name[,type string|md5|sha256|ipv4|ip][,load file][,save file]"
                        + "[,state file][,memcap n][,hashsize n][,format csv|json|ndjson]"
                        + "[,value_key key][,array_key key]"
                        + "[,context_key key][,remove_key]",
                "dataset:isset,bad-domains,type string,load bad-domains.lst;", DatasetKeywords::dataset));
        registry.add(Keyword.valued("datarep", FAMILY, "Asks for the buffer's score in a set.",
                "datarep:name,op,score[,type name][,load file][,memcap n][,hashsize n]",
                "datarep:domain-scores,>,200,load scores.rep,type string;", DatasetKeywords::datarep));
    }

    /** The options that both keywords share. */
    private static final class Options {
        private DatasetMatch.Type type = DatasetMatch.Type.STRING;
        private String load = "";
        private String save = "";
        private long memcap;
        private int hashSize;
        private DatasetMatch.Format format = DatasetMatch.Format.CSV;
        private final List<String> keys = new ArrayList<>(0);

        void take(Word word) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "type" -> type = type(pair[1]);
                case "load" -> load = file(pair[1]);
                case "save" -> save = file(pair[1]);
                case "state" -> {
                    load = file(pair[1]);
                    save = load;
                }
                case "memcap" -> memcap = IntegerGrammar.parse(pair[1], Long.MAX_VALUE).first();
                case "hashsize" -> hashSize = (int) pair[1].number("hashsize", 1, Integer.MAX_VALUE);
                case "format" -> format = format(pair[1]);
                case "value_key", "array_key", "context_key" -> keys.add(pair[0].lower() + ' ' + pair[1].text());
                case "remove_key" -> keys.add("remove_key");
                default -> throw word.notOneOf("option", "type, load, save, state, memcap, hashsize, format, value_key,"
                        + " array_key, context_key, remove_key");
            }
        }

        private static String file(Word word) {
            if (word.isEmpty()) {
                throw word.refuse("the file's name is missing", "");
            }
            return word.unquoted().text();
        }

        private static DatasetMatch.Type type(Word word) {
            return switch (word.lower()) {
                case "string" -> DatasetMatch.Type.STRING;
                case "md5" -> DatasetMatch.Type.MD5;
                case "sha256" -> DatasetMatch.Type.SHA256;
                case "ipv4" -> DatasetMatch.Type.IPV4;
                case "ip" -> DatasetMatch.Type.IP;
                default -> throw word.notOneOf("type", "string, md5, sha256, ipv4, ip");
            };
        }

        private static DatasetMatch.Format format(Word word) {
            return switch (word.lower()) {
                case "csv" -> DatasetMatch.Format.CSV;
                case "json" -> DatasetMatch.Format.JSON;
                case "ndjson", "jsonline" -> DatasetMatch.Format.NDJSON;
                default -> throw word.notOneOf("format", "csv, json, ndjson");
            };
        }

        DatasetMatch match(DatasetMatch.Operation operation, String name, IntegerTest score) {
            return new DatasetMatch(operation, name, type, load, save, memcap, hashSize, format, String.join(",", keys),
                    score);
        }
    }

    private static void dataset(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        DatasetMatch.Operation operation = switch (words.getFirst().lower()) {
            case "isset" -> DatasetMatch.Operation.IS_SET;
            case "isnotset" -> DatasetMatch.Operation.IS_NOT_SET;
            case "set" -> DatasetMatch.Operation.SET;
            case "unset" -> DatasetMatch.Operation.UNSET;
            default -> throw words.getFirst().notOneOf("operation", "isset, isnotset, set, unset");
        };
        if (words.size() < 2 || words.get(1).isEmpty()) {
            throw value.refuse("the set's name is missing", "write dataset:isset,name,type string,load file;");
        }
        add(value, words, 2, operation, words.get(1).text(), null, rule);
    }

    private static void datarep(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() < 3) {
            throw value.refuse("a name, an operator and a score are needed", "write datarep:name,>,200,type string;");
        }
        String operator = words.get(1).text();
        if (!List.of("<", ">", "=", "==", ">=", "<=", "!=").contains(operator)) {
            throw words.get(1).notOneOf("operator", "< > = >= <= !=");
        }
        Word test = new Word((operator.equals("==") ? "=" : operator) + words.get(2).text(), words.get(1).offset());
        add(value, words, 3, DatasetMatch.Operation.REPUTATION, words.getFirst().text(),
                IntegerGrammar.parse(test, 65535),
                rule);
    }

    private static void add(
            Word value, List<Word> words, int from, DatasetMatch.Operation operation, String name, IntegerTest score,
            RuleBuilder rule) {
        if (!rule.isSticky()) {
            throw value.conflict("a set needs a buffer before it", "write dns.query; dataset:...;");
        }
        Options options = new Options();
        words.subList(from, words.size()).forEach(options::take);
        rule.section(false).add(options.match(operation, name, score));
    }
}
