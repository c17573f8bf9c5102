/** Starting and killing worker processes, and waiting for what the facts say. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { WorkerPlaces } from './worker-process';

const ROOT = path.join(__dirname, '../..');

export interface Killable {
  /** Resolves when the process is gone, by whatever cause. */
  ended: Promise<void>;
  /** What it wrote to stderr. */
  said(): string;
  /** As a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorkerProcess(places: WorkerPlaces): Promise<Killable> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'worker-process.ts'), JSON.stringify(places)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => String(chunk).includes('READY') && resolve());
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${said.join('').slice(-2000)}`)));
  });
  const end = (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { ended, said: () => said.join(''), kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** Waits until `ask` gives something other than null or false. */
export async function until<T>(what: string, ask: () => Promise<T | null | false>, timeoutMs = 120_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
