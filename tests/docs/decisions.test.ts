import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../docs/decisions/', import.meta.url));
const INDEX = 'README.md';
const pages = readdirSync(FOLDER).filter((file) => file !== INDEX);
const headings = new Map(pages.map((file) => [file, readFileSync(FOLDER + file, 'utf8').split('\n')[0] ?? '']));

test('a decision is named by its number and begins with it', () => {
  const wrong = [...headings].filter(([file, heading]) => !heading.startsWith(`# ${file.slice(0, 3)} · `));
  expect(wrong).toEqual([]);
  expect(new Set(pages.map((file) => file.slice(0, 3))).size).toBe(pages.length);
});

test('the index lists every decision once, by its title', () => {
  const listed = [...readFileSync(FOLDER + INDEX, 'utf8').matchAll(/^- \[(.+)\]\((.+)\)$/gm)];
  const wanted = [...headings].map(([file, heading]) => `${file}: ${heading.slice(2)}`);
  expect(listed.map(([, title, file]) => `${file}: ${title}`).toSorted()).toEqual(wanted.toSorted());
});

test('a link from one decision leads to another that is there', () => {
  const broken = pages.flatMap((file) =>
    [...readFileSync(FOLDER + file, 'utf8').matchAll(/\]\((\d{3}[\w-]*\.md)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !headings.has(target))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});
