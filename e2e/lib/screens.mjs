// Pictures of pages, for people: SCREENS=1 keeps them in e2e/screens/, which is not in the repository.

import { fileURLToPath } from 'node:url';

export async function screen(page, name) {
  if (process.env.SCREENS !== '1') return;
  const path = fileURLToPath(new URL(`../screens/${name}.png`, import.meta.url));
  await page.screenshot({ path, fullPage: true });
}
