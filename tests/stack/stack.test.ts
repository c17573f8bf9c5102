import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Client } from 'pg';
import { readConfig } from '../../src/config';
import { isAlive } from '../../src/stack/processes';
import { dropData, openStack, startStack } from '../../src/stack/stack';

const ROOT = path.join(__dirname, '..', '..');

describe('the embedded stack', () => {
  let folder: string;
  const config = () => readConfig({ DATA_DIR: folder, PATH: process.env['PATH'], HOME: process.env['HOME'] });

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'chuyende-stack-'));
    chmodSync(folder, 0o755);
  });
  afterEach(async () => {
    await dropData(config());
    rmSync(folder, { recursive: true });
  });

  const query = async (url: string, text: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  /** A process of its own that starts the stack and says its state, until it is killed. */
  const startElsewhere = async () => {
    const program = `const { startStack } = require('./src/stack/stack'); const { readConfig } = require('./src/config');
      startStack(readConfig()).then(() => { console.log('up'); setInterval(() => {}, 1000); });`;
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', program], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', () => reject(new Error('the stack did not come up')));
    });
    return child;
  };

  test('facts, letters and addresses survive a restart', async () => {
    const first = await startStack(config());
    await query(first.databaseUrl, 'create table kept as select 42 as n');
    await send(first.smtpUrlFor('capture/r1'), 'a@example.org', 'Subject: =?UTF-8?B?Q2h1ecOqbiDEkeG7gQ==?=\r\n\r\nx');
    await first.stop();

    const second = await startStack(config());
    expect(second.databaseUrl).toBe(first.databaseUrl);
    expect(second.inboxUrl).toBe(first.inboxUrl);
    expect(await query(second.databaseUrl, 'select n from kept')).toEqual([{ n: 42 }]);
    const list = await (await fetch(`${second.inboxUrl}/${encodeURIComponent('capture/r1')}`)).text();
    expect(list).toContain('Chuyên đề');
    await second.stop();
  });

  test('a second start says which process runs there, and commands use the running one', async () => {
    const stack = await startStack(config());
    await expect(startStack(config())).rejects.toMatchObject({ code: 'CD_ALREADY_RUNNING', values: { pid: process.pid } });
    const other = await openStack(config());
    expect(other.databaseUrl).toBe(stack.databaseUrl);
    await other.stop();
    expect(await query(stack.databaseUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await stack.stop();
  });

  test('after kill -9 the next start finds both servers again and stops them in the end', async () => {
    const child = await startElsewhere();
    const pids = [path.join(folder, 'postgres/data/postmaster.pid'), path.join(folder, 'temporal/pid')].map((file) =>
      Number.parseInt(readFileSync(file, 'utf8'), 10),
    );
    child.kill('SIGKILL');
    while (child.pid !== undefined && isAlive(child.pid)) await sleep(20);
    expect(pids.map(isAlive)).toEqual([true, true]);

    const reused: string[] = [];
    const stack = await startStack(config(), { ready: (part) => part.reused && reused.push(part.part) });
    expect(reused.toSorted()).toEqual(['postgres', 'temporal']);
    await stack.stop();
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  test('a pid that became another program is not taken for ours', async () => {
    const stack = await startStack(config());
    await stack.stop();
    writeFileSync(path.join(folder, 'temporal/pid'), String(process.pid));
    const reused: string[] = [];
    const again = await startStack(config(), { ready: (part) => part.reused && reused.push(part.part) });
    await again.stop();
    expect(reused).toEqual([]);
    expect(isAlive(process.pid)).toBe(true);
  });

  test('a capture never leaves the machine, whatever SMTP_URL says', async () => {
    const settings = {
      DATA_DIR: folder,
      SMTP_URL: 'smtp://mail.example.org:25',
      PUBLIC_URL: 'https://cd.example.org',
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
    };
    const stack = await startStack(readConfig(settings));
    expect(new URL(stack.smtpUrlFor('capture/x')).hostname).toBe('127.0.0.1');
    expect(new URL(stack.smtpUrlFor('smtp')).hostname).toBe('mail.example.org');
    await stack.stop();
  });
});

describe('the command line', () => {
  const cli = (args: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['bin/chuyende', ...args], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env } });

  test('wrong usage exits 2 and says where help is', () => {
    const { status, stderr } = cli(['no-such-command']);
    expect(status).toBe(2);
    expect(stderr).toContain('--help');
  });

  test('PostgreSQL away exits 3 with what to start', () => {
    const { status, stderr } = cli(['tasks', 'list'], { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/x' });
    expect(status).toBe(3);
    expect(stderr).toMatch(/CD_POSTGRES_AWAY[^]*DATABASE_URL/);
  });

  test('settings at fault are all named', () => {
    const { status, stderr } = cli(['doctor'], { WEB_PORT: 'x', SENDER_ADDRESS: 'nobody' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/WEB_PORT.*SENDER_ADDRESS/);
  });
});

function send(url: string, to: string, message: string): Promise<void> {
  const { hostname, port, username } = new URL(url);
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({ host: hostname, port: Number(port), ignoreTLS: true });
    connection.on('error', reject);
    const user = decodeURIComponent(username);
    connection.connect(() =>
      connection.login({ user, credentials: { user, pass: 'capture' } }, (refused) => {
        if (refused) return reject(refused);
        connection.send({ from: 'b@example.org', to: [to] }, message, (error) => {
          connection.quit();
          if (error) reject(error);
          else resolve();
        });
      }),
    );
  });
}
