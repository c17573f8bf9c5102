// Completes package-lock.json after `npm install`:  npm run fix-lock
// A registry mirror may lack the packages of other platforms, and npm then leaves them out of the lock, with which `npm ci`
// fails elsewhere. This adds the missing optional ones (version, os, cpu; npm finds the rest), so one lock serves Linux x64
// and arm64 and macOS. Registry addresses have no place in the lock (.npmrc): any that stands there is removed.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const OS = ['darwin', 'win32', 'linux', 'freebsd', 'android', 'openharmony', 'netbsd', 'openbsd', 'aix', 'sunos'];
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'mips64el'];

const before = readFileSync(file, 'utf8');
const lock = JSON.parse(before);
let added = 0;
for (const [parent, entry] of Object.entries(lock.packages)) {
  delete entry.resolved;
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = range.replace(/^[~^]/, '');
    if (!/^\d+\.\d+\.\d+/.test(version) || isLocked(parent, name)) continue;
    const words = name.split(/[-/]/).map((word) => (word === 'windows' ? 'win32' : word));
    const os = OS.filter((each) => words.includes(each));
    const cpu = CPU.filter((each) => words.includes(each) || (each === 'arm64' && words.includes('aarch64')));
    const libc = words.some((each) => each.startsWith('musl'))
      ? 'musl'
      : words.some((each) => each.startsWith('gnu'))
        ? 'glibc'
        : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(entry.dev && { dev: true }),
      ...(entry.peer && { peer: true }),
      ...(os.length > 0 && { os }),
      ...(cpu.length > 0 && { cpu }),
      ...(libc !== undefined && { libc: [libc] }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
const after = `${JSON.stringify(lock, null, 2)}\n`;
if (after !== before) writeFileSync(file, after);
process.stdout.write(`${file}: ${added} optional packages added\n`);

/** A package is found beside its parent or further up, as Node resolves it. */
function isLocked(parent, name) {
  for (let place = parent; ; place = place.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (lock.packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}
