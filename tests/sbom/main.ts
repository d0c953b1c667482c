import { readFileSync } from 'node:fs';
import { describePackages } from './describe-packages.ts';

/* Prints the bill of materials of what runs in the service: `npm run --silent sbom > sbom.json`. */

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { name, version } = read('package.json') as { name: string; version: string };
const metadata = { component: { type: 'application', 'bom-ref': name, name, version } };
const bill = { version: 1, metadata, ...describePackages(read('package-lock.json')) };
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
