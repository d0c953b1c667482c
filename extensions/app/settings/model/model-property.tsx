import { Button, Inline, Select } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { MappableProperty } from '../choices/choices-data.ts';
import { FIT_FIELDS } from './model-texts.ts';
import type { SettingsClient } from '../settings-client.ts';

interface ChoiceProps {
  title: string;
  client: SettingsClient;
  onPick: (property: MappableProperty) => void;
}

/** Picks one of the company properties that this account has; they are asked for when somebody wants to. */
export function PropertyChoice({ title, client, onPick }: ChoiceProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) {
    return (
      <Inline>
        <Button size="sm" onClick={() => setIsOpen(true)}>
          {title}
        </Button>
      </Inline>
    );
  }
  return (
    <Choice
      title={title}
      client={client}
      onPick={(property) => {
        setIsOpen(false);
        onPick(property);
      }}
    />
  );
}

function Choice({ title, client, onPick }: ChoiceProps) {
  const loaded = useLoaded(client.listProperties);
  return (
    <Loading loaded={loaded} reading={FIT_FIELDS.readingProperties} unreadable={FIT_FIELDS.noProperties}>
      {(properties) => (
        <Select
          label={`${title}: ${FIT_FIELDS.property}`}
          name="property"
          placeholder={FIT_FIELDS.chooseProperty}
          options={properties.map(({ name, label }) => ({ value: name, label }))}
          onChange={(name) => {
            const chosen = properties.find((property) => property.name === name);
            if (chosen !== undefined) onPick(chosen);
          }}
        />
      )}
    </Loading>
  );
}
