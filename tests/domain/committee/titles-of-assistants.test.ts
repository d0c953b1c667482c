import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import { SECRETARYS_BODIES, SECRETARYS_OFFICES } from '../../../src/domain/committee/titles/exclusions.ts';
import { SENIORITY_WORDS } from '../../../src/domain/committee/titles/seniority-words.ts';

const RANKS = Object.values(SENIORITY_WORDS)
  .flat()
  .map((line) => line.split(': ')[0] ?? '')
  // Marks of the tables: such a line is no title as it stands
  .filter((text) => !/[_^$*,]/.test(text));
const OTHERS_RANKS = RANKS.filter(
  (rank) => ![...SECRETARYS_OFFICES, ...SECRETARYS_BODIES].some((word) => rank.split(' ').includes(word)),
);

const word = fc.constantFrom('Assistant', 'Secretary', 'Senior Secretary', 'Secrétaire', 'Secretaria', 'Segretaria');
const mark = fc.constantFrom(', ', ' - ', ' – ', ': ');
const rest = fc.constantFrom('', ' Sales', ', EMEA', ' & founder');

test('holds an assistant or a secretary who is set off from any rank for an individual', () => {
  fc.assert(
    fc.property(word, mark, fc.constantFrom(...OTHERS_RANKS), rest, (who, between, rank, after) => {
      expect(classifyTitle(`${who}${between}${rank}${after}`).seniority).toBe('individual');
    }),
    { numRuns: 1_000 },
  );
});

test('lets them stand beside a rank, or after it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RANKS), (rank) => {
      expect(classifyTitle(`${rank} & corporate secretary`).seniority).not.toBe('individual');
      expect(classifyTitle(`${rank}, secretary`).seniority).not.toBe('individual');
    }),
  );
});

test.each([
  'Secretary, CEO',
  'Secretary - CEO',
  'Secretary for the CEO',
  'Secretary of the President',
  'Secretary of Managing Director',
  'Senior Secretary, CEO',
  'Assistant, VP Sales',
  'Assistant, Sales VP',
  'Assistant – Vice President',
  'Assistant, Board of Directors',
  'Sekretärin, Geschäftsführung',
  'Assistent, Geschäftsführer',
  'Assistante, Direction générale',
  'Assistante, Directeur général',
  'Secrétaire, PDG',
  'Secretaria, Director General',
  'Asistente, Director General',
  'Segretaria, Amministratore Delegato',
  'Secretaresse, Algemeen directeur',
  'Secretary, CEO and CFO',
  'Secretary, CEO, Board of Directors',
  'Secretary - Managing Director - Board of Trustees',
  'Secretary, Vice President, Legal',
  'Secretary for the President and the Board of Trustees',
  'Assistant, Vice President and General Counsel',
])('holds "%s" for an individual', (title) => {
  expect(classifyTitle(title).seniority).toBe('individual');
});

test.each([
  ['CEO & Secretary', 'C-level'],
  ['Secretary & CEO', 'C-level'],
  ['Secretary | CEO', 'C-level'],
  ['CFO, Secretary, Treasurer', 'C-level'],
  ['Corporate Secretary, CFO', 'C-level'],
  ['Company Secretary, General Counsel', 'C-level'],
  ['Secretary, General Counsel', 'C-level'],
  ['Secretary, Vice President and General Counsel', 'VP'],
  ['Secretary, Director and General Counsel', 'C-level'],
  ['Secretary, Vice President, General Counsel', 'VP'],
  ['Secretary, Vice President and Treasurer', 'VP'],
  ['Secretary, Board of Directors', 'C-level'],
  ['Secretary of the Board of Directors', 'C-level'],
  ['General Secretary', 'C-level'],
  ['Secretary General', 'C-level'],
  ['Secretary of State, CEO of the Agency', 'C-level'],
  ['Secretary and Treasurer', 'director'],
  ['Secretary, Treasurer', 'director'],
  ['Secretary-Treasurer', 'director'],
  ['Assistant Vice President', 'VP'],
  ['Assistant Secretary, VP Legal', 'VP'],
  ['Assistant Manager - Sales', 'manager'],
  ['Corporate Secretary', 'individual'],
  ['Company Secretary', 'individual'],
  ['Secretary of State', 'individual'],
])('reads "%s", who is more than an assistant, as %s', (title, seniority) => {
  expect(classifyTitle(title).seniority).toBe(seniority);
});
