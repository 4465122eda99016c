package org.sluice.dataplane.contract;

import java.nio.file.Path;

/**
 * What the control plane may ask of the data plane. Called on the thread that polls {@link CommandReceiver}, the
 * conductor's. Each command is answered by a notice with its correlation id or by a counter.
 */
public interface CommandListener {
    /**
     * Take this image into force: every worker adopts it between two bursts and sets
     * {@link CounterName#DETECT_GENERATION}; or refuse it with {@link NoticeCode#IMAGE_REFUSED} and
     * {@link CounterName#DETECT_REFUSED_GENERATION}, and keep the old one.
     *
     * @param correlationId of the command
     * @param generation    number of the image, above all before
     * @param image         file to map
     */
    void onLoadImage(long correlationId, long generation, Path image);

    /**
     * Run this image beside the active one: its verdicts are recorded, none is acted on.
     *
     * @param correlationId of the command
     * @param generation    number of the image
     * @param image         file to map
     */
    void onShadowImage(long correlationId, long generation, Path image);

    /**
     * End the shadow.
     *
     * @param correlationId of the command
     */
    void onClearShadow(long correlationId);

    /**
     * Take a wire's links up or down.
     *
     * @param correlationId of the command
     * @param wire          index of the wire
     * @param up            whether frames shall pass
     */
    void onSetLink(long correlationId, int wire, boolean up);

    /**
     * Stop in order: what was received is forwarded, flows are reported, ports close.
     *
     * @param correlationId of the command
     * @param reason        for the notice
     */
    void onStop(long correlationId, String reason);
}
