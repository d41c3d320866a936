// Every page that staff can come to, in both languages, light and dark, with something on it and with nothing: no
// fault that axe knows, and no sideways scroll on the narrowest phone. Half of the looks have no script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../lib/axe.mjs';
import { SIZES, assertNoSidewaysScroll, launch, visit } from '../lib/browser.mjs';
import { demo } from '../lib/server.mjs';
import { staff } from '../lib/staff.mjs';

// Who looks at what. Together these are all pages without an id in their address.
const PAGES = {
  nobody: ['/sign-in', '/join', '/recover', '/help', '/safety'],
  rosa: ['/notes/new', '/sent', '/inbox', '/inbox/finished', '/services', '/sessions', '/help'],
  sam: ['/arrivals', '/services'],
  dana: ['/home', '/sent', '/people', '/people/invite', '/people/hide', '/people/hidden', '/partnership', '/audit'],
  june: ['/inbox', '/inbox/finished', '/sent', '/releases', '/reverse', '/reverse/slip', '/reverse/release'],
  maya: ['/home', '/people', '/partnership', '/audit'],
};

// One of each kind of page behind a link: the list, and what such links look like.
const BEHIND = {
  rosa: [['/sent', '/referrals/']],
  sam: [['/arrivals', '/arrivals/']],
  june: [
    ['/inbox', '/referrals/'],
    ['/inbox/finished', '/referrals/'],
    ['/sent', '/referrals/'],
    ['/releases', '/releases/'],
  ],
  dana: [
    ['/people', '/people/'],
    ['/partnership', '/partnership/'],
  ],
};

// Forms that refuse to be sent with nothing in them.
const FORMS = {
  nobody: ['/sign-in', '/join', '/recover'],
  rosa: ['/notes/new'],
  june: ['/reverse/slip', '/reverse/release'],
  dana: ['/people/invite', '/people/hide'],
};

const LOOKS = [
  { language: 'en', script: true, size: 'desk' },
  { language: 'es', script: false, size: 'phone' },
];

let full, empty, browser;
before(async () => {
  [full, empty, browser] = await Promise.all([demo(['--unlimited']), demo(['--empty', '--unlimited']), launch()]);
});
after(async () => {
  await browser?.close();
  await Promise.all([full?.stop(), empty?.stop()]);
});

for (const seeded of [true, false]) {
  for (const base of LOOKS) {
    // Each language is seen with script and without: with it on full pages, without it on empty ones, or the reverse.
    const look = { ...base, script: seeded ? base.script : !base.script };
    for (const who of Object.keys(PAGES)) {
      const spelled = `${look.language}, ${look.script ? 'script' : 'no script'}, ${look.size}`;
      test(`pages for ${who} ${seeded ? 'with something on them' : 'with nothing on them'}: ${spelled}`, async () => {
        const { page, close } = await come(who, look, seeded ? full : empty);
        const faults = [];
        for (const path of PAGES[who]) {
          const answer = await page.goto(path);
          assert.equal(answer.status(), 200, `${path} for ${who}`);
          assert.equal(new URL(page.url()).pathname, path);
          await examine(page, look, path, faults);
        }
        if (seeded) {
          for (const [list, links] of BEHIND[who] ?? []) {
            await page.goto(list);
            for (const href of await kinds(page, links)) {
              await page.goto(href);
              await examine(page, look, `${list} → ${href}`, faults);
            }
          }
          for (const path of FORMS[who] ?? []) {
            await page.goto(path);
            await sendNothing(page);
            assert.ok((await page.getByRole('alert').count()) > 0, `${path} says what is missing`);
            await examine(page, look, `${path} sent with nothing in it`, faults);
          }
        }
        assert.deepEqual(faults, []);
        await close();
      });
    }
  }
}

test('the locked screen and a page that is not there', async () => {
  for (const look of LOOKS) {
    const { page, keyboard, say, close } = await staff(browser, look, full, 'june');
    const faults = [];
    await page.goto('/referrals/00000000000000000000000000000000');
    await examine(page, look, 'a page that is not there', faults);
    await page.goto('/');
    await keyboard.go('button', say('lock-full'));
    await examine(page, look, 'the locked screen', faults);
    assert.deepEqual(faults, []);
    await close();
  }
});

const come = (who, look, server) =>
  who === 'nobody' ? visit(browser, look, server.address) : staff(browser, look, server, who);

// Both schemes without asking for the page anew, then the narrowest window.
async function examine(page, look, words, faults) {
  assert.equal(await page.locator('html').getAttribute('lang'), look.language, words);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const fault of await violations(page)) faults.push(`${words}, ${colorScheme}: ${fault}`);
  }
  await page.setViewportSize(SIZES.narrow);
  await assertNoSidewaysScroll(page).catch((error) => faults.push(`${words}: ${error.message}`));
  await page.setViewportSize(SIZES[look.size]);
}

// One address of each kind that begins so: `/people/…/roles` and `/people/…/end` are two kinds.
async function kinds(page, begins) {
  const hrefs = await page.locator(`main a[href^="${begins}"]`).evaluateAll((links) => links.map((a) => a.pathname));
  const found = new Map();
  for (const href of hrefs) {
    const kind = href.replaceAll(/[0-9a-f-]{32,36}/g, '*');
    if (kind.includes('*') && !found.has(kind)) found.set(kind, href);
  }
  assert.ok(found.size > 0, `${page.url()} leads to ${begins}`);
  return found.values();
}

// Empties the form and sends it as its button would.
async function sendNothing(page) {
  const form = page.locator('main form[novalidate]').first();
  const sent = page.waitForEvent('load');
  await form.evaluate((element) => {
    for (const field of element.querySelectorAll('input:not([type=hidden]), textarea, select')) {
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
      else if (field.tagName === 'SELECT') field.selectedIndex = -1;
      else field.value = '';
    }
    element.querySelector('button:not([type=button])').click();
  });
  await sent;
}
