/**
 * How long a link of a body serves a topic. DESIGN §9, docs/decisions/0010-links-end-by-topic.md.
 *
 * @module
 */
import type { Instant } from './dates';

/** After its topic closed a link serves it so many days more. */
export const LINK_DAYS_AFTER_CLOSE = 30;
const DAY_MS = 86_400_000;

/** A topic closed after this moment, or open, is served at `asOf`. */
export const servedSince = (asOf: Instant): Instant => asOf - LINK_DAYS_AFTER_CLOSE * DAY_MS;

/** Whether what belongs to the topic can still be changed through a link. `closedAt` null: it is open. */
export const linkServes = (closedAt: Instant | null, asOf: Instant): boolean => closedAt === null || closedAt > servedSince(asOf);
