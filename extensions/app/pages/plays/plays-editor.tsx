import { Flex, Form, Heading, Input, NumberInput, Text, ToggleGroup } from '@hubspot/ui-extensions';
import React, { useMemo, useRef, useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { fromGroup, toGroup, toUnfinished, type Group } from 'roundtable-ui/condition-draft.ts';
import { ConditionEditor } from 'roundtable-ui/condition-editor.tsx';
import type { Place } from 'roundtable-ui/condition-kinds.ts';
import { toOptions } from 'roundtable-ui/to-options.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { ListedPlay, PlayDraftData, PlayEditData, PlaysPageData } from './plays-data.ts';
import { AimEditor } from './plays-aim.tsx';
import { useKeptDraft, type KeptDraft } from './plays-draft.ts';
import { countReach } from './play-reach.ts';
import { DraftFound, EditorButtons, findDraft, SaveBar } from './plays-drafts.tsx';
import { Failure } from './plays-failure.tsx';
import { StepsEditor } from './plays-steps.tsx';
import { STAGES } from 'roundtable-ui/condition-words.ts';
import { listTriggerFaults } from './plays-faults.ts';
import { DETAIL, EDITOR } from './plays-texts.ts';
import type { ViewProps } from './view-props.ts';

interface PlayEditorProps extends ViewProps {
  /** `null`: one that is added. */
  play: ListedPlay | null;
  onClose: () => void;
}

const NEW_PLAY: PlayEditData = {
  name: '',
  tiers: [1, 2],
  stages: Object.keys(STAGES),
  when: { all: [{ score: 'engagement', min: 40 }] },
  closes: '',
  aim: { kind: 'active' },
  outcomeWithinDays: 21,
  cooldownDays: 30,
  steps: [{ title: '', channel: 'email', who: 'owner', dueInDays: 0, text: '' }],
};

/** Actions after which there is no draft. */
const ENDINGS: ReadonlySet<string | null> = new Set(['edit', 'discard']);

/** The form in which a play is written, kept as it is written; what does not hold is said by field when it is saved. */
export function PlayEditor({ client, data, actions, play, onClose }: PlayEditorProps) {
  const playId = play?.playId ?? null;
  const [held] = useState(() => findDraft(data, playId));
  const version = held?.version ?? play?.version ?? 0;
  const kept = useKeptDraft(client, { playId, version, isEnding: ENDINGS.has(actions.busy) });
  const [draft, setDraft] = useState<PlayEditData>(held?.edit ?? play?.edit ?? NEW_PLAY);
  const place = usePlace(client, data);
  const [trigger, setTrigger] = useState<Group>(() => toGroup(draft.when, place));
  const [isBadJson, setBadJson] = useState(false);
  const change = (part: Partial<PlayEditData>, group = trigger): void => {
    setDraft({ ...draft, ...part });
    setTrigger(group);
    kept.write({ ...draft, ...part, when: toUnfinished(group) });
  };
  const isBegun = held !== null || kept.isWritten;
  const requestFor = useOneRequest((edit) => client.edit(playId, version, edit));
  const save = (): void => {
    const when = fromGroup(trigger);
    setBadJson(when === null);
    if (when === null) return;
    const send = requestFor({ ...draft, when });
    actions.act('edit', () => kept.settle().then(send), kept.closing(onClose));
  };
  return (
    <Form onSubmit={save} preventDefault>
      <Flex direction="column" gap="medium">
        <Head {...{ data, actions, play, draft, isBegun, held }} />
        <Names draft={draft} change={change} />
        <Heading>{EDITOR.trigger}</Heading>
        <ConditionEditor
          group={trigger}
          place={place}
          faults={listTriggerFaults(actions.failed?.faults ?? [])}
          onChange={(group) => change({}, group)}
        />
        {isBadJson ? <Text format={{ fontWeight: 'bold' }}>{EDITOR.badJson}</Text> : null}
        <AimEditor aim={draft.aim} roles={data.roles} onChange={(aim) => change({ aim })} />
        <Days draft={draft} change={change} />
        <StepsEditor
          steps={draft.steps}
          mergeFields={data.mergeFields}
          listSequences={data.maySequence ? client.listSequences : null}
          onChange={(steps) => change({ steps })}
        />
        {isToldAsNotKept(actions, kept) ? null : <Failure actions={actions} />}
        <EditorButtons {...{ client, actions, playId, kept, onClose, isBegun }} />
      </Flex>
    </Form>
  );
}

interface HeadProps extends Pick<PlayEditorProps, 'data' | 'actions' | 'play'> {
  draft: PlayEditData;
  isBegun: boolean;
  held: PlayDraftData | null;
}

/** Which play is written, what saving changes, and whether an earlier edit is gone on with. */
function Head({ data, actions, play, draft, isBegun, held }: HeadProps) {
  const affects = EDITOR.affects(play, countReach(data.places, draft), data.isCounting);
  return (
    <>
      <Heading>{EDITOR.heading(play?.edit.name ?? null)}</Heading>
      <SaveBar actions={actions} isBegun={isBegun} affects={affects} />
      <DraftFound held={held} play={play} />
    </>
  );
}

/** What could not be kept for later is told beside the buttons, with a way to try again. */
function isToldAsNotKept({ failed }: ViewProps['actions'], kept: Pick<KeptDraft, 'failed'>): boolean {
  return failed?.name === 'later' && kept.failed !== null;
}

/** One request for as long as the edit stays the same: of one whose answer was lost the server knows what became of it. */
function useOneRequest<T>(make: (edit: PlayEditData) => () => Promise<T>): typeof make {
  const made = useRef<{ content: string; send: () => Promise<T> } | null>(null);
  return (edit) => {
    const content = JSON.stringify(edit);
    if (made.current?.content !== content) made.current = { content, send: make(edit) };
    return made.current.send;
  };
}

/** What conditions choose from; until the properties are read, a condition shows those it names. */
function usePlace(client: ViewProps['client'], data: PlaysPageData): Place {
  const { data: properties } = useLoaded(client.listProperties);
  return useMemo(() => {
    const known = (properties ?? []).map(({ name, label }) => [name, label]);
    const roles = data.roles.map(({ value, label }) => [value, label]);
    return { of: 'play', roles: Object.fromEntries(roles), properties: Object.fromEntries(known) };
  }, [properties, data.roles]);
}

interface PartProps {
  draft: PlayEditData;
  change: (part: Partial<PlayEditData>) => void;
}

function Names({ draft, change }: PartProps) {
  const tiers = draft.tiers.map(String);
  return (
    <>
      <Input label={EDITOR.name} name="name" required value={draft.name} {...typing((name) => change({ name }))} />
      <Input
        label={EDITOR.closes}
        name="closes"
        required
        value={draft.closes}
        {...typing((closes) => change({ closes }))}
      />
      <ToggleGroup
        toggleType="checkboxList"
        name="tiers"
        label={EDITOR.tiers}
        inline
        options={toOptions(DETAIL.tiers)}
        value={tiers}
        onChange={(chosen) => change({ tiers: chosen.map(toTier) })}
      />
      <ToggleGroup
        toggleType="checkboxList"
        name="stages"
        label={EDITOR.stages}
        inline
        options={toOptions(STAGES)}
        value={draft.stages}
        onChange={(stages) => change({ stages })}
      />
    </>
  );
}

function toTier(value: string): PlayEditData['tiers'][number] {
  return value === 'none' ? 'none' : (Number(value) as 1 | 2 | 3);
}

function Days({ draft, change }: PartProps) {
  return (
    <>
      <NumberInput
        label={EDITOR.within}
        name="within"
        value={draft.outcomeWithinDays}
        onChange={(outcomeWithinDays) => change({ outcomeWithinDays })}
      />
      <NumberInput
        label={EDITOR.cooldown}
        name="cooldown"
        value={draft.cooldownDays}
        onChange={(cooldownDays) => change({ cooldownDays })}
      />
    </>
  );
}
