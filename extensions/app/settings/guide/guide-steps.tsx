import { Accordion, Flex, Heading, Text, Tile, ToggleGroup } from '@hubspot/ui-extensions';
import React from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { CapacityStep } from './guide-capacity.tsx';
import type { GuideData, GuideStep } from './guide-data.ts';
import { RolesStep } from './guide-roles.tsx';
import type { Lead, StepProps } from './guide-props.ts';
import { EFFECT, MODEL_STEP, STEP } from './guide-texts.ts';
import { KeysAndPeople } from '../access/keys-and-people.tsx';
import { IcpTab } from '../model/model-icp-tab.tsx';
import { ModelPreview } from '../model/model-preview.tsx';
import { VendorOffers } from '../portal-data/vendor-offers.tsx';
import { Answer } from './readiness.tsx';
import { READINESS } from './readiness-texts.ts';

/** The button to continue from a step, given the function that sends its unsent changes; `null` if one is invalid. */
type Ways = (save: Save | null, lead: Lead | null) => React.ReactNode;
type Save = () => Promise<GuideData | null>;

interface ContentProps extends StepProps {
  /** `null`: the question that comes before the steps. */
  step: GuideStep | null;
  children: Ways;
}

const nothing = (): Promise<null> => Promise.resolve(null);

/** A step's questions, its effect on the accounts, and its buttons. */
export function StepContent({ step, children, ...props }: ContentProps) {
  if (step === null) {
    return (
      <>
        <Question client={props.client} />
        {children(nothing, null)}
      </>
    );
  }
  const { title, text } = STEP[step];
  return (
    <>
      <Flex direction="column" gap="flush">
        <Heading>{title}</Heading>
        <Text>{text}</Text>
      </Flex>
      {step === 'capacity' ? (
        <CapacityStep {...props}>
          {(save, lead) => <Rest {...props} ways={children} save={save} lead={lead} />}
        </CapacityStep>
      ) : (
        <>
          {step === 'model' ? <ModelStep {...props} /> : null}
          {step === 'roles' ? <RolesStep {...props} /> : null}
          {step === 'keys' ? <KeysAndPeople client={props.client.keys} /> : null}
          <Rest {...props} ways={children} save={nothing} lead={null} />
        </>
      )}
    </>
  );
}

function Rest({ ways, save, lead, ...props }: StepProps & { ways: Ways; save: Save | null; lead: Lead | null }) {
  return (
    <>
      <Effect {...props} />
      {ways(save, lead)}
    </>
  );
}

/** The effect of the changes so far, which is unknown before the records are read. */
function Effect({ client, data, portalId, now, sync }: StepProps) {
  if (sync.status !== 'active') return null;
  const { draft } = data;
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Text format={{ fontWeight: 'demibold' }}>{EFFECT.title}</Text>
        {draft === null ? (
          <Text>{EFFECT.none}</Text>
        ) : (
          <ModelPreview
            key={`${draft.version} ${draft.revision}`}
            client={client.model}
            version={draft.version}
            mayAsk
            portalId={portalId}
            now={now}
          />
        )}
      </Flex>
    </Tile>
  );
}

function Question({ client }: Pick<StepProps, 'client'>) {
  const loaded = useLoaded(client.readReadiness);
  return (
    <Loading loaded={loaded} reading={READINESS.reading} unreadable={READINESS.unreadable}>
      {(data) => <Answer data={data} />}
    </Loading>
  );
}

/** One of the starting models, put into the draft by a click, and what the closed deals suggest in addition. */
function ModelStep({ client, data, actions, sync }: StepProps) {
  const choose = (id: string): void => {
    const requestId = crypto.randomUUID();
    actions.act('model', () => client.guide.change(requestId, { kind: 'model', id }));
  };
  return (
    <Flex direction="column" gap="small">
      <ToggleGroup
        toggleType="radioButtonList"
        name="start"
        label={MODEL_STEP.label}
        options={data.starts.map(({ id, label, description }) => ({ value: id, label, description }))}
        value={data.start ?? ''}
        onChange={(value) => choose(value)}
      />
      <Text variant="microcopy">{MODEL_STEP.atOnce}</Text>
      {data.start === null ? <Text variant="microcopy">{MODEL_STEP.own}</Text> : null}
      <VendorOffers client={client} />
      {sync.status === 'active' ? (
        <Accordion title={MODEL_STEP.learn} size="sm">
          <IcpTab client={client.model} onOpenModel={() => actions.act('taken', client.guide.read)} />
        </Accordion>
      ) : null}
    </Flex>
  );
}
