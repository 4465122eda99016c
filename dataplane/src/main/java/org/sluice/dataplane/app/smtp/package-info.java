/**
 * SMTP (RFC 5321) with the mail inside it (RFC 5322, MIME): a transaction is a mail, from the first command to its end.
 *
 * <p>Hot; the inspector's thread. {@link org.sluice.dataplane.app.smtp.SmtpParser} is the door, {@code SmtpDialogue}
 * follows commands and replies, {@code MimeReader} finds headers and attachments, {@code TransferDecoder} undoes their
 * coding.
 */
package org.sluice.dataplane.app.smtp;
