// A thread beside the one that reads, which may be too busy to look at the clock: ends the process when it holds too
// much memory, or when nobody waits for it any more.
const { workerData } = require('node:worker_threads');

const EVERY_MS = 20;
setInterval(() => {
  const full = process.memoryUsage.rss() > workerData.megabytes * 1e6;
  if (full || process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
