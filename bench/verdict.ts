/**
 * What the rounds say: medians, ratios, and whether the rivals did the same work.
 *
 * @module
 */

export interface Run {
  name: string;
  cells: number;
  messages: number;
  /** From the work being asked for to the last letter accepted. */
  seconds: number;
  perSecond: number;
  /** Processor time of the rival's own process, all its threads, for a letter: differs less with the load than time does. */
  cpuMs: number;
  /** Highest of the rival's own process. */
  rssMiB: number;
  /** Over all workflows. */
  historyEvents: number;
  /** From the first connection to the last letter accepted. */
  sendingSeconds: number;
  bytesPerMessage: number;
  connections: number;
  /** Of the machine, as the run began. */
  load: number;
}

/** Letters may differ in size by so much: `Message-ID`s, boundaries and folding are each rival's own. */
const BYTES_APART = 0.02;

/** The run of median speed. */
export function medianRun(runs: Run[]): Run {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('There was no run');
  return middle;
}

/** Ours over each rival. */
export function ratiosOf(medians: Run[]): Record<string, number> {
  const mine = medians.find(({ name }) => name === 'ours');
  if (!mine) return {};
  return Object.fromEntries(
    medians.filter((run) => run !== mine).map((run) => [`ours/${run.name}`, mine.perSecond / run.perSecond]),
  );
}

/** What makes a comparison unfair; none when letters are of one size and connections equally many. */
export function fairness(runs: Run[]): string[] {
  const [first] = runs;
  if (!first) return [];
  const faults: string[] = [];
  for (const { name, bytesPerMessage, connections, messages, cells } of runs) {
    const apart = bytesPerMessage / first.bytesPerMessage - 1;
    if (Math.abs(apart) > BYTES_APART)
      faults.push(`${name}: ${Math.round(bytesPerMessage)} bytes a letter, ${first.name} ${Math.round(first.bytesPerMessage)}`);
    if (connections !== first.connections) faults.push(`${name}: ${connections} connections, ${first.name} ${first.connections}`);
    if (messages !== cells) faults.push(`${name}: ${messages} letters accepted for ${cells} cells`);
  }
  return [...new Set(faults)];
}
