// What the pages of an organization look like after something was done or refused: who works there, the partnership, the
// settings, errors, the lock, and the first day.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { chicago } from './days.mjs';
import { send, sendNothing } from './forms.mjs';

const LAST = new URL('../../crates/web/templates/shell/last.html', import.meta.url);
const NUMBER = '(312) 555-0166';
const PASSWORD = 'harbor lantern quiet meadow';

// A colleague is invited, joins, prints the sheet, waits for keys and is let in; then loses access.
export async function newcomer({ come, guest, look }) {
  const dana = await come('dana');
  const invite = (name) => {
    const login = `${name.toLowerCase()}-${look.language}@lakeside.example`;
    return send(dana.page, '/people/invite', { name, login, roles: ['clinician'] });
  };
  await dana.page.goto('/people/invite');
  await invite('Noor');
  await dana.eye.see('an invitation to hand over');
  const code = (await dana.page.locator('.code span').allTextContents()).join('-');
  await dana.page.goto('/people/invite');
  await invite('Ola');

  const noor = await guest();
  await noor.page.goto('/join');
  await send(noor.page, '/join', { code, password: 'short' });
  await noor.eye.refused('joined with a weak password');
  await send(noor.page, '/join', { code, password: PASSWORD });
  await sheet(noor);
  await noor.eye.see('waiting for keys');

  await dana.eye.visit('/people');
  await send(dana.page, '/take-back');
  const [letIn] = await paths(dana.page, '/let-in');
  await dana.eye.visit(letIn);
  await sendNothing(dana.page, '/let-in');
  await dana.eye.refused('let in without comparing');
  await send(dana.page, '/let-in', { same: 'on' });
  const member = letIn.replace('/let-in', '');
  await dana.eye.visit(`${member}/roles`);
  await sendNothing(dana.page, '/roles');
  await dana.eye.refused('no role is left');
  await dana.eye.visit(`${member}/site`);
  await dana.eye.visit(`${member}/end`);
  await send(dana.page, '/end');
  await dana.eye.see('somebody has no access any more');
  const [ends, roles] = [await paths(dana.page, '/end'), await paths(dana.page, '/roles')];
  const mine = roles.map((path) => path.replace('/roles', '/end')).find((path) => !ends.includes(path));
  await dana.page.goto(mine);
  await send(dana.page, '/end');
  await dana.eye.refused('their own access');
  await noor.close();
  await dana.close();
}

// The sheet comes by itself, is refused twice, and counts once it is typed back.
async function sheet({ page, eye }) {
  await eye.see('a recovery sheet');
  const groups = await page.locator('.codes li').allTextContents();
  await sendNothing(page, '/recovery-sheet');
  await eye.refused('nothing typed back from the sheet');
  const ask = await page.locator('input[name=ask]').inputValue();
  const typed = (text) => Object.fromEntries(ask.split(' ').map((n, i) => [`secret_${i + 1}`, text(groups[Number(n)])]));
  await send(page, '/recovery-sheet', typed(() => 'AAAA'));
  await eye.refused('something else typed back');
  await send(page, '/recovery-sheet', typed((group) => group));
}

// A lead looks after the partnership, and pauses it.
export async function partnership({ come, hrefOf }) {
  const dana = await come('dana');
  await dana.page.goto('/partnership');
  const liaisons = await hrefOf(dana.page.getByRole('main'), '/partnership/', '/liaisons');
  const words = liaisons.replace('/liaisons', '/words');
  for (const [path, why] of [
    [liaisons, 'no liaison named'],
    [words, 'words not compared'],
  ]) {
    await dana.eye.visit(path);
    await sendNothing(dana.page, path);
    await dana.eye.refused(why);
  }
  await dana.eye.visit(liaisons.replace('/liaisons', '/pause'));
  await send(dana.page, '/pause');
  await dana.eye.see('paused');
  const rosa = await come('rosa');
  await rosa.eye.visit('/notes/new');
  await rosa.close();
  await send(dana.page, '/resume');
  await dana.close();
}

// An admin changes the settings while the same page is open in a second window.
export async function settings({ come }) {
  const dana = await come('dana');
  await dana.page.goto('/settings');
  await sendNothing(dana.page, '/settings');
  await dana.eye.refused('settings with nothing in them');
  await dana.page.goto('/settings');
  const second = await dana.context.newPage();
  await second.goto('/settings');
  await send(second, '/settings', { promise: '120', reporting_es: `Por ley. ${Date.now()}` });
  await second.close();
  await send(dana.page, '/settings', { app_name: 'Desk', longest: '20', hotline: NUMBER });
  await dana.eye.refused('settings that a colleague has changed');
  await send(dana.page, '/settings', { app_name: 'Partner Desk', longest: '30', hotline: '' });
  await dana.eye.see('settings that were saved');
  await dana.eye.visit('/settings/state');
  await dana.page.goto('/settings');
  await send(dana.page, '/settings', { state: 'wa' });
  await dana.eye.visit('/settings/state');
  await sendNothing(dana.page, '/settings/state');
  await dana.eye.refused('a rule of the state with nothing in it');
  await send(dana.page, '/settings/state', { minor: '13', source: 'Counsel', checked: chicago(-1) });
  await dana.eye.see('a rule of the state that was written down');
  await dana.page.goto('/settings');
  await send(dana.page, '/settings', { state: 'none' });
  await dana.close();
}

// A form that has become old is held, shown for taking up again, and is as it was typed.
export async function stale({ come }) {
  const { page, eye, close } = await come('dana');
  await page.goto('/people/invite');
  await page.locator('form[action="/people/invite"] input[name=csrf]').evaluate((field) => (field.value = 'of yesterday'));
  await send(page, '/people/invite', { name: 'Noor' });
  await eye.see('a form of yesterday', 403);
  await send(page, '/resume');
  await eye.see('a form that is taken up again');
  await send(page, '/people/invite');
  await eye.see('the form as it was typed');
  assert.equal(await page.locator('input[name=name]').inputValue(), 'Noor');
  await page.goto('/people/hide');
  await page.locator('select[name=colleague]').selectOption({ index: 1 });
  await send(page, '/people/hide', { code: '0000-0000' });
  await eye.refused('a code that no record has');
  await close();
}

// What somebody sees who has not signed in where nothing is, and one who asks for too much. The last page of all needs a
// fault that no browser can bring about, so its file is shown.
export async function errors({ guest, hasty }) {
  const nobody = await guest();
  await nobody.eye.visit('/no-such-page', 404);
  await nobody.page.route('**/last', async (route) => {
    await route.fulfill({ contentType: 'text/html; charset=utf-8', body: await readFile(LAST, 'utf8') });
  });
  await nobody.page.goto('/last');
  await nobody.eye.see('the last page', 200, 'en');
  await nobody.close();

  const { page, eye, close } = await hasty('dana');
  for (let tries = 0; tries < 20; tries += 1) {
    const others = Array.from({ length: 40 }, () => page.request.get('/help'));
    const [answer] = await Promise.all([page.goto('/help'), ...others]);
    if (answer.status() === 429) break;
  }
  await eye.see('too many requests', 429);
  await close();
}

// The screen is locked, and does not open for just anything.
export async function lock({ come }) {
  const { page, eye, account, close } = await come('sam');
  await eye.visit('/referrals/00000000000000000000000000000000', 404);
  await send(page, '/lock');
  await eye.see('the locked screen');
  await sendNothing(page, '/locked');
  await eye.refused('no password');
  await send(page, '/locked', { password: 'not the password at all' });
  await eye.refused('another password');
  await page.goto('/arrivals');
  await eye.see('a page behind the locked screen', 401);
  await send(page, '/locked', { password: account.password });
  await eye.see('open again');
  await close();
}

// What changes other people's access takes the password once more; what was chosen is there again after it.
export async function askedAgain({ doubted }) {
  const { page, eye, account, close } = await doubted('dana');
  await page.goto('/people');
  const [roles] = await paths(page, '/roles');
  await page.goto(roles);
  await send(page, '/roles', { roles: ['lead', 'clinician'] });
  await eye.see('the password is asked for once more', 401);
  await sendNothing(page, '/locked');
  await eye.refused('once more, and no password');
  await send(page, '/locked', { password: 'not the password at all' });
  await eye.refused('once more, and another password');
  await send(page, '/locked', { password: account.password });
  await eye.see('what was chosen before the password');
  await send(page, '/roles');
  await eye.see('the password is asked for once more, with a form that was taken up', 401);
  await close();
}

// The first organization of a server: nobody has done anything on any page, and there is no partner.
export async function setUp({ guest, token }) {
  const { page, eye, close } = await guest();
  await eye.visit('/setup');
  await sendNothing(page, '/setup');
  await eye.refused('set up with nothing');
  await page.goto('/setup');
  await send(page, '/setup', { token: 'AAAA-AAAA', name: 'Lakeside', password: 'short' });
  await eye.refused('set up with another token');
  await page.goto('/setup');
  await send(page, '/setup', {
    token,
    name: 'Lakeside Community Health Center',
    phone: '(312) 555-0142',
    owner_name: 'Dana Whitfield',
    owner_login: 'dana@lakeside.example',
    password: PASSWORD,
  });
  await sheet({ page, eye });
  for (const path of ['/home', '/inbox', '/notes/new', '/partnership', '/people']) await eye.visit(path);
  await close();
}

// The paths in the page that end so.
const paths = (page, end) => page.locator(`main a[href$="${end}"]`).evaluateAll((links) => links.map((a) => a.pathname));
