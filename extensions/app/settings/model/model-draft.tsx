import {
  Accordion,
  Alert,
  Button,
  Flex,
  Heading,
  Inline,
  Input,
  LoadingButton,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { ModelContent, ModelSummary, ModelVersion } from './model-data.ts';
import { SaveRow, useEdited, wrong } from './model-edited.tsx';
import { EngagementFields } from './model-engagement.tsx';
import { problemAt, readFaults } from './model-faults.ts';
import { CriteriaFields, DisqualifierFields } from './model-fit.tsx';
import { IntentFields } from './model-intent.tsx';
import { ModelPreview } from './model-preview.tsx';
import { RoleFields } from './model-roles.tsx';
import { StageFields } from './model-stages.tsx';
import type { FieldsProps, ModelProps } from './model-props.ts';
import { DRAFT } from './model-texts.ts';
import { TierFields } from './model-tiers.tsx';

interface DraftProps extends ModelProps {
  draft: ModelVersion;
  onActivate: (version: ModelSummary) => void;
}

/** The draft: what it would change, above the parts it is made of. Nothing scores by it until it is activated. */
export function ModelDraft({ client, data, actions, portalId, now, draft, onActivate }: DraftProps) {
  const save = (model: ModelContent): void => actions.act('save', () => client.model.changeDraft(draft, model));
  const { model } = draft;
  const faults = readFaults(actions.failed?.faults ?? []);
  const fields: FieldsProps = { model, onSave: data.mayChange ? save : null, isBusy: actions.busy === 'save', faults };
  const state = `${draft.version} ${draft.revision} ${data.active.version}`;
  return (
    <Flex direction="column" gap="medium">
      <Tile>
        <Flex direction="column" gap="small">
          <Heading>{DRAFT.title(draft.version, draft.name)}</Heading>
          <Text variant="microcopy">{DRAFT.against(data.active.version)}</Text>
          <ModelPreview
            key={state}
            client={client.model}
            version={draft.version}
            mayAsk={data.mayChange}
            portalId={portalId}
            now={now}
          />
          {data.mayChange ? (
            <Decide client={client} actions={actions} draft={draft} onActivate={() => onActivate(draft)} />
          ) : null}
        </Flex>
      </Tile>
      <Parts state={state} fields={fields} client={client} data={data} />
    </Flex>
  );
}

interface PartsProps extends Pick<ModelProps, 'client' | 'data'> {
  /** Another one starts the editors over. */
  state: string;
  fields: FieldsProps;
}

function Parts({ state, fields, client, data }: PartsProps) {
  const { sections } = DRAFT;
  return (
    <>
      <NameField key={`name ${state}`} {...fields} />
      <Accordion title={sections.tiers} size="sm" defaultOpen>
        <TierFields key={state} {...fields} />
      </Accordion>
      <Accordion title={sections.fit} size="sm">
        <CriteriaFields key={state} {...fields} client={client} />
      </Accordion>
      <Accordion title={sections.disqualifiers} size="sm">
        <DisqualifierFields key={state} {...fields} client={client} />
      </Accordion>
      <Accordion title={sections.engagement} size="sm">
        <EngagementFields key={state} {...fields} />
      </Accordion>
      <Accordion title={sections.intent} size="sm">
        <IntentFields key={state} {...fields} />
      </Accordion>
      <Accordion title={sections.roles} size="sm">
        <RoleFields key={state} {...fields} data={data} />
      </Accordion>
      <Accordion title={sections.stages} size="sm">
        <StageFields key={state} {...fields} data={data} />
      </Accordion>
    </>
  );
}

function NameField({ model, onSave, isBusy, faults }: FieldsProps) {
  const state = useEdited({ name: model.name });
  return (
    <Flex direction="column" gap="small">
      <Input
        label={DRAFT.name}
        name="name"
        value={state.edited.name}
        {...wrong(problemAt(faults, 'name'))}
        readOnly={onSave === null}
        onChange={(name) => state.edit({ name })}
      />
      <SaveRow edited={state} isBusy={isBusy} onSave={() => onSave?.({ ...model, ...state.edited })} />
    </Flex>
  );
}

interface DecideProps extends Pick<ModelProps, 'client' | 'actions'> {
  draft: ModelVersion;
  onActivate: () => void;
}

function Decide({ client, actions, draft, onActivate }: DecideProps) {
  const [isAsked, setIsAsked] = useState(false);
  const { discarding } = DRAFT;
  if (isAsked) {
    return (
      <Alert title={discarding.title} variant="warning">
        <Text>{discarding.text}</Text>
        <Inline gap="small">
          <LoadingButton
            variant="destructive"
            loading={actions.busy === 'discard'}
            onClick={() => actions.act('discard', () => client.model.discardDraft(draft))}
          >
            {discarding.yes}
          </LoadingButton>
          <Button onClick={() => setIsAsked(false)}>{discarding.no}</Button>
        </Inline>
      </Alert>
    );
  }
  return (
    <Inline gap="small">
      <LoadingButton variant="primary" loading={actions.busy === 'activate'} onClick={onActivate}>
        {DRAFT.activate}
      </LoadingButton>
      <Button onClick={() => setIsAsked(true)}>{DRAFT.discard}</Button>
    </Inline>
  );
}
