// The first page anybody sees.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell, visit } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';

let server, browser;
before(async () => {
  [server, browser] = await raise([demo(), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks()) {
  test(`the sign-in page answers: ${spell(look)}`, async () => {
    const { page, close } = await visit(browser, look, server.address);
    const response = await page.goto('/sign-in');
    assert.equal(response.status(), 200);
    assert.equal(await page.locator('html').getAttribute('lang'), look.language);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `sign-in-${look.language}-${look.scheme}-${look.size}`);
    await close();
  });
}
