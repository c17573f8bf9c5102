/**
 * The workflow bundle, built once: `dist/workflows.js`, again when a source it is made of is newer.
 *
 * @module
 */
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';

const ROOT = path.resolve(__dirname, '../..');
const SOURCES = [path.join(ROOT, 'src/workflows'), path.join(ROOT, 'src/domain')];
const FILE = path.join(ROOT, 'dist/workflows.js');

/** The prebuilt bundle; builds it first when it is missing or stale. */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  if (!existsSync(FILE) || statSync(FILE).mtimeMs < newestSource()) await buildWorkflowBundle();
  return { codePath: FILE };
}

export async function buildWorkflowBundle(): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows/index'), logger: quiet });
  mkdirSync(path.dirname(FILE), { recursive: true });
  // beside it and renamed: another worker may be reading
  const made = `${FILE}.${process.pid}`;
  writeFileSync(made, code);
  renameSync(made, FILE);
}

function newestSource(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

const silent = () => {};
const quiet = { log: silent, trace: silent, debug: silent, info: silent, warn: console.warn, error: console.error };
