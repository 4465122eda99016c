package org.sluice.dataplane.app.http2;

import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** What a flow does with the frames that a reader cuts; false means that it cannot be followed any more. */
interface FrameActions {
    /** A frame's header came: is it possible here? */
    boolean header(AppSession session, Packet packet, int direction, int type, int length, int streamId);

    /** The stream that DATA belongs to, or null. */
    Http2Transaction data(AppSession session, Packet packet, int direction, int streamId);

    /** A frame that is no DATA is whole. */
    boolean frame(AppSession session, Packet packet, int direction, int type, int flags, int streamId,
            ByteView payload);

    /** Something happened that belongs to no stream. */
    void alone(AppSession session, Packet packet, int direction, AppEvent event);
}
