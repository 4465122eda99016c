package org.sluice.rules.keyword;

import org.sluice.rules.image.Buffer;

/** Parts of HTTP messages. */
final class HttpKeywords {
    private static final String FAMILY = "HTTP";

    private HttpKeywords() {}

    static void addTo(KeywordRegistry registry) {
        sticky(registry, Buffer.HTTP_URI, "The request's URI, normalised.");
        sticky(registry, Buffer.HTTP_URI_RAW, "The request's URI as sent.");
        sticky(registry, Buffer.HTTP_METHOD, "The request's method.");
        sticky(registry, Buffer.HTTP_PROTOCOL, "The version, as HTTP/1.1.", "http_protocol");
        sticky(registry, Buffer.HTTP_REQUEST_LINE, "The whole request line.", "http_request_line");
        sticky(registry, Buffer.HTTP_RESPONSE_LINE, "The whole response line.", "http_response_line");
        sticky(registry, Buffer.HTTP_HOST, "The host asked for, lower case, without port.");
        sticky(registry, Buffer.HTTP_HOST_RAW, "The host asked for, as sent.");
        sticky(registry, Buffer.HTTP_USER_AGENT, "The User-Agent header's value.");
        sticky(registry, Buffer.HTTP_HEADER, "All headers, normalised, cookies left out.");
        sticky(registry, Buffer.HTTP_HEADER_RAW, "All headers as sent.");
        sticky(registry, Buffer.HTTP_HEADER_NAMES, "The names of all headers, in order.", "http_header_names");
        sticky(registry, Buffer.HTTP_REQUEST_HEADER, "One request header: name, colon, blank, value.");
        sticky(registry, Buffer.HTTP_RESPONSE_HEADER, "One response header: name, colon, blank, value.");
        sticky(registry, Buffer.HTTP_COOKIE, "The Cookie or Set-Cookie header's value.");
        sticky(registry, Buffer.HTTP_CONTENT_TYPE, "The Content-Type header's value.", "http_content_type");
        sticky(registry, Buffer.HTTP_CONTENT_LEN, "The Content-Length header's value.", "http_content_len");
        sticky(registry, Buffer.HTTP_ACCEPT, "The Accept header's value.", "http_accept");
        sticky(registry, Buffer.HTTP_ACCEPT_ENC, "The Accept-Encoding header's value.", "http_accept_enc");
        sticky(registry, Buffer.HTTP_ACCEPT_LANG, "The Accept-Language header's value.", "http_accept_lang");
        sticky(registry, Buffer.HTTP_CONNECTION, "The Connection header's value.", "http_connection");
        sticky(registry, Buffer.HTTP_REFERER, "The Referer header's value.", "http_referer");
        sticky(registry, Buffer.HTTP_START, "First line and headers as sent.", "http_start");
        sticky(registry, Buffer.HTTP_LOCATION, "The Location header's value.");
        sticky(registry, Buffer.HTTP_SERVER, "The Server header's value.");
        sticky(registry, Buffer.HTTP_STAT_CODE, "The response's status code.");
        sticky(registry, Buffer.HTTP_STAT_MSG, "The text after the status code.");
        sticky(registry, Buffer.HTTP_REQUEST_BODY, "The request's body.");
        sticky(registry, Buffer.HTTP_RESPONSE_BODY, "The response's body, decoded.");
        modifier(registry, "http_uri", Buffer.HTTP_URI);
        modifier(registry, "http_raw_uri", Buffer.HTTP_URI_RAW);
        modifier(registry, "http_method", Buffer.HTTP_METHOD);
        modifier(registry, "http_host", Buffer.HTTP_HOST);
        modifier(registry, "http_raw_host", Buffer.HTTP_HOST_RAW);
        modifier(registry, "http_user_agent", Buffer.HTTP_USER_AGENT);
        modifier(registry, "http_header", Buffer.HTTP_HEADER);
        modifier(registry, "http_raw_header", Buffer.HTTP_HEADER_RAW);
        modifier(registry, "http_cookie", Buffer.HTTP_COOKIE);
        modifier(registry, "http_client_body", Buffer.HTTP_REQUEST_BODY);
        modifier(registry, "http_server_body", Buffer.HTTP_RESPONSE_BODY);
        modifier(registry, "http_stat_code", Buffer.HTTP_STAT_CODE);
        modifier(registry, "http_stat_msg", Buffer.HTTP_STAT_MSG);
    }

    private static void sticky(KeywordRegistry registry, Buffer buffer, String summary, String... aliases) {
        registry.add(BufferKeywords.sticky(buffer, FAMILY, summary).aka(aliases));
    }

    private static void modifier(KeywordRegistry registry, String name, Buffer buffer) {
        registry.add(Keyword.bare(name, FAMILY, "Looks for the content before it in " + buffer.ruleName()
                + " (older spelling).", (value, rule) -> rule.moveLastContent(BufferName.of(buffer), value)));
    }
}
