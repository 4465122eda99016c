/**
 * The control plane's life: attaching to a data plane and to its successors, drain and export, the way of a rule set
 * from its files into force, supervision of a data plane that this process started.
 *
 * <pre>
 *   thread           agents
 *   sluice-drain     AttachAgent, DrainAgent, retention          writes the journal
 *   sluice-export    EveExporter, stats
 *   sluice-rules     reloads, one at a time; watches files       RuleSetLifecycle
 *   (virtual)        control socket, metrics
 * </pre>
 *
 * <p>All cold. What another thread needs of the mapped files it gets through {@link Attachment}, which keeps them
 * mapped meanwhile. Neighbours: {@code journal}, {@code export}, {@code metrics}, {@code api} to the left; {@code cli}
 * to the right, which fills the {@link ControlContext}.
 */
package org.sluice.control.lifecycle;
