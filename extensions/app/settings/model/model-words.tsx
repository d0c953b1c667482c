import { Accordion, DescriptionList, DescriptionListItem, Flex, List, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Disqualifier, ModelContent, ModelData, TierKey } from './model-data.ts';
import {
  ACTIVITIES,
  describeAct,
  describeBand,
  describeCondition,
  DRAFT,
  FIT_FIELDS,
  INTENT_FIELDS,
  nameRole,
  ROLE_FIELDS,
  TIER_FIELDS,
  tierName,
} from './model-texts.ts';

interface ModelWordsProps extends WordsProps {
  /** What roles and options are called in this account. */
  data: Pick<ModelData, 'roles' | 'otherRoles'>;
}

/** A model in words: its seats at once, the rest behind a click each. */
export function ModelWords({ model, data }: ModelWordsProps) {
  const { sections } = DRAFT;
  return (
    <Flex direction="column" gap="extra-small">
      <TierWords model={model} />
      <Accordion title={sections.fit} size="sm">
        <FitWords model={model} />
      </Accordion>
      {model.fit.disqualifiers.length === 0 ? null : (
        <Accordion title={sections.disqualifiers} size="sm">
          <List variant="unordered">
            {model.fit.disqualifiers.map((rule) => (
              <ExclusionWords key={rule.id} rule={rule} />
            ))}
          </List>
        </Accordion>
      )}
      <Accordion title={sections.engagement} size="sm">
        <EngagementWords model={model} />
      </Accordion>
      <Accordion title={sections.intent} size="sm">
        <IntentWords model={model} />
      </Accordion>
      <Accordion title={sections.roles} size="sm">
        <RoleWords model={model} data={data} />
      </Accordion>
      <Accordion title={sections.stages} size="sm">
        <StageWords model={model} />
      </Accordion>
    </Flex>
  );
}

/** What excludes a company, and which property tells it. */
export function ExclusionWords({ rule: { label, property, when } }: { rule: Disqualifier }) {
  return (
    <Flex direction="column" gap="flush">
      <Text>{FIT_FIELDS.excluded(label, describeCondition(when))}</Text>
      <Text variant="microcopy">{FIT_FIELDS.readFrom(property)}</Text>
    </Flex>
  );
}

const TIER_KEYS = [1, 2, 3, 'none'] as const satisfies readonly TierKey[];

interface WordsProps {
  model: ModelContent;
}

function TierWords({ model }: WordsProps) {
  return (
    <DescriptionList direction="row">
      {model.tiering.rules.map(({ tier, seats, fitFloor }) => (
        <DescriptionListItem key={tier} label={tierName(tier)}>
          <Text>{TIER_FIELDS.words(seats, fitFloor)}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

function FitWords({ model }: WordsProps) {
  const { criteria } = model.fit;
  if (criteria.length === 0) return <Text>{FIT_FIELDS.none}</Text>;
  return (
    <DescriptionList>
      {criteria.map(({ id, label, property, bands }) => (
        <DescriptionListItem key={id} label={label}>
          <Text>{bands.map(describeBand).join(' · ')}</Text>
          <Text variant="microcopy">{FIT_FIELDS.readFrom(property)}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

function EngagementWords({ model }: WordsProps) {
  const weights = Object.entries(model.engagement.weights)
    .filter(([type]) => type in ACTIVITIES)
    .sort(([, one], [, other]) => other.points - one.points);
  return (
    <List variant="unordered">
      {weights.map(([type, { points, halfLifeDays }]) => (
        <Text key={type}>{describeAct(ACTIVITIES[type] ?? type, points, halfLifeDays)}</Text>
      ))}
    </List>
  );
}

function IntentWords({ model }: WordsProps) {
  const { halfLifeDays, sourceHalfLives = {}, sourceWeights, defaultWeight } = model.intent;
  return (
    <List variant="unordered">
      {Object.entries(sourceWeights)
        .sort(([, one], [, other]) => other - one)
        .map(([source, weight]) => (
          <Text key={source}>{INTENT_FIELDS.words(source, weight, sourceHalfLives[source])}</Text>
        ))}
      <Text>{INTENT_FIELDS.words(INTENT_FIELDS.others, defaultWeight)}</Text>
      <Text>{INTENT_FIELDS.halfLifeWords(halfLifeDays)}</Text>
    </List>
  );
}

function RoleWords({ model, data }: ModelWordsProps) {
  const { requiredRoles, optionRoles = {} } = model.committee;
  const mapped = data.otherRoles.flatMap(({ value, label }) => {
    const role = optionRoles[value];
    return role === undefined ? [] : [ROLE_FIELDS.mapped(label, nameRole(data.roles, role))];
  });
  return (
    <DescriptionList>
      {TIER_KEYS.map((tier) => (
        <DescriptionListItem key={tier} label={tierName(tier)}>
          <Text>
            {requiredRoles[tier].map(({ role, weight }) => `${nameRole(data.roles, role)} (${weight})`).join(', ') ||
              ROLE_FIELDS.nobody}
          </Text>
        </DescriptionListItem>
      ))}
      {mapped.length === 0 ? null : (
        <DescriptionListItem label={ROLE_FIELDS.others}>
          <Text>{mapped.join(', ')}</Text>
        </DescriptionListItem>
      )}
    </DescriptionList>
  );
}

/** The shared definitions, word for word. */
function StageWords({ model }: WordsProps) {
  return (
    <DescriptionList>
      {model.stage.stages.map(({ id, label, definition }) => (
        <DescriptionListItem key={id} label={label}>
          <Text>{definition}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}
