import { NumberInput, Select } from '@hubspot/ui-extensions';
import React from 'react';
import { toOptions } from 'roundtable-ui/to-options.ts';
import type { PlayAimData, PlaysPageData } from './plays-data.ts';
import { AIM, listAims } from './plays-texts.ts';

interface AimProps {
  aim: PlayAimData;
  onChange: (aim: PlayAimData) => void;
}

/** What each kind of aim begins with; a role is chosen by its own name. */
const NEW_AIMS: Readonly<Record<keyof typeof AIM.kinds, PlayAimData>> = {
  active: { kind: 'active' },
  conversation: { kind: 'conversation' },
  meeting: { kind: 'meeting' },
  people: { kind: 'people', atLeast: 2 },
  score: { kind: 'score', score: 'engagement', min: 20 },
  deal: { kind: 'deal' },
  pause: { kind: 'pause', days: 14 },
};

/** What the runs of a play are judged by, chosen in plain words. */
export function AimEditor({ aim, roles, onChange }: AimProps & { roles: PlaysPageData['roles'] }) {
  const ofRoles = listAims(roles).map(({ value, label }) => ({ value, label: AIM.role(label) }));
  return (
    <>
      <Select
        label={AIM.label}
        name="aim"
        options={[...toOptions(AIM.kinds), ...ofRoles]}
        value={aim.kind === 'role' ? aim.role : aim.kind}
        onChange={(value) => onChange(begin(String(value), aim))}
      />
      <AimDetails aim={aim} onChange={onChange} />
    </>
  );
}

function begin(chosen: string, before: PlayAimData): PlayAimData {
  if (isKind(chosen)) return NEW_AIMS[chosen];
  return { kind: 'role', role: chosen, state: before.kind === 'role' ? before.state : 'engaged' };
}

function isKind(chosen: string): chosen is keyof typeof NEW_AIMS {
  return Object.hasOwn(NEW_AIMS, chosen);
}

/** How far, how many, how much: where the aim has such a bound. */
function AimDetails({ aim, onChange }: AimProps) {
  switch (aim.kind) {
    case 'role':
      return (
        <Select
          label={AIM.state}
          name="state"
          options={toOptions(AIM.states)}
          value={aim.state}
          onChange={(value) => onChange({ ...aim, state: value as typeof aim.state })}
        />
      );
    case 'people':
      return (
        <NumberInput
          label={AIM.people}
          name="people"
          value={aim.atLeast}
          onChange={(atLeast) => onChange({ ...aim, atLeast })}
        />
      );
    case 'score':
      return <ScoreAim aim={aim} onChange={onChange} />;
    case 'pause':
      return (
        <NumberInput label={AIM.pause} name="pause" value={aim.days} onChange={(days) => onChange({ ...aim, days })} />
      );
    default:
      return null;
  }
}

function ScoreAim({ aim, onChange }: AimProps & { aim: Extract<PlayAimData, { kind: 'score' }> }) {
  return (
    <>
      <Select
        label={AIM.score}
        name="aimScore"
        options={toOptions(AIM.scores)}
        value={aim.score}
        onChange={(value) => onChange({ ...aim, score: value as typeof aim.score })}
      />
      <NumberInput label={AIM.min} name="aimMin" value={aim.min} onChange={(min) => onChange({ ...aim, min })} />
    </>
  );
}
