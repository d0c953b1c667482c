import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Cells of the table below a heading. */
function rowsOf(heading: string): string[][] {
  const [, after = ''] = page.split(`## ${heading}\n`);
  const lines = (after.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('every answer to an attack names a test or command that is there', () => {
  const rows = rowsOf('Answers');
  expect(rows.length).toBeGreaterThan(25);
  for (const [attacker = '', attack = '', answer = '', shown = ''] of rows) {
    const named = [...shown.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    const missing = named.filter((name) =>
      name.startsWith('npm run ') ? scripts[name.slice(8)] === undefined : !existsSync(join(ROOT, name)),
    );
    expect({ attack, answered: answer.length > 0, tests: named.length > 0, missing }).toEqual({
      attack,
      answered: true,
      tests: true,
      missing: [],
    });
    expect(Number(attacker)).toBeGreaterThan(0);
  }
});

test('every attacker of the list is answered', () => {
  const [, after = ''] = page.split('## Who attacks, and where\n');
  const attackers = [...(after.split('\n## ')[0] ?? '').matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
  expect(attackers.length).toBeGreaterThan(5);
  expect(new Set(rowsOf('Answers').map(([number]) => number))).toEqual(new Set(attackers));
});

test('links of the page lead somewhere', () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(ROOT, 'docs', link)))).toEqual([]);
});
