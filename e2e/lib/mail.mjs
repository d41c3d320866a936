// A real mail server for one test: the one that the tests in Rust start, Debian's python3-aiosmtpd.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../crates/testkit/src/mail/server.py', import.meta.url));

// `{ words, last(), stop() }`: what to start the node with, and the newest letter as it came.
export async function mailServer() {
  const folder = await mkdtemp(join(tmpdir(), 'mail-'));
  const child = spawn('/usr/bin/python3', [SERVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: port } = await lines.next();
  assert.ok(port, 'the mail server did not start: is python3-aiosmtpd installed?');
  return {
    words: ['--smtp', `smtp://127.0.0.1:${port}`, '--mail-from', 'desk@node.example'],
    async last() {
      const letters = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
      return readFile(join(folder, letters.at(-1)), 'utf8');
    },
    async stop() {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}
