import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildClusters, listWarm, type ClusterCandidate } from '../../../src/domain/plays/clusters.ts';

const account = (companyId: string, changes: Partial<ClusterCandidate> = {}): ClusterCandidate => ({
  companyId,
  name: `Account ${companyId}`,
  industry: 'COMPUTER_SOFTWARE',
  employees: '500',
  engagement: 0,
  ...changes,
});

test('accounts of one industry and one size are a cluster, named so that people know which', () => {
  const clusters = buildClusters([
    account('1', { engagement: 30 }),
    account('2', { engagement: 64 }),
    account('3', { employees: '5000' }),
    account('4', { employees: '199' }),
    account('5', { industry: 'Computer software', engagement: 29 }),
  ]);
  expect(clusters.get('1')?.name).toBe('Computer software, 200–999 employees');
  expect(clusters.get('3')?.name).toBe('Computer software, 5,000 employees and more');
  expect(clusters.get('4')?.name).toBe('Computer software, under 200 employees');
  const [cluster] = clusters.values();
  expect(cluster?.members.map(({ companyId }) => companyId)).toEqual(['2', '1', '5']);
  expect(cluster === undefined ? [] : listWarm(cluster).map(({ engagement }) => engagement)).toEqual([64, 30]);
});

test('an account whose industry or size nobody knows is in no cluster', () => {
  const unknown = [
    account('1', { industry: null }),
    account('2', { employees: null }),
    account('3', { employees: '' }),
    account('4', { employees: 'many' }),
    account('5', { industry: ' ' }),
    account('6', { employees: ' ' }),
  ];
  expect(buildClusters(unknown).size).toBe(0);
});

test('every account is in one cluster at most, which holds it', () => {
  const candidate = fc.record({
    industry: fc.constantFrom('RETAIL', 'BANKING', null),
    employees: fc.constantFrom('10', '300', '9000', null),
    engagement: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 40 }), (drawn) => {
      const accounts = drawn.map((each, index) => account(String(index), each));
      const clusters = buildClusters(accounts);
      const known = accounts.filter(({ industry, employees }) => industry !== null && employees !== null);
      expect([...clusters.keys()].toSorted()).toEqual(known.map(({ companyId }) => companyId).toSorted());
      for (const [companyId, { members }] of clusters) {
        expect(members.filter((member) => member.companyId === companyId)).toHaveLength(1);
      }
    }),
  );
});

test('by a property of the portal, accounts of one value are a cluster, named by its label', () => {
  const property = { label: 'Segment', options: { public: 'Public sector' } };
  const clusters = buildClusters(
    [
      account('1', { value: 'public' }),
      account('2', { value: 'public', industry: null }),
      account('3', { value: 'own words' }),
      account('4', { value: ' ' }),
      account('5', { value: null }),
    ],
    property,
  );
  expect([...clusters].map(([companyId, { name, members }]) => [companyId, name, members.length])).toEqual([
    ['1', 'Segment: Public sector', 2],
    ['2', 'Segment: Public sector', 2],
    ['3', 'Segment: own words', 1],
  ]);
});
