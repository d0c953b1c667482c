import { readEnvironment } from '../config.ts';
import { examine } from './examine.ts';

const SIGNS = { ok: '✓', fault: '✗', unknown: '?' } as const;

/** `npm run doctor`: what is wrong with this installation, and how to fix it. Exits with 1 if anything is. */
async function main(): Promise<void> {
  const findings = await examine(readEnvironment());
  for (const { subject, verdict, text, fix } of findings) {
    console.log(`${SIGNS[verdict]} ${subject}: ${text}${fix === undefined ? '' : `\n    → ${fix}`}`);
  }
  if (findings.some(({ verdict }) => verdict === 'fault')) process.exitCode = 1;
}

await main();
