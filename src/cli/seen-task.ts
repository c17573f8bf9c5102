/**
 * A task on the command line.
 *
 * @module
 */
import { CodedError } from '../errors';

/** `4f2a91c0@3`: the task and the version of it that the list or the page showed. */
export function seenTask(written: string, option: string | undefined): { id: string; version: number | undefined } {
  const [, id = written, at] = /^(.*)@(\d+)$/.exec(written) ?? [];
  if (at !== undefined && option !== undefined && at !== option)
    throw new CodedError('CD_USAGE', {
      what: {
        vi: `${written} và --version ${option} nêu hai bản khác nhau`,
        en: `${written} and --version ${option} name two versions`,
      },
    });
  const version = option ?? at;
  return { id, version: version === undefined ? undefined : Number(version) };
}
