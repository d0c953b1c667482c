import type { FitModel } from '../../fit/fit-model.ts';

import { ENTERPRISE_SOFTWARE } from './enterprise-software.ts';
import { GENERAL } from './general.ts';
import { MANUFACTURING } from './manufacturing.ts';
import { SERVICES } from './services.ts';

/** A fit model to begin with; everything else of the model is the same for all. */
export interface StartingModel {
  id: 'general' | 'enterprise_software' | 'services' | 'manufacturing';
  label: string;
  /** Whom it is for, in a sentence an admin chooses by. */
  description: string;
  fit: FitModel;
}

/** What an admin chooses from at onboarding, on HubSpot's own company properties; `general` is what a new portal has until then. */
export const STARTING_MODELS: readonly StartingModel[] = [
  {
    id: 'general',
    label: 'General',
    description: 'Mid-sized to large companies of any industry, rather those that live by software and services.',
    fit: GENERAL,
  },
  {
    id: 'enterprise_software',
    label: 'Enterprise software',
    description: 'Large companies, by size, how digital their industry is, and the technology they run.',
    fit: ENTERPRISE_SOFTWARE,
  },
  {
    id: 'services',
    label: 'Services',
    description: 'Companies large enough to buy help; those who sell the same work count against.',
    fit: SERVICES,
  },
  {
    id: 'manufacturing',
    label: 'Manufacturing',
    description: 'Makers and process industries first, then the size of the plant.',
    fit: MANUFACTURING,
  },
];
