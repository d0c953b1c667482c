import { hubspot } from '@hubspot/ui-extensions';
import React from 'react';
import { AccountStanding } from './standing/account-standing.tsx';
import { CardRoot } from './card-root.tsx';

hubspot.extend<'crm.record.sidebar'>(({ context }) => <CardRoot context={context} card={AccountStanding} />);
