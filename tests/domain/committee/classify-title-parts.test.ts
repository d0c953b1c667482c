import { expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';

/** What in a title of several parts decides: the title, its seniority, its function. */
const CASES: [string, string, string][] = [
  // Words beside the rank weigh more than those of other parts
  ['Software, Director of Sales', 'director', 'sales'],
  ['Software; Director of Sales', 'director', 'sales'],
  ['Software, Sales Director', 'director', 'sales'],
  ['Software, Director of Sales, EMEA', 'director', 'sales'],
  ['Software, Director of Sales, Head of Channel', 'director', 'sales'],
  ['Head of Marketing, Engineer', 'director', 'marketing'],
  ['Head of Marketing; Engineer', 'director', 'marketing'],
  ['Director, Research, Marketing', 'director', 'marketing'],
  // Of the chief's own words and others: the chief's
  ['Software Group, Chief Sales Officer', 'C-level', 'sales'],
  ['CFO and acting CEO', 'C-level', 'general management'],
  ['CSO and Founder', 'C-level', 'general management'],
  ['CCO, Marketing', 'C-level', 'marketing'],
  // A grade bounds a chief, but not one who also owns the company
  ['SVP, CFO & Co-Founder', 'C-level', 'finance'],
  ['SVP, CFO', 'VP', 'finance'],
  // Below C-level: what the rank names goes before the words beside it, unless it is general management
  ['DRH, Communication', 'director', 'HR'],
  ['Engineer, Project Management', 'manager', 'IT/engineering'],
  ['Managing Director, Head of Research', 'director', 'general management'],
  // Somebody else's title
  ['Executive Assistant, CEO', 'individual', 'other'],
  ['Analyst, CEO Office', 'individual', 'IT/engineering'],
  ['Director Office Operations', 'director', 'operations'],
  ['Managerin', 'manager', 'other'],
];

test.each(CASES)('reads "%s" as %s, %s', (title, seniority, jobFunction) => {
  expect(classifyTitle(title)).toEqual({ seniority, jobFunction });
});
