// The product's own table of routes, as its authors reviewed it.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const TABLE = fileURLToPath(
  new URL(
    '../../crates/web/tests/it/snapshots/it__matrix__the_routes_and_their_policies_are_a_reviewed_table.snap',
    import.meta.url,
  ),
);

// What GET answers at, as patterns: `/people/{id}/roles`.
export async function gets() {
  const lines = (await readFile(TABLE, 'utf8')).split('\n');
  const found = lines.map((line) => line.match(/^GET\s+(\/\S*)\s/)?.[1]).filter(Boolean);
  if (found.length === 0) throw new Error(`no route in ${TABLE}`);
  return found;
}

const ID = '[0-9a-f-]{32,36}';

// What is no id in an address, by its name there.
const OTHERS = { n: '\\d+', way: 'to_[a-z_]+', past: 'to_[a-z_]+-\\d+', lang: '(?:en|es)', state: '[a-z]{2}', county: '[a-z-]+' };

// The patterns that none of these paths has.
export function unseen(patterns, paths) {
  const like = (pattern) => new RegExp(`^${pattern.replaceAll(/\{(\w+)\}/g, (_, name) => OTHERS[name] ?? ID)}$`);
  return patterns.filter((pattern) => !paths.some((path) => like(pattern).test(path)));
}
