import { hubspot } from '@hubspot/ui-extensions';
import React from 'react';
import { AccountBrief } from './brief/account-brief.tsx';
import { CardRoot } from './card-root.tsx';

hubspot.extend<'crm.record.tab'>(({ context, actions }) => (
  <CardRoot context={context} card={AccountBrief} copy={actions.copyTextToClipboard} />
));
