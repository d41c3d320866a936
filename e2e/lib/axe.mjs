// axe-core, brought in by the debugger: a page's own policy refuses scripts from elsewhere, and that is right.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { withTimers } from './browser.mjs';

const SOURCE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } },
  resultTypes: ['violations'],
};

// The only rules whose answer a color scheme can change: it changes colors and nothing else of a page.
const COLORS = {
  runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] },
  resultTypes: ['violations'],
};

// What axe has against the page: one line each. `colors` asks only what a color scheme can change.
export async function violations(page, { colors = false } = {}) {
  const asked = colors ? COLORS : OPTIONS;
  const found = await withTimers(page, async () => {
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
    // From its top: what the bar of a scrolled page lies half over is as large as it ever was.
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    return page.evaluate(async (options) => (await globalThis.axe.run(document, options)).violations, asked);
  });
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} – ${rule.help}`));
}

export async function assertAccessible(page) {
  assert.deepEqual(await violations(page), [], `axe on ${new URL(page.url()).pathname}`);
}
