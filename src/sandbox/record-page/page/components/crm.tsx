import type { CrmActionButtonProps, CrmActionLinkProps, CrmPropertyListProps } from '@hubspot/ui-extensions/crm';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { PropertyView } from '../../record-page-data.ts';
import { useSandbox } from '../call-sandbox.ts';
import { sizeName } from './spacing.ts';

/** What HubSpot does at a click; the sandbox has none of its panels, and says so. */
const ACTIONS: Partial<Record<CrmActionLinkProps['actionType'], string>> = {
  OPEN_RECORD_ASSOCIATION_FORM: 'HubSpot opens its panel for adding a record to this one.',
};

export function CrmActionLink({ children, ...action }: CrmActionLinkProps) {
  return (
    <CrmAction
      {...action}
      draw={(open) => (
        <a
          href="#panel"
          className="hs-link hs-link-primary"
          onClick={(event) => {
            event.preventDefault();
            open();
          }}
        >
          {children}
        </a>
      )}
    />
  );
}

export function CrmActionButton({ children, variant = 'secondary', size, disabled, ...action }: CrmActionButtonProps) {
  return (
    <CrmAction
      {...action}
      draw={(open) => (
        <button
          type="button"
          className={`hs-button hs-button-${variant} hs-size-${sizeName(size)}`}
          disabled={disabled}
          onClick={open}
        >
          {children}
        </button>
      )}
    />
  );
}

interface CrmActionProps extends Pick<CrmActionLinkProps, 'actionType' | 'actionContext'> {
  draw: (open: () => void) => ReactNode;
}

function CrmAction({ actionType, actionContext, draw }: CrmActionProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span data-crm-action={actionType} data-crm-context={JSON.stringify(actionContext)}>
      {draw(() => setIsOpen(true))}
      {isOpen ? (
        <span className="hs-text hs-microcopy" role="status">
          {` ${ACTIONS[actionType] ?? 'HubSpot goes on from here.'} The sandbox has none.`}
        </span>
      ) : null}
    </span>
  );
}

/** The id of the company on whose record an extension is shown. */
export const RecordId = createContext<string | null>(null);

/** HubSpot shows each property by its label with its value, to be edited in place; the sandbox's cannot be edited. */
export function CrmPropertyList({ properties, direction = 'column' }: CrmPropertyListProps) {
  const companyId = useContext(RecordId);
  const query = new URLSearchParams(properties.map((name) => ['name', name]));
  const { data } = useSandbox<PropertyView[]>(`companies/${companyId}/properties?${query}`);
  return (
    <dl className={`hs-descriptions hs-descriptions-${direction}`} data-crm-properties={properties.join(' ')}>
      {(data ?? []).map(({ name, label, value }) => (
        <div key={name}>
          <dt title={name}>{label}</dt>
          <dd>{value ?? '––'}</dd>
        </div>
      ))}
    </dl>
  );
}
