// The process that reads: `node child.cjs MODULE NAME MEGABYTES`. Its other end is apart.ts.
const path = require('node:path');
const { Worker } = require('node:worker_threads');

const [module_, name, megabytes] = process.argv.slice(2);
new Worker(path.join(__dirname, 'watch.cjs'), { workerData: { megabytes: Number(megabytes), parent: process.ppid } }).unref();
require('tsx/cjs/api').register();
require('./answer').answer(require(module_)[name]);
