/**
 * Names that mean this machine. A page for this machine alone must also be asked for by one of them: a foreign name can
 * be pointed here while a browser has its page open (DNS rebinding).
 *
 * @module
 */

/** Host names, with or without a port, that only this machine answers to. */
export const isLoopbackHost = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
