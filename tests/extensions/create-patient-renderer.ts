import { createRenderer, type Renderer } from '@hubspot/ui-extensions/testing';
import { PATIENCE_MS } from '../fixtures/patience.ts';

type Place = 'crm.record.tab' | 'pages' | 'settings';

/** HubSpot's renderer, which waits a second for what must come; this one as long as every other wait of a test. */
export function createPatientRenderer<P extends Place>(place: P): Renderer<P> {
  const renderer = createRenderer(place);
  return { ...renderer, waitFor: (check) => renderer.waitFor(check, { timeoutInMs: PATIENCE_MS }) };
}
