package org.sluice.rules.keyword;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Operand;

/** NFS versions 2 to 4, and the calls of ONC RPC (RFC 5531) that carry it and others. */
final class NfsKeywords {
    private static final long UINT32 = 0xffff_ffffL;
    private static final int VERSION_BITS = 32;
    private static final int RPC_VERSION = 2;
    private static final int WORD = 4;
    private static final Map<String, Long> VERSION_3 = IntegerGrammar.numbered("null 0 getattr 1 setattr 2 lookup 3"
            + " access 4 readlink 5 read 6 write 7 create 8 mkdir 9 symlink 10 mknod 11 remove 12 rmdir 13 rename 14"
            + " link 15 readdir 16 readdirplus 17 fsstat 18 fsinfo 19 pathconf 20 commit 21");
    private static final Map<String, Long> VERSION_4 = IntegerGrammar.numbered("access 3 close 4 commit 5 create 6"
            + " delegpurge 7 delegreturn 8 getattr 9 getfh 10 link 11 lock 12 lockt 13 locku 14 lookup 15 lookupp 16"
            + " nverify 17 open 18 openattr 19 open_confirm 20 open_downgrade 21 putfh 22 putpubfh 23 putrootfh 24"
            + " read 25 readdir 26 readlink 27 remove 28 rename 29 renew 30 restorefh 31 savefh 32 secinfo 33 setattr 34"
            + " setclientid 35 setclientid_confirm 36 verify 37 write 38 release_lockowner 39 illegal 10044");

    private NfsKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "NFS", AppProtocol.NFS)
                .special("nfs_procedure,nfs.procedure The procedure; of a range both ends are included.",
                        "nfs_procedure:[op]number|name", "nfs_procedure:1;", NfsKeywords::procedure)
                .special("nfs.version,nfs_version The version; of a range both ends are included.",
                        "nfs.version:[op]number", "nfs.version:3;", (value, rule) ->
                                rule.add(new IntegerMatch(IntegerField.NFS_VERSION, inclusive(value))));
        registry.add(Keyword.valued("rpc", "NFS", "A call of ONC RPC: program, version and procedure.",
                "rpc:program,version|*,procedure|*", "rpc:100003,3,*;", NfsKeywords::rpc));
    }

    private static void procedure(Word value, RuleBuilder rule) {
        Long third = VERSION_3.get(value.lower());
        Long fourth = VERSION_4.get(value.lower());
        if (third == null && fourth == null) {
            rule.add(new IntegerMatch(IntegerField.NFS_PROCEDURE, inclusive(value)));
            return;
        }
        List<IntegerTest> tests = new ArrayList<>();
        if (third != null) {
            tests.add(IntegerTest.equal(2L << VERSION_BITS | third));
            tests.add(IntegerTest.equal(3L << VERSION_BITS | third));
        }
        if (fourth != null) {
            tests.add(IntegerTest.equal(4L << VERSION_BITS | fourth));
        }
        rule.add(IntegerList.any(IntegerField.NFS_CALL, tests));
    }

    /** As other numbers, but of a range both ends are meant. */
    private static IntegerTest inclusive(Word word) {
        int diamond = word.text().indexOf("<>");
        int dash = word.isNumeric() ? word.text().indexOf('-') : -1;
        int at = Math.max(diamond, dash);
        if (at <= 0) {
            return IntegerGrammar.parse(word, UINT32);
        }
        return IntegerTest.inside(word.part(0, at).number("number", 0, UINT32),
                word.from(at + (diamond >= 0 ? 2 : 1)).number("number", 0, UINT32));
    }

    /** A call's first words lie at fixed places: over TCP behind the length of the record. */
    private static void rpc(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        Carrier carrier = rule.header().carrier();
        boolean tcp = carrier == Carrier.TCP || carrier == Carrier.TCP_PACKET || carrier == Carrier.TCP_STREAM;
        if (words.size() != 3 || !tcp && carrier != Carrier.UDP) {
            throw value.refuse(words.size() != 3 ? "program, version and procedure are needed"
                    : "where a call lies in a packet depends on the transport",
                    "write rpc:100003,3,*; in a rule of tcp or udp");
        }
        // Type 0 is a call; then the version of RPC itself.
        int call = tcp ? 2 * WORD : WORD;
        long program = words.get(0).number("program", 0, UINT32);
        ByteBuffer head = ByteBuffer.allocate(5 * WORD).putInt(0).putInt(RPC_VERSION).putInt((int) program);
        boolean anyVersion = words.get(1).is("*");
        if (!anyVersion) {
            head.putInt((int) words.get(1).number("version", 0, UINT32));
        }
        if (words.get(2).is("*")) {
            add(rule, value, head, call);
            return;
        }
        int procedure = (int) words.get(2).number("procedure", 0, UINT32);
        if (anyVersion) {
            add(rule, value, head, call);
            add(rule, value, ByteBuffer.allocate(WORD).putInt(procedure), call + 4 * WORD);
        } else {
            add(rule, value, head.putInt(procedure), call);
        }
    }

    private static void add(RuleBuilder rule, Word value, ByteBuffer bytes, int offset) {
        byte[] wanted = new byte[bytes.position()];
        bytes.get(0, wanted);
        ContentDraft content = new ContentDraft(value, wanted, false);
        content.offset = Operand.of(offset);
        content.depth = Operand.of(wanted.length);
        rule.add(content, BufferName.of(Buffer.PAYLOAD));
    }
}
