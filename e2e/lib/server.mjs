// The binary under test: one process a test file, on a free port, with data of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BINARY = process.env.FOOTBRIDGE_BIN ?? fileURLToPath(new URL('../../target/debug/footbridge', import.meta.url));
const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 10_000;

// Starts `footbridge` with these words and answers once `ready(output)` does: with what it made of the output.
// Use `demo` where the demo will do.
export async function start(words, ready, { env = {} } = {}) {
  const child = spawn(BINARY, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const server = { output: '', errors: '', stop: () => stop(child) };
  child.stderr.setEncoding('utf8').on('data', (text) => (server.errors += text));
  child.stdout.setEncoding('utf8');
  const told = await new Promise((resolve, reject) => {
    const fail = (why) => {
      child.kill('SIGKILL');
      reject(new Error(`footbridge ${words.join(' ')}: ${why}\n${server.output}${server.errors}`));
    };
    const timer = setTimeout(() => fail(`not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`ended too early (${signal ?? code})`));
    child.stdout.on('data', (text) => {
      server.output += text;
      const found = ready(server.output);
      if (found) {
        clearTimeout(timer);
        child.removeAllListeners('exit');
        resolve(found);
      }
    });
  });
  return Object.assign(server, told);
}

// The demo: `{ address, accounts, account(), output, errors, stop() }`.
export async function demo(words = [], options = {}) {
  const server = await start(['demo', '--port', '0', ...words], readDemo, options);
  // The account of `role` in the organization whose name matches `organization`.
  server.account = (role, organization) => {
    const found = server.accounts.find((a) => a.role.split(/[, ]+/).includes(role) && organization.test(a.organization));
    if (!found) throw new Error(`the demo has no ${role} at ${organization}: ${JSON.stringify(server.accounts)}`);
    return found;
  };
  return server;
}

// What the demo prints: an address, a table whose first row names its columns (`organization`, `role`, `login`,
// `password` among them, two spaces or more between columns), and after it a line that says how to stop.
// Answers nothing until all of it is there.
export function readDemo(output) {
  const lines = output.split('\n').slice(0, -1);
  const address = output.match(/http:\/\/[\d.]+:\d+/)?.[0];
  const cells = (line) => line.trim().split(/\s{2,}|\t/);
  const head = lines.findIndex((line) => /\blogin\b/i.test(line) && /\bpassword\b/i.test(line));
  if (!address || head < 0 || !lines.slice(head).some((line) => /\bstop\b/i.test(line))) return undefined;
  const columns = cells(lines[head]).map((name) => name.toLowerCase());
  const rows = lines.slice(head + 1).map(cells);
  const end = rows.findIndex((row) => row.length !== columns.length);
  const accounts = rows.slice(0, end).map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  return accounts.length > 0 ? { address, accounts } : undefined;
}

// Ends it as a person would, with Ctrl-C, and answers its exit code. One that does not listen is killed.
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const timer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  child.kill('SIGINT');
  const code = await ended;
  clearTimeout(timer);
  return code;
}
