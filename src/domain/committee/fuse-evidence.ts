import type { EvidenceSource, RoleEvidence } from './coverage-types.ts';

/** How strongly a source says that a person holds a role, 0–1. */
export const EVIDENCE_STRENGTH: Readonly<Record<EvidenceSource, number>> = {
  set_in_hubspot: 0.95,
  deal_label: 0.9,
  confirmed: 0.9,
  title: 0.6,
  behaviour: 0.3,
};

/**
 * Confidence 0–1 that a person holds a role: noisy-or, `1 − Π(1 − strength)`, over the strongest piece of each
 * source (the same source twice is one witness, not two).
 */
export function fuseEvidence(evidence: readonly RoleEvidence[]): number {
  const strongest = new Map<EvidenceSource, number>();
  for (const { source, strength } of evidence) {
    strongest.set(source, Math.max(strongest.get(source) ?? 0, strength));
  }
  let doubt = 1;
  for (const strength of strongest.values()) doubt *= 1 - strength;
  return 1 - doubt;
}
