"""The forms an attack can take in HTTP: requests to a server, and its answers."""
import gzip
import zlib

FORMS = []


class HttpForm:
    """`message` makes the bytes of a message from the text; `kind` is "request" or "response"."""

    def __init__(self, kind, name, rule, message, size):
        self.kind, self.name, self.rule, self.message, self.size = kind, name, rule, message, size


def form(kind, name, rule, message, size=1400):
    FORMS.append(HttpForm(kind, name, rule, message, size))


def request(target, method=b"GET", version=b" HTTP/1.1", headers=b"Host: a\r\n", body=b"", end=b"\r\n"):
    return method + b" " + target + version + end + headers.replace(b"\r\n", end) + end + body


# ---- the path: the text is /etc/passwd or a harmless one; the rule looks at http.uri

def percent(data, every=True, upper=False):
    out = b""
    for byte in data:
        code = b"%%%02X" % byte if upper else b"%%%02x" % byte
        out += code if every and byte != ord("/") else bytes([byte])
    return out


def target(name, make, **changes):
    form("request", name, "uri", lambda t: request(b"/view" + make(t), **changes))


target("plain", lambda t: t)
target("percent-encoded", percent)
target("percent-encoded, upper-case digits", lambda t: percent(t, upper=True))
target("percent-encoded separators", lambda t: t.replace(b"/", b"%2f"))
target("encoded twice", lambda t: t.replace(b"w", b"%2577").replace(b"d", b"%2564"))
target("encoded twice, digits encoded", lambda t: t.replace(b"d", b"%%36%34"))
target("%u-encoded", lambda t: t.replace(b"t", b"%u0074"))
target("%u-encoded, full width", lambda t: t.replace(b"t", b"%uff54"))
target("UTF-8, overlong in 2 bytes", lambda t: t.replace(b"/", b"%c0%af"))
target("UTF-8, overlong in 3 bytes", lambda t: t.replace(b"/", b"%e0%80%af"))
target("UTF-8, overlong, letters", lambda t: t.replace(b"d", b"%c1%a4"))
target("UTF-8, full width", lambda t: t.replace(b"d", b"%ef%bd%84"))
target("dot segments", lambda t: t.replace(b"/", b"/./"))
target("parent segments", lambda t: t.replace(b"/", b"/x/../"))
target("encoded parent segments", lambda t: t.replace(b"/", b"/x/%2e%2e/"))
target("repeated separators", lambda t: t.replace(b"/", b"///"))
target("backslashes", lambda t: t.replace(b"/", b"\\"))
target("encoded backslashes", lambda t: t.replace(b"/", b"%5c"))
target("method in mixed case", lambda t: t, method=b"gEt")
target("unknown method", lambda t: t, method=b"FROBNICATE")
target("ends of line without CR", lambda t: t, end=b"\n")
target("two spaces before the target", lambda t: t, method=b"GET ")
target("tab before the target", lambda t: t, method=b"GET\t")
target("two spaces before the version", lambda t: t, version=b"  HTTP/1.1")
target("a version of its own", lambda t: t, version=b" HTTP/1.9")
target("version in lower case", lambda t: t, version=b" http/1.1")
target("version 1.0 without Host", lambda t: t, version=b" HTTP/1.0", headers=b"")
target("no version (0.9)", lambda t: t, version=b"", headers=b"")
target("in the query", lambda t: b"?file=" + t)
target("in the query, percent-encoded", lambda t: b"?file=" + percent(t))
target("behind a fragment mark", lambda t: b"#" + t)
target("behind an encoded NUL", lambda t: b"%00" + t)
target("a header in between of 6,000 bytes", lambda t: t, headers=b"X-Long: " + b"y" * 6000 + b"\r\nHost: a\r\n")
target("a NUL in a header", lambda t: t, headers=b"Host: a\0b\r\n")
target("a header without colon", lambda t: t, headers=b"Host a\r\nHost: a\r\n")
target("a folded first header", lambda t: t, headers=b" folded\r\nHost: a\r\n")
form("request", "absolute target", "uri", lambda t: request(b"http://a" + t))
form("request", "absolute target, scheme in mixed case", "uri", lambda t: request(b"hTtP://a:80" + t))
form("request", "absolute target with credentials", "uri", lambda t: request(b"http://me:secret@a" + t))
form("request", "behind empty lines", "uri", lambda t: b"\r\n\r\n\n" + request(t))
form("request", "second in a pipeline", "uri", lambda t: request(b"/first") + request(t))
form("request", "second, behind a body", "uri",
     lambda t: request(b"/first", b"POST", headers=b"Host: a\r\nContent-Length: 5\r\n", body=b"hello") + request(t))
form("request", "second, behind chunks", "uri",
     lambda t: request(b"/first", b"POST", headers=b"Host: a\r\nTransfer-Encoding: chunked\r\n",
                       body=b"5\r\nhello\r\n0\r\n\r\n") + request(t))
form("request", "smuggled: length says body, chunks say request", "uri",
     lambda t: request(b"/first", b"POST", headers=b"Host: a\r\nContent-Length: 200\r\nTransfer-Encoding: chunked\r\n",
                       body=b"0\r\n\r\n") + request(t))
form("request", "the target in 1-byte segments", "uri", lambda t: request(b"/view" + percent(t)), size=1)
form("request", "encoded, cut in the middle of codes", "uri", lambda t: request(b"/view" + percent(t)), size=7)


# ---- headers: the text is a word; the rule looks at the header's value

def field(name, make, rule="header"):
    form("request", name, rule, lambda t: request(b"/", headers=b"Host: a\r\n" + make(t)))


field("header, plain", lambda t: b"X-Data: " + t + b"\r\n")
field("header, name in mixed case", lambda t: b"uSeR-aGeNt: " + t + b"\r\n", "agent")
field("header, space before the colon", lambda t: b"User-Agent : " + t + b"\r\n", "agent")
field("header, folded before the value", lambda t: b"User-Agent:\r\n " + t + b"\r\n", "agent")
field("header, folded with a tab", lambda t: b"User-Agent:\r\n\t" + t + b"\r\n", "agent")
field("header, folded twice", lambda t: b"User-Agent:\r\n \r\n " + t + b"\r\n", "agent")
field("header, the second of two", lambda t: b"User-Agent: a\r\nUser-Agent: " + t + b"\r\n", "agent")
field("header, the first of two", lambda t: b"User-Agent: " + t + b"\r\nUser-Agent: a\r\n", "agent")
field("cookie, the second of two", lambda t: b"Cookie: a=b\r\nCookie: c=" + t + b"\r\n", "cookie")
field("header, no space behind the colon", lambda t: b"User-Agent:" + t + b"\r\n", "agent")
field("header, end of line without CR", lambda t: b"User-Agent: " + t + b"\n", "agent")
field("header, behind 100 others", lambda t: b"".join(b"X-%d: y\r\n" % i for i in range(100)) + b"User-Agent: " + t + b"\r\n",
      "agent")


# ---- bodies of requests

def chunks(data, size=1000, line=lambda n: b"%x" % n, end=b"0\r\n\r\n", newline=b"\r\n"):
    out = b""
    for at in range(0, len(data), size):
        piece = data[at:at + size]
        out += line(len(piece)) + newline + piece + newline
    return out + end


def body(name, make, header=b"Transfer-Encoding: chunked\r\n", size=1400):
    form("request", "body, " + name, "body",
         lambda t: request(b"/form", b"POST", headers=b"Host: a\r\n" + header, body=make(b"field=" + t + b"&rest=1")), size)


body("1-byte chunks", lambda d: chunks(d, 1))
body("3-byte chunks", lambda d: chunks(d, 3))
body("chunks with extensions", lambda d: chunks(d, 2, lambda n: b"%x;name=\"va;lue\"" % n))
body("chunk sizes with zeros before them", lambda d: chunks(d, 2, lambda n: b"0000000%x" % n))
body("chunk sizes in upper case", lambda d: chunks(d + b"x" * 11, 0xB, lambda n: b"%X" % n))
body("chunk sizes with spaces", lambda d: chunks(d, 2, lambda n: b"%x  " % n))
body("chunk sizes with a tab before", lambda d: chunks(d, 2, lambda n: b"\t%x" % n))
body("chunk lines without CR", lambda d: chunks(d, 2, newline=b"\n", end=b"0\n\n"))
body("chunks with a trailer", lambda d: chunks(d, 3, end=b"0\r\nX-Trailer: 1\r\n\r\n"))
body("no last chunk", lambda d: chunks(d, 3, end=b""))
body("chunked in mixed case", lambda d: chunks(d, 2), b"tRaNsFeR-eNcOdInG: ChUnKeD\r\n")
body("chunked behind another coding", lambda d: chunks(d, 2), b"Transfer-Encoding: identity, chunked\r\n")
body("chunked, folded", lambda d: chunks(d, 2), b"Transfer-Encoding:\r\n chunked\r\n")
body("chunked, twice", lambda d: chunks(d, 2), b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")
body("chunked, space before the colon", lambda d: chunks(d, 2), b"Transfer-Encoding : chunked\r\n")
body("chunked, and a length", lambda d: chunks(d, 2), b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n")
body("chunks in 1-byte segments", lambda d: chunks(d, 2), size=1)
body("a length, twice", lambda d: d, b"Content-Length: 25\r\nContent-Length: 25\r\n")
body("a length with a sign", lambda d: d, b"Content-Length: +25\r\n")
body("a length in 3-byte segments", lambda d: d, b"Content-Length: 25\r\n", size=3)


# ---- bodies of answers: the server sends them, and the client is protected

def answer(headers, data, version=b"HTTP/1.1 200 OK"):
    return version + b"\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + data


def page(text):
    return b"<html><body>" + b"<p>filler</p>" * 20 + text + b"</body></html>"


def deflated(data, window=15):
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(data) + packer.flush()


def coded(name, pack, coding, more=b"", frame=lambda d: d):
    def message(text):
        data = frame(pack(page(text)))
        length = b"" if b"hunked" in more else b"Content-Length: %d\r\n" % len(data)
        return answer(coding + more + length, data)
    form("response", name, "answer", message)


GZIP, CHUNKED = b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n"
coded("answer, plain", lambda d: d, b"")
coded("answer, gzip", gzip.compress, GZIP)
coded("answer, x-gzip", gzip.compress, b"Content-Encoding: x-gzip\r\n")
coded("answer, gzip in mixed case", gzip.compress, b"cOnTeNt-EnCoDiNg: GzIp\r\n")
coded("answer, deflate", deflated, b"Content-Encoding: deflate\r\n")
coded("answer, deflate without zlib header", lambda d: deflated(d, -15), b"Content-Encoding: deflate\r\n")
coded("answer, gzip called deflate", gzip.compress, b"Content-Encoding: deflate\r\n")
coded("answer, deflate called gzip", deflated, GZIP)
coded("answer, gzip twice", lambda d: gzip.compress(gzip.compress(d)), b"Content-Encoding: gzip, gzip\r\n")
coded("answer, gzip in deflate", lambda d: deflated(gzip.compress(d)), b"Content-Encoding: gzip, deflate\r\n")
coded("answer, gzip in two headers", lambda d: gzip.compress(gzip.compress(d)), GZIP + GZIP)
coded("answer, gzip, folded", gzip.compress, b"Content-Encoding:\r\n gzip\r\n")
coded("answer, gzip, space before the colon", gzip.compress, b"Content-Encoding : gzip\r\n")
coded("answer, gzip behind identity", gzip.compress, b"Content-Encoding: identity, gzip\r\n")
coded("answer, gzip with name and comment", lambda d: b"\x1f\x8b\x08\x18" + gzip.compress(d)[4:10] + b"name\0comment\0"
      + gzip.compress(d)[10:], GZIP)
coded("answer, two gzip members", lambda d: gzip.compress(d[:100]) + gzip.compress(d[100:]), GZIP)
coded("answer, gzip with a wrong check sum", lambda d: gzip.compress(d)[:-8] + b"\0" * 8, GZIP)
coded("answer, gzip without its end", lambda d: gzip.compress(d)[:-8], GZIP)
coded("answer, gzip, stored blocks", lambda d: gzip.compress(d, 0), GZIP)
coded("answer, said to be gzip but plain", lambda d: d, GZIP)
coded("answer, 1-byte chunks", lambda d: d, b"", CHUNKED, lambda d: chunks(d, 1))
coded("answer, gzip in 1-byte chunks", gzip.compress, GZIP, CHUNKED, lambda d: chunks(d, 1))
coded("answer, gzip in chunks with extensions", gzip.compress, GZIP, CHUNKED, lambda d: chunks(d, 5, lambda n: b"%x;a=b" % n))
coded("answer, deflate in chunks, odd digits", deflated, b"Content-Encoding: deflate\r\n", CHUNKED,
      lambda d: chunks(d, 11, lambda n: b"0%X" % n))
form("response", "answer, gzip until the end", "answer", lambda t: answer(GZIP, gzip.compress(page(t)), b"HTTP/1.0 200 OK"))
form("response", "answer, behind 100 Continue", "answer",
     lambda t: b"HTTP/1.1 100 Continue\r\n\r\n" + answer(b"", page(t)))
form("response", "answer, ends of line without CR", "answer",
     lambda t: answer(b"", page(t)).replace(b"\r\n", b"\n"))
form("response", "answer, status line without reason", "answer", lambda t: answer(b"", page(t), b"HTTP/1.1 200"))
form("response", "answer, status line in lower case", "answer", lambda t: answer(b"", page(t), b"http/1.1 200 ok"))
