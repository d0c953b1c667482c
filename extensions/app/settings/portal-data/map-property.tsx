import { Alert, Button, Flex, Form, Inline, Input, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ChoicesData, MappableProperty, MappedUse, PropertySample } from '../choices/choices-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import { MAPPING } from '../texts.ts';

interface MapPropertyProps {
  client: SettingsClient;
  actions: Actions<ChoicesData>;
  onCancel: () => void;
  onSaved: () => void;
}

/** The form that maps one more property, picked from those the account has. */
export function MapProperty(props: MapPropertyProps) {
  const loaded = useLoaded(props.client.listProperties);
  return (
    <Loading loaded={loaded} reading={MAPPING.readingProperties} unreadable={MAPPING.unreadable}>
      {(properties) => {
        const usable = properties.filter(({ uses }) => uses.length > 0);
        if (usable.length === 0) return <Alert title={MAPPING.noneUsable} variant="info" />;
        return <Fields {...props} properties={usable} />;
      }}
    </Loading>
  );
}

function Fields({ client, actions, onCancel, onSaved, properties }: MapPropertyProps & WithProperties) {
  const [name, setName] = useState<string | null>(null);
  const [wanted, setUse] = useState<MappedUse>('intent');
  const [source, setSource] = useState('');
  const chosen = properties.find((property) => property.name === name) ?? null;
  const uses = chosen?.uses ?? [];
  // A property that cannot be read as what was chosen before is read as what it can.
  const use = uses.includes(wanted) ? wanted : uses[0];
  const isComplete = chosen !== null && use !== undefined && source.trim() !== '';
  const submit = (): void => {
    if (!isComplete) return;
    const mapped = { property: chosen.name, use, source: source.trim() };
    actions.act('map', () => client.mapProperty(mapped), onSaved);
  };
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="small">
        <PropertyPicker properties={properties} name={name} onPick={setName} />
        {chosen === null ? null : <Sample key={chosen.name} client={client} name={chosen.name} use={use} />}
        <Select
          label={MAPPING.fields.use}
          name="use"
          required
          readOnly={chosen === null}
          options={uses.map((each) => ({ label: MAPPING.uses[each], value: each }))}
          {...(use === undefined ? {} : { value: use, description: MAPPING.useHelp[use] })}
          onChange={(value) => setUse(value as MappedUse)}
        />
        <Input
          label={MAPPING.fields.source}
          name="source"
          required
          description={MAPPING.fields.sourceHelp}
          value={source}
          onInput={setSource}
          onChange={setSource}
        />
        <Inline gap="small">
          <LoadingButton type="submit" variant="primary" loading={actions.busy !== null} disabled={!isComplete}>
            {MAPPING.confirm}
          </LoadingButton>
          <Button onClick={() => onCancel()}>{MAPPING.cancel}</Button>
        </Inline>
      </Flex>
    </Form>
  );
}

interface WithProperties {
  properties: readonly MappableProperty[];
}

function PropertyPicker(props: WithProperties & { name: string | null; onPick: (name: string) => void }) {
  const { properties, name, onPick } = props;
  return (
    <Select
      label={MAPPING.fields.property}
      name="property"
      required
      placeholder={MAPPING.fields.choose}
      options={properties.map((each) => ({
        label: each.ofHubSpot ? MAPPING.fields.ofHubSpot(each.label) : each.label,
        value: each.name,
      }))}
      {...(name === null ? {} : { value: name })}
      onChange={(value) => onPick(String(value))}
    />
  );
}

/** What the property holds, so that nobody maps one that is empty or is something else. */
function Sample({ client, name, use }: { client: SettingsClient; name: string; use: MappedUse | undefined }) {
  const load = useCallback(() => client.sampleProperty(name), [client, name]);
  const { data, problem } = useLoaded<PropertySample>(load);
  if (problem !== null) return <Text variant="microcopy">{problem.message}</Text>;
  return <Text variant="microcopy">{data === null ? MAPPING.sampling : MAPPING.sample(data, use)}</Text>;
}
