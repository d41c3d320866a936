// The system's Chromium, and the looks in which every page is tested.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const SIZES = {
  narrow: { width: 320, height: 640 },
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 900 },
};
const LOCALES = { en: 'en-US', es: 'es-US' };

// Chromium now and then dies of a fault of its own before it has opened anything. No page of ours has been seen by then,
// so it is started again, and the output says so. A browser that dies later fails its test.
const STARTS = 3;

// `more` goes to Playwright as it is.
export async function launch(executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium', more = {}) {
  for (let start = 1; ; start++) {
    try {
      return await chromium.launch({ executablePath, headless: true, args: ARGS, ...more });
    } catch (error) {
      if (start === STARTS || !/signal=SIG(SEGV|BUS|ILL|TRAP|ABRT)/.test(error.message)) throw error;
      console.error(`Chromium died while it started (${start} of ${STARTS}); starting it again.`);
    }
  }
}

// Every combination of looks, or of those that are named: `looks({ language: ['en'], script: [false] })`.
export function looks({
  language = ['en', 'es'],
  scheme = ['light', 'dark'],
  script = [true, false],
  size = ['phone', 'desk'],
} = {}) {
  return language.flatMap((l) =>
    scheme.flatMap((c) => script.flatMap((j) => size.map((s) => ({ language: l, scheme: c, script: j, size: s })))),
  );
}

// A look in words, for the name of a test: `es, dark, no script, phone`.
export const spell = (look) => `${look.language}, ${look.scheme}, ${look.script ? 'script' : 'no script'}, ${look.size}`;

// Pages without script, each with the session that keeps it so. Playwright's own `javaScriptEnabled: false` cannot be
// lifted for a moment, and axe needs that moment.
const scriptless = new WeakMap();

async function refuseScript(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  scriptless.set(page, session);
}

// Does something that needs timers on a page that may have no script. The page has long been read without it, so
// none of its own begins to run.
export async function withTimers(page, work) {
  const session = scriptless.get(page);
  await session?.send('Emulation.setScriptExecutionDisabled', { value: false });
  try {
    return await work();
  } finally {
    await session?.send('Emulation.setScriptExecutionDisabled', { value: true });
  }
}

// A person at a device: a context of their own, with one page open. `close()` fails if anything went wrong that
// no page should do: an error in a script, a blocked resource, a request to another host.
export async function visit(browser, { language = 'en', scheme = 'light', script = true, size = 'desk' } = {}, address) {
  const context = await browser.newContext({
    baseURL: address,
    colorScheme: scheme,
    locale: LOCALES[language],
    reducedMotion: 'reduce',
    viewport: SIZES[size],
  });
  const complaints = [];
  const home = new URL(address).host;
  await context.route(
    (url) => url.host !== home && url.protocol !== 'data:',
    (route) => {
      complaints.push(`a request to another host: ${new URL(route.request().url()).host}`);
      return route.abort();
    },
  );
  const watch = (page) => {
    page.on('pageerror', (error) => complaints.push(`an error in a script: ${error.message}`));
    page.on('console', (message) => {
      // An answer of 404 or 422 is for the test to judge.
      if (message.type() === 'error' && !/^Failed to load resource.*status of 4/.test(message.text())) {
        complaints.push(`on the console: ${message.text()}`);
      }
    });
  };
  context.on('page', watch);
  const page = await context.newPage();
  if (!script) await refuseScript(page);
  const close = async () => {
    await context.close();
    assert.deepEqual(complaints, [], 'what the browser complained about');
  };
  return { context, page, complaints, close };
}

// No two-way scrolling: the page is no wider than its window (WCAG 2.2, 1.4.10).
export async function assertNoSidewaysScroll(page) {
  const [wide, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= window, `the page is ${wide} px wide in a window of ${window} px`);
}
