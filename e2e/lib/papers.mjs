// Papers as another program reads them: what is on them, on how many pages, under which tags.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// What the server answers at this address to whoever is signed in on the page.
export async function fetched(page, path) {
  const answer = await page.request.get(new URL(path, page.url()).href);
  return { status: answer.status(), kind: answer.headers()['content-type'], bytes: await answer.body() };
}

// Facts, tags and words of a paper, as poppler reads them.
export async function read(bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'paper-'));
  try {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, bytes);
    const said = async (program, ...words) => (await run(program, words)).stdout;
    return {
      facts: await said('pdfinfo', file),
      tags: await said('pdfinfo', '-struct', file),
      words: await said('pdftotext', '-layout', file, '-'),
      inked: await inked(folder, file),
      raw: bytes.toString('latin1'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// How much of each page is printed on, as poppler draws it: the share of dots that are not white.
async function inked(folder, file) {
  await run('pdftoppm', ['-r', '40', '-gray', file, join(folder, 'drawn')]);
  const pages = (await readdir(folder)).filter((name) => name.startsWith('drawn')).sort();
  return Promise.all(
    pages.map(async (name) => {
      const dots = (await readFile(join(folder, name))).subarray(20);
      return dots.filter((dot) => dot < 200).length / dots.length;
    }),
  );
}

// What ISO 14289-1 asks of every paper, as far as it can be read without a validator: the mark of PDF/UA-1, a title that the
// reader shows, a language, every font within, a heading of the first level first, and a row of heads in each table.
export function faults({ facts, tags, raw, inked }) {
  const asks = {
    'it is tagged': /Tagged:\s+yes/.test(facts),
    'it says that it is PDF/UA-1': /pdfuaid:part/.test(raw),
    'it has a title': /Title:\s+\S/.test(facts),
    'the title is what a reader shows': /DisplayDocTitle true/.test(raw),
    'it has a language': /\/Lang/.test(raw),
    'its first heading is of the first level': /\bH1\b/.test(tags) && !/\bH[2-6]\b[\s\S]*\bH1\b/.test(tags.split(/\bH1\b/)[0]),
    'every table has heads': (tags.match(/^\s*Table\b/gm) ?? []).length <= (tags.match(/\bTH\b/g) ?? []).length,
    'no page is blank': inked.length > 0 && inked.every((share) => share > 0.005),
  };
  return Object.keys(asks).filter((ask) => !asks[ask]);
}
