/**
 * In CI, suites that stop and start real servers get a second try, and the first failure is printed: a machine that is
 * busy with something else must not hide what the other suites say. Nothing else is repeated.
 */
export const REPEATED = /tests\/(chaos|rehearsal|stack|workflows)\//;

if (process.env['CI'] && REPEATED.test(expect.getState().testPath ?? '')) jest.retryTimes(1, { logErrorsBeforeRetry: true });
