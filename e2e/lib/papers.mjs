// Papers as another program reads them: what is on them, on how many pages, under which tags.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
