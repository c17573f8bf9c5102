/**
 * Property tests draw the same values in every run, so that what passes here passes there; `npm run soak` draws others, many
 * times over. A failure prints its seed: `DRAWS_SEED=… npx jest FILE` draws it again. `DRAWS_SEED=random` draws anew.
 */
import fc from 'fast-check';

const FIXED = 20_230_316;

const asked = process.env['DRAWS_SEED'] ?? String(FIXED);
if (asked !== 'random' && !/^-?\d+$/.test(asked)) throw new Error(`DRAWS_SEED is "random" or a whole number, not "${asked}"`);
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
