// Members of staff of the demo, at a device of their own.

import assert from 'node:assert/strict';
import { visit } from './browser.mjs';
import { Keyboard } from './keyboard.mjs';
import { words } from './words.mjs';

export const LAKESIDE = 'Lakeside Community Health Center';
export const HARBOR_HOUSE = 'Harbor House';

// Somebody who has signed in by keyboard, in the language of the look: what `visit` gives, `keyboard` and `say`.
// `login` is the part before the @.
// With the cookies of an earlier visit they need not sign in again.
export async function staff(browser, look, server, login, cookies) {
  const account = server.accounts.find((one) => one.login.startsWith(`${login}@`));
  assert.ok(account, `the demo has nobody called ${login}`);
  const visitor = await visit(browser, look, server.address);
  const keyboard = new Keyboard(visitor.page);
  const say = await words(look.language ?? 'en');
  if (cookies) {
    await visitor.context.addCookies(cookies);
    await visitor.page.goto('/sessions');
  } else {
    await visitor.page.goto('/sign-in');
    await signIn(keyboard, say, account);
  }
  await speak(visitor.page, keyboard, look.language ?? 'en');
  return { ...visitor, account, keyboard, say };
}

// Fills the sign-in page, on which they are already.
export async function signIn(keyboard, say, account) {
  await keyboard.type(say('sign-in-login'), account.login);
  await keyboard.field(say('sign-in-password'), account.password);
  await keyboard.go('button', say('sign-in-button'));
}

// A member's pages come in the language of the member; the button of the top bar changes it.
async function speak(page, keyboard, language) {
  const now = await page.locator('html').getAttribute('lang');
  if (now === language) return;
  const say = await words(now);
  await keyboard.go('button', say('switch-language-full'));
  assert.equal(await page.locator('html').getAttribute('lang'), language);
}

// What a person can read on the page, closed parts included.
export const reads = (page) => page.locator('body').evaluate((body) => body.textContent);

// Nothing of these texts stands anywhere in the page, neither in words nor in an attribute.
export async function assertNothingOf(page, texts) {
  const source = await page.content();
  for (const text of texts) assert.ok(!source.includes(text), `“${text}” stands in ${new URL(page.url()).pathname}`);
}

// A text with a part that is not known beforehand, as a pattern of the whole.
export function pattern(say, key, known, unknown) {
  const gap = '\u0000';
  const text = say(key, { ...known, [unknown]: gap }).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${text.replace(gap, '.+')}$`);
}

// A clinician writes a note and sends what the patient agreed to; answers the code of the row in their own list.
export async function handOver({ page, keyboard, say }, { name, number }) {
  await keyboard.within(page.getByRole('navigation')).go('link', say('nav-note'));
  await keyboard.choose(say('note-alone'), say('alone-yes'));
  await keyboard.tick(say('note-limits'));
  await keyboard.choose(say('note-next'), say('next-support_now'));
  await keyboard.choose(say('note-handoff'), say('handoff-advocate_reaches_out'));
  await keyboard.type(say('note-name'), name);
  await keyboard.choose(say('note-way'), say('way-call'));
  await keyboard.type(say('note-number'), number);
  await keyboard.tick(say('time-any_time'));
  await review({ page, keyboard, say });
  await keyboard.tick(say('note-agreed'));
  await send({ page, keyboard, say });
  assert.equal(await heading(page), say('saved-sent'));
  return page.getByRole('term').filter({ hasText: say('saved-code') }).locator('+ dd').textContent();
}

// Without script the note comes back once, to be read to the patient before it goes; with it, the page says all along
// what will be seen.
export async function review({ page, keyboard, say }) {
  if (await page.getByRole('checkbox', { name: say('note-agreed'), exact: true }).isVisible()) return false;
  await send({ page, keyboard, say });
  assert.equal(await heading(page), say('note-review-title'));
  return true;
}

// The button that sends: while a note is reviewed it stands right after the words that were agreed to, and once more
// at the end.
export async function send({ page, keyboard, say }) {
  const name = say('note-send', { org: HARBOR_HOUSE });
  const first = page.getByRole('button', { name, exact: true }).first();
  await keyboard.within(first.locator('..')).go('button', name);
}

export const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();

// The row of a list that has this code. Delivery is the transport's own work, so the list is read anew until it is so.
export async function row(page, code, text = code) {
  const found = page.getByRole('main').getByRole('listitem').filter({ hasText: code }).filter({ hasText: text });
  const until = Date.now() + 10_000;
  while ((await found.count()) === 0) {
    assert.ok(Date.now() < until, `no row with ${code} and ${text} in ${page.url()}`);
    await page.reload();
  }
  return found;
}
