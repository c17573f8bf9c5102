/**
 * One workflow per cell: sleeps to the instant, sends one letter. The rival that shows why there is none of these.
 *
 * @module
 */
import { proxyActivities, sleep } from '@temporalio/workflow';

const { sendOne } = proxyActivities<{ sendOne(n: number): Promise<void> }>({ startToCloseTimeout: '1 minute' });

export async function cellWorkflow(n: number, at: number): Promise<void> {
  await sleep(Math.max(1, at - Date.now()));
  await sendOne(n);
}
