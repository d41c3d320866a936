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

// The demo: `{ address, accounts, token, account(), output, errors, stop() }`. It takes the words of `footbridge demo`:
// `--empty` for organizations without any referral, `--first-run` for the set-up page and its token.
export async function demo(words = [], options = {}) {
  const server = await start(['demo', '--port', '0', ...words], readDemo, options);
  // The account with this role in the organization whose name matches.
  server.account = (role, organization) => {
    const found = server.accounts.find((a) => a.roles.includes(role) && organization.test(a.organization));
    if (!found) throw new Error(`the demo has no ${role} at ${organization}: ${JSON.stringify(server.accounts)}`);
    return found;
  };
  return server;
}

// What the demo prints: a row for each account (organization, login, roles), the password of all of them, the
// address, and last how to stop. Answers nothing until all of it is there.
export function readDemo(output) {
  if (!/^\s+Stop\s.*\n/m.test(output)) return undefined;
  const address = output.match(/http:\/\/[\w.]+:\d+/)?.[0];
  const password = output.match(/^\s+Password\s+(.+?)(\s{2,}.*)?$/m)?.[1];
  const token = output.match(/\btoken (\S+)/)?.[1];
  const rows = output.matchAll(/^\s+(\S.*?)\s{2,}(\S+@\S+)\s+([a-z_]+(?:, [a-z_]+)*)\s*$/gm);
  const accounts = Array.from(rows, ([, organization, login, roles]) => ({
    organization,
    login,
    roles: roles.split(', '),
    password,
  }));
  const usable = token || (accounts.length > 0 && password);
  return address && usable ? { address, accounts, token } : undefined;
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
