// The tools of these tests, on a page with the same policy as the product's.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, visit } from '../lib/browser.mjs';
import { Keyboard } from '../lib/keyboard.mjs';
import { readDemo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { read } from '../lib/words.mjs';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const page = (body) =>
  `<!doctype html><html lang="en"><head><title>Form</title><link rel="icon" href="data:,">
   <link rel="stylesheet" href="/style.css"><meta name="viewport" content="width=device-width"></head>
   <body><main><h1>Form</h1>${body}</main></body></html>`;
const PAGES = {
  '/': page(`<form action="/done"><p><label>Name <input name="name"></label></p>
    <p><label>Password <input name="password" type="password"></label></p>
    <fieldset><legend>Contact</legend>
      <input type="radio" name="way" id="no" value="no" checked><label for="no">Do not contact</label>
      <input type="radio" name="way" id="call" value="call"><label for="call">Call</label></fieldset>
    <p><input type="checkbox" name="alone" id="alone"><label for="alone">Seen alone</label></p>
    <p><label>Language <select name="language"><option>English<option>Spanish</select></label></p>
    <button tabindex="-1">Out of reach</button> <button>Save</button></form>`),
  '/done': page('<p>Saved.</p>'),
  '/faulty': page(`<p class="pale">Pale words.</p><p class="soft">Soft words.</p><input name="nameless">
    <div class="wide">Too wide</div><noscript><p class="pale">No script.</p></noscript>`),
  '/covered': page('<div class="cover">A bar</div><button>Under the bar</button>'),
  '/ringless': page('<button class="ringless">No ring</button>'),
  '/elsewhere': page('<img src="http://elsewhere.invalid/a.png" alt="">'),
};
const STYLE = `
  body { color: #1b2430; background: #fff } input, select, button { min-height: 44px; min-width: 44px; color: #1b2430 }
  label { display: inline-block; line-height: 44px }
  .pale { color: #aaa } .soft { color: #6e6e6e } .wide { width: 2000px }
  .cover { position: fixed; inset: 0; background: #fff } .ringless { outline: none }
`;

let server, browser, address;
before(async () => {
  server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    const style = pathname === '/style.css';
    response.writeHead(200, {
      'content-type': style ? 'text/css' : 'text/html; charset=utf-8',
      'content-security-policy': pathname === '/elsewhere' ? 'default-src *' : POLICY,
    });
    response.end(style ? STYLE : PAGES[pathname].replace('Saved.', `Saved ${search.replaceAll('&', '&amp;')}`));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

for (const script of [true, false]) {
  const with_or_without = script ? 'with script' : 'without script';

  test(`a form is filled and sent by keyboard alone, ${with_or_without}`, async () => {
    const { page, close } = await visit(browser, { script }, address);
    await page.goto('/');
    const keyboard = new Keyboard(page);
    await keyboard.type('Name', 'Ana');
    await keyboard.field('Password', 'four plain small words');
    await keyboard.choose('Contact', 'Call');
    await keyboard.tick('Seen alone');
    await keyboard.pick('Language', 'Spanish');
    await keyboard.reach('textbox', 'Name'); // around the end of the page, and back to its beginning
    await keyboard.go('button', 'Save');
    const sent = new URL(page.url()).searchParams;
    assert.deepEqual(Object.fromEntries(sent), {
      name: 'Ana',
      password: 'four plain small words',
      way: 'call',
      alone: 'on',
      language: 'Spanish',
    });
    await close();
  });

  test(`axe finds faults under the product's own policy, ${with_or_without}`, async () => {
    const { page, close } = await visit(browser, { script }, address);
    await page.goto('/');
    assert.deepEqual(await violations(page), []);
    await page.goto('/faulty');
    assert.equal(await page.locator('noscript p').isVisible(), !script);
    const rules = new Set((await violations(page)).map((line) => line.split(':')[0]));
    assert.ok(rules.has('label') && rules.has('color-contrast') && rules.has('color-contrast-enhanced'), [...rules].join());
    await close();
  });
}

test('a control that Tab does not reach, covers or leaves unmarked is a fault', async () => {
  const { page, close } = await visit(browser, {}, address);
  const keyboard = new Keyboard(page);
  await page.goto('/');
  await assert.rejects(keyboard.reach('button', 'Out of reach'), /never reached.*passed:.*input Name/s);
  await page.goto('/covered');
  await assert.rejects(keyboard.reach('button', 'Under the bar'), /covered/);
  await page.goto('/ringless');
  await assert.rejects(keyboard.reach('button', 'No ring'), /nothing shows it/);
  await close();
});

test('a page that is wider than its window is a fault', async () => {
  const { page, close } = await visit(browser, { size: 'narrow' }, address);
  await page.goto('/');
  await assertNoSidewaysScroll(page);
  await page.goto('/faulty');
  await assert.rejects(assertNoSidewaysScroll(page), /2000|wide/);
  await close();
});

test('a request to another host never leaves, and fails the visit', async () => {
  const { page, close } = await visit(browser, {}, address);
  await page.goto('/elsewhere');
  await assert.rejects(close(), /another host: elsewhere\.invalid/);
});

test('the looks cover both languages, both schemes, script on and off, phone and desk', () => {
  assert.equal(looks().length, 16);
  assert.deepEqual(looks({ language: ['es'], scheme: ['dark'], script: [false], size: ['phone'] }), [
    { language: 'es', scheme: 'dark', script: false, size: 'phone' },
  ]);
});

test('what the demo prints is read only when all of it is there', () => {
  const output = `Footbridge demo: synthetic people only, in a temporary folder that goes when you stop.

  Lakeside        dana@lakeside.example      admin, lead
  Harbor House    june@harbor.example        advocate

  Password  four plain small words   (the same for all)

  Address   http://localhost:4242
  Stop      Ctrl-C
`;
  for (let end = 0; end < output.length; end += 1) assert.equal(readDemo(output.slice(0, end)), undefined);
  const password = 'four plain small words';
  assert.deepEqual(readDemo(output), {
    address: 'http://localhost:4242',
    accounts: [
      { organization: 'Lakeside', login: 'dana@lakeside.example', roles: ['admin', 'lead'], password },
      { organization: 'Harbor House', login: 'june@harbor.example', roles: ['advocate'], password },
    ],
    token: undefined,
  });
});

test('a demo of the first run gives an address and a token', () => {
  const output = '  First run: open http://localhost:4242/setup with the token MAPLE-7\n\n  Address   http://localhost:4242\n  Stop      Ctrl-C\n';
  assert.deepEqual(readDemo(output), { address: 'http://localhost:4242', accounts: [], token: 'MAPLE-7' });
});

test('texts are read from Fluent by key', () => {
  const texts = read('# a comment\nsign-in = Sign in\nlong =\n    one\n    two\n    .title = no\n-brand = no\nlast = { $n } left\n');
  assert.deepEqual([...texts], [
    ['sign-in', 'Sign in'],
    ['long', 'one two'],
    ['last', '{ $n } left'],
  ]);
});

// A browser that dies of a fault of its own so many times before it starts; it keeps count of its starts in a file.
async function faultyBrowser(faults) {
  const folder = await mkdtemp(join(tmpdir(), 'faulty-browser-'));
  const [path, count] = [join(folder, 'browser'), join(folder, 'starts')];
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const script = `#!/bin/sh\necho >> ${count}\n[ $(wc -l < ${count}) -le ${faults} ] && kill -SEGV $$\nexec ${chromium} "$@"\n`;
  await writeFile(path, script, { mode: 0o755 });
  const starts = async () => (await readFile(count, 'utf8')).length;
  return { path, starts, forget: () => rm(folder, { recursive: true }) };
}

test('a browser that dies while it starts is started again, three times and no more', async () => {
  const [soon, never] = await Promise.all([faultyBrowser(1), faultyBrowser(9)]);
  const risen = await launch(soon.path);
  assert.ok(risen.isConnected());
  assert.equal(await soon.starts(), 2);
  await risen.close();
  await assert.rejects(launch(never.path), /SIGSEGV/);
  assert.equal(await never.starts(), 3);
  await Promise.all([soon.forget(), never.forget()]);
});

test('what came up is put down again when something beside it does not come up', async () => {
  const down = [];
  const one = (name, how) => ({ [how]: async () => down.push(name) });
  const failure = new Error('no browser');
  await assert.rejects(raise([one('server', 'stop'), Promise.reject(failure), one('browser', 'close')]), failure);
  assert.deepEqual(down, ['server', 'browser']);
  assert.deepEqual(await raise([Promise.resolve(1), 2]), [1, 2]);
});
