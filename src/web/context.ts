/**
 * What handlers find in their request: the run, and on a body's pages the body whose link this browser holds.
 *
 * @module
 */
import type { Context } from 'hono';
import type { BodyView } from '../services/duties/views';
import type { PlanFacts } from '../services/plans/load';
import type { RunView } from './options';

export interface Access {
  plan: PlanFacts;
  body: BodyView;
  linkId: string;
  /** Path of the body's pages, without a slash at its end. */
  home: string;
}

export interface RunEnv {
  Variables: { view: RunView };
}

export interface BodyEnv {
  Variables: { view: RunView; access: Access };
}

export type BodyContext = Context<BodyEnv>;

/** What a form of this page is for: signed into its key. */
export const purposeOf = (c: BodyContext, act: string) => {
  const { plan, body } = c.var.access;
  return [c.var.view.run, plan.id, body.id, act].join('\n');
};
