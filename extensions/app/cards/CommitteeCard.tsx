import { hubspot } from '@hubspot/ui-extensions';
import React from 'react';
import { CardRoot } from './card-root.tsx';
import { Committee } from './committee/committee.tsx';

hubspot.extend<'crm.record.tab'>(({ context }) => <CardRoot context={context} card={Committee} />);
