// The product's own texts, read from its Fluent files, so that a test names a control by its key and holds in both
// languages.

import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const LOCALES = fileURLToPath(new URL('../../crates/web/locales/', import.meta.url));

// `const say = await words('es'); say('sign-in-button')`. An unknown key is an error, and so is a value that the
// text asks for and nobody gave.
export async function words(language) {
  const folder = `${LOCALES}${language}/`;
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ftl'));
  const texts = new Map();
  for (const file of files) read(await readFile(folder + file, 'utf8'), texts);
  return (key, values = {}) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`${language} has no text ${key}`);
    return text.replaceAll(/\{\s*\$([\w-]+)\s*\}/g, (_, name) => {
      if (!(name in values)) throw new Error(`${key} needs a value for ${name}`);
      return values[name];
    });
  };
}

// Messages with plain values; continued lines are joined. Selectors and attributes are for the product to test.
export function read(source, texts = new Map()) {
  let key;
  for (const line of source.split('\n')) {
    const begins = line.match(/^([a-z][\w-]*)\s*=\s*(.*)$/i);
    if (begins) {
      key = begins[1];
      texts.set(key, begins[2].trim());
    } else if (key && /^\s+[^\s.]/.test(line)) {
      texts.set(key, `${texts.get(key)} ${line.trim()}`.trim());
    } else if (line.trim() !== '') {
      key = undefined;
    }
  }
  return texts;
}
