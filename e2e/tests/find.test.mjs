// The directory for everybody: a person on a shared phone finds somebody to call, and Back after leaving never shows it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell, visit } from '../lib/browser.mjs';
import { Keyboard } from '../lib/keyboard.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { words } from '../lib/words.mjs';

const AWAY = 'https://www.weather.gov/';

let server, browser;
// A browser that keeps pages for Back, as people's do; Playwright's own does not.
const keeps = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };
before(async () => ([server, browser] = await raise([demo(['--unlimited']), launch(undefined, keeps)])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

// Leaves by `how`. The everyday website is not there in a test: its address is asked for, and that is the end.
async function leave(context, how) {
  const gone = context.waitForEvent('requestfailed', (request) => request.url().startsWith(AWAY));
  await how();
  await gone;
}

for (const look of looks({ scheme: ['light'], size: ['phone'] })) {
  test(`a person finds somebody to call, leaves, and Back shows none of it: ${spell(look)}`, async () => {
    const say = await words(look.language);
    const { context, page, close } = await visit(browser, look, server.address);
    const asked = [];
    context.on('request', (request) => asked.push(request.url()));
    const keyboard = new Keyboard(page);
    await page.goto('/find');
    await assertAccessible(page);
    await keyboard.type(say('find-near'), '60614');
    await keyboard.go('button', say('directory-search'));
    await page.getByRole('heading', { name: say('directory-found') }).waitFor();
    const shown = await page.locator('main').innerText();
    assert.match(shown, /Harbor House Domestic Violence Program/);
    assert.ok((await page.locator('main a[href="tel:+13125550100"]').count()) > 0, 'a number to tap');
    const [first, second] = await page.locator('main .rows > li').all();
    assert.match(await first.innerText(), /Lakeside Community Health Center/, 'the nearest clinic');
    assert.match(await second.innerText(), /Harbor House/, 'and beside it the program of the town');
    assert.ok(await first.isVisible() && (await first.boundingBox()).y < 844, 'what was found is shown without scrolling');
    assert.ok(!/Sample Ave/.test(shown.split('Harbor House')[1].split('Lakeside')[0]), 'no street of an advocacy program');
    await assertAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await screen(page, `find-${look.language}-${look.script ? 'script' : 'plain'}`);
    assert.ok(asked.every((address) => !address.includes('60614')), 'no place stands in an address');
    assert.deepEqual(await context.cookies(), [], 'no cookie');

    // The way out is the first stop after the skip link.
    await page.locator('#leave').focus();
    await leave(context, () => page.keyboard.press('Enter'));
    for (let back = 0; back < 3; back += 1) {
      await page.goBack().catch(() => {});
      const seen = await page.locator('body').innerText().catch(() => '');
      assert.ok(!/Harbor House|Lakeside|60614/.test(seen), `Back shows: ${seen}`);
      assert.ok(!page.url().includes('/find/') || seen === '', `Back is at ${page.url()}`);
    }
    const cookies = await context.cookies(server.address);
    assert.deepEqual(cookies.map(({ name }) => name), ['__Host-x'], 'the mark of leaving, and nothing else');
    await close();
  });
}

// Who was led here by a link of another site goes Back as that site asked.
for (const script of [true, false]) {
  test(`Back shows nothing to who came by another site's link: ${script ? 'script' : 'no script'}`, async () => {
    const { context, page, close } = await visit(browser, { size: 'phone', script }, server.address);
    const elsewhere = 'https://elsewhere.example/';
    const link = `<!doctype html><title>Elsewhere</title><a href="${server.address}/find/en">help</a>`;
    await context.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: link }));
    await page.goto(elsewhere);
    await page.getByRole('link', { name: 'help' }).click();
    await page.waitForURL(/\/find\/en$/);
    await page.locator('#leave').focus();
    await leave(context, () => page.keyboard.press('Enter'));
    await page.goBack().catch(() => {});
    const seen = await page.locator('body').innerText().catch(() => '');
    assert.ok(!/Leave this site|ZIP/.test(seen), `Back shows: ${seen}`);
    await close();
  });
}

for (const script of [true, false]) {
  test(`the keyboard reaches the way out right behind the skip link: ${script ? 'script' : 'no script'}`, async () => {
    const { context, page, close } = await visit(browser, { size: 'desk', script }, server.address);
    const say = await words('en');
    await page.goto('/find/en');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const way = page.locator('a.skip[href="/leave"]');
    assert.equal(await page.locator(':focus').getAttribute('href'), '/leave');
    assert.equal(await way.innerText(), say('leave'));
    assert.ok((await way.boundingBox()).y >= 0, 'it shows itself');
    await assertAccessible(page);
    await leave(context, () => page.keyboard.press('Enter'));
    await page.goBack().catch(() => {});
    const seen = await page.locator('body').innerText().catch(() => '');
    assert.ok(!/Leave this site|ZIP/.test(seen), `Back shows: ${seen}`);
    await close();
  });
}

test('while it leaves, one word covers everything and is said aloud', async () => {
  const { context, page, close } = await visit(browser, { size: 'phone' }, server.address);
  const say = await words('en');
  // The page is on its way out at once, so it says itself what stands on it then.
  await page.addInitScript(() => {
    const look = () => {
      const alert = document.querySelector('[role=alert]');
      if (alert?.textContent) console.log(JSON.stringify([alert.innerText, document.body.innerText]));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto('/find/en');
  for (const filled of [1, 2]) {
    await page.keyboard.press('Shift');
    assert.equal(await page.locator('#leave .presses i.on').count(), filled);
    assert.match(await page.getByRole('status').innerText(), new RegExp(`${3 - filled}`));
  }
  await screen(page, 'find-two-presses');
  await page.keyboard.press('a');
  assert.equal(await page.locator('#leave .presses i.on').count(), 0);
  const told = page.waitForEvent('console', (message) => message.text().startsWith('['));
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  await leave(context, () => page.keyboard.press('Shift'));
  const [aloud, seen] = JSON.parse((await told).text());
  assert.deepEqual([aloud.trim(), seen.trim()], [say('leave-loading'), say('leave-loading')], 'and nothing else is seen');
  await close();
});

for (const language of ['en', 'es']) {
  for (const size of ['phone', 'desk']) {
    test(`a person says what they need in their own words: ${language}, ${size}`, async () => {
      const say = await words(language);
      const { context, page, close } = await visit(browser, { language, size }, server.address);
      const asked = [];
      context.on('request', (request) => asked.push(request.url()));
      await page.goto(`/find/${language}`);
      assert.ok(!(await page.getByLabel(say('find-words')).isVisible()), 'not in the way at first');
      await page.getByText(say('find-more'), { exact: true }).click();
      await page.getByLabel(say('find-near'), { exact: true }).fill('60614');
      await page.getByLabel(say('find-words')).fill('dental');
      await page.getByLabel(say('find-service')).selectOption('oral_health');
      await assertAccessible(page);
      await screen(page, `find-more-${language}-${size}`);
      await page.getByRole('button', { name: say('directory-search') }).click();
      await page.getByRole('heading', { name: say('directory-found') }).waitFor();
      assert.match(await page.locator('main .rows').innerText(), /Lakeside Dental/);
      assert.equal(await page.getByLabel(say('find-words')).inputValue(), 'dental', 'what was asked can be changed');
      await assertAccessible(page);
      await page.goto(`/find/${language}`);
      await page.getByLabel(say('find-near'), { exact: true }).fill('60614');
      await page.getByRole('button', { name: say('directory-search') }).click();
      await page.getByRole('heading', { name: say('directory-found') }).waitFor();
      await screen(page, `find-near-${language}-${size}`);
      assert.ok(asked.every((address) => !/60614|dental|oral/.test(address)), 'nothing that was asked stands in an address');
      await close();
    });
  }
}

test('Shift three times leaves, and other keys between do not', async () => {
  const { context, page, close } = await visit(browser, { size: 'phone' }, server.address);
  await page.goto('/find/en');
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  await page.keyboard.press('a');
  await page.keyboard.press('Shift');
  assert.match(page.url(), /\/find\/en$/);
  await page.keyboard.press('Shift');
  await leave(context, () => page.keyboard.press('Shift'));
  await close();
});
