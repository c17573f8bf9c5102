/**
 * The Temporal library's own settings, once a process: quiet, and deaf to signals. Left alone it stops every worker at
 * Ctrl-C by itself, and whoever waits for a workflow's answer then waits for ever.
 *
 * @module
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Before the first worker or connection of the process. */
export function installRuntime(logLevel = 'info'): void {
  const level = logLevel === 'debug' || logLevel === 'trace' ? 'DEBUG' : 'ERROR';
  Runtime.install({ logger: new DefaultLogger(level), shutdownSignals: [] });
}
