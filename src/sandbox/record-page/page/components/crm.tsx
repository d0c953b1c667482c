import type { CrmActionLinkProps, CrmPropertyListProps } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';

/** What HubSpot does at a click; the sandbox has none of its panels, and says so. */
const ACTIONS: Partial<Record<CrmActionLinkProps['actionType'], string>> = {
  OPEN_RECORD_ASSOCIATION_FORM: 'HubSpot opens its panel for adding a record to this one.',
};

export function CrmActionLink({ actionType, actionContext, children }: CrmActionLinkProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span data-crm-action={actionType} data-crm-context={JSON.stringify(actionContext)}>
      <a
        href="#panel"
        className="hs-link hs-link-primary"
        onClick={(event) => {
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        {children}
      </a>
      {isOpen ? (
        <span className="hs-text hs-microcopy" role="status">
          {` ${ACTIONS[actionType] ?? 'HubSpot goes on from here.'} The sandbox has none.`}
        </span>
      ) : null}
    </span>
  );
}

/** HubSpot shows each property with its value, to be edited in place; the sandbox names them. */
export function CrmPropertyList({ properties, direction = 'column' }: CrmPropertyListProps) {
  return (
    <dl className={`hs-descriptions hs-descriptions-${direction}`} data-crm-properties={properties.join(' ')}>
      {properties.map((property) => (
        <div key={property}>
          <dt>{property}</dt>
          <dd>–</dd>
        </div>
      ))}
    </dl>
  );
}
