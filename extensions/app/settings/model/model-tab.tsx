import { Alert, Button, Flex, Heading, Inline, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { Failed } from '../failed.tsx';
import type { ModelData, ModelSummary } from './model-data.ts';
import { describeDifference } from './model-difference.ts';
import { ModelDraft } from './model-draft.tsx';
import { isOfModel } from './model-faults.ts';
import { PastScore } from './model-past.tsx';
import type { ModelProps } from './model-props.ts';
import { DRAFT, MODEL } from './model-texts.ts';
import { ModelVersions } from './model-versions.tsx';
import { ModelWords } from './model-words.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { ToDo } from '../to-do.tsx';
import { TO_DO } from '../to-do-texts.ts';
import { PAGE } from '../texts.ts';

interface TabProps {
  client: SettingsClient;
  portalId: number;
  now: number;
}

/** Which model scores and what it says; a draft with what it would change; and every version that scored before. */
export function ModelTab({ client, portalId, now }: TabProps) {
  const loaded = useLoaded(client.model.read);
  const actions = useActions(loaded.replace);
  const [former, setFormer] = useState<ModelSummary | null>(null);
  return (
    <Loading loaded={loaded} reading={MODEL.reading} unreadable={MODEL.unreadable}>
      {(data) => {
        const shown = { client, data, actions, portalId, now };
        const activate = (wanted: ModelSummary): void => activateVersion(shown, wanted, () => setFormer(data.active));
        return (
          <Flex direction="column" gap="medium">
            {data.mayChange ? null : <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />}
            <ToDo mayChange={data.mayChange} words={TO_DO.model(data)} />
            <NotDone {...shown} />
            <Activated {...shown} former={former} onBack={activate} />
            <UnknownProperties names={data.unknownProperties} />
            {data.draft === null ? (
              <Active {...shown} />
            ) : (
              <ModelDraft {...shown} draft={data.draft} onActivate={activate} />
            )}
            <ModelVersions {...shown} onReturn={activate} />
            <PastScore client={client.model} data={data} />
          </Flex>
        );
      }}
    </Loading>
  );
}

/** Why a change was not made; what has moved on since is read again, since trying again would change nothing. */
function NotDone({ client, actions }: ModelProps) {
  const { failed } = actions;
  if (failed === null || !failed.faults.some(({ field }) => field === 'revision')) {
    return <Failed failed={describeFailure(failed)} />;
  }
  return (
    <Alert title={DRAFT.moved} variant="warning">
      <Text>{failed.message}</Text>
      <Button onClick={() => actions.act('reread', client.model.read)}>{DRAFT.reread}</Button>
    </Alert>
  );
}

/** What does not hold of a field is said beside it, not here. */
function describeFailure(failed: Actions<ModelData>['failed']): Actions<ModelData>['failed'] {
  const faults = failed?.faults ?? [];
  const isMarked = faults.length > 0 && faults.every(isOfModel);
  return failed === null || !isMarked ? failed : { ...failed, message: DRAFT.marked(faults.length) };
}

function activateVersion({ client, actions }: ModelProps, wanted: ModelSummary, onDone: () => void): void {
  const requestId = crypto.randomUUID();
  actions.act('activate', () => client.model.activate(requestId, wanted), onDone);
}

/** After an activation one click goes back. */
function Activated(props: ModelProps & { former: ModelSummary | null; onBack: (version: ModelSummary) => void }) {
  const { data, actions, former, onBack } = props;
  const earlier = data.earlier.find(({ version }) => version === former?.version);
  if (earlier === undefined || data.draft !== null) return null;
  return (
    <Alert title={DRAFT.activated(data.active.version)} variant="success">
      <Inline>
        <LoadingButton size="sm" loading={actions.busy === 'activate'} onClick={() => onBack(earlier)}>
          {DRAFT.goBack(earlier.version)}
        </LoadingButton>
      </Inline>
    </Alert>
  );
}

function UnknownProperties({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const { title, text } = MODEL.unknownProperties(names);
  return (
    <Alert title={title} variant="warning">
      {text}
    </Alert>
  );
}

function Active(props: ModelProps) {
  const { client, data, actions, now } = props;
  const { active } = data;
  const open = (): void => {
    const requestId = crypto.randomUUID();
    actions.act('open', () => client.model.openDraft(requestId, { kind: 'active' }));
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{MODEL.activeTitle(active)}</Heading>
      {active.activatedAt === null ? null : (
        <Inline gap="extra-small">
          <Text variant="microcopy">{MODEL.activeSince}</Text>
          <RelativeTime at={active.activatedAt} now={now} />
          <Text variant="microcopy">{MODEL.by(active.activatedBy ?? active.changedBy)}</Text>
        </Inline>
      )}
      <Text variant="microcopy">{describeDifference(active.difference)}</Text>
      {data.mayChange ? (
        <Inline>
          <LoadingButton loading={actions.busy === 'open'} onClick={open}>
            {MODEL.change}
          </LoadingButton>
        </Inline>
      ) : null}
      <ModelWords model={active.model} data={data} />
      {data.mayChange ? <StartFrom {...props} /> : null}
    </Flex>
  );
}

/** A draft that begins with the fit of another kind of business. */
function StartFrom({ client, data, actions }: ModelProps) {
  const [id, setId] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const chosen = data.starts.find((start) => start.id === id);
  if (!isOpen) {
    return (
      <Inline>
        <Button onClick={() => setIsOpen(true)}>{MODEL.startFrom}</Button>
      </Inline>
    );
  }
  const make = (): void => {
    if (id === null) return;
    const requestId = crypto.randomUUID();
    actions.act('start', () => client.model.openDraft(requestId, { kind: 'start', id }));
  };
  return (
    <Flex direction="column" gap="small">
      <Select
        label={MODEL.startFrom}
        name="start"
        placeholder={MODEL.startChoose}
        description={chosen?.description ?? MODEL.startHelp}
        options={data.starts.map(({ id: value, label }) => ({ value, label }))}
        {...(id === null ? {} : { value: id })}
        onChange={(value) => setId(String(value))}
      />
      <Inline gap="small">
        <LoadingButton loading={actions.busy === 'start'} disabled={id === null} onClick={make}>
          {MODEL.start}
        </LoadingButton>
        <Button onClick={() => setIsOpen(false)}>{MODEL.cancel}</Button>
      </Inline>
    </Flex>
  );
}
