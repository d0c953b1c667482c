import { ACTIVITY_TYPES } from '../facts.ts';
import type { ActivityType, RoleId } from '../facts.ts';
import { readSum } from './decay-state.ts';
import type { ActivitySum } from './decay-state.ts';
import type { Channel, EngagementModel } from './engagement-model.ts';

export interface PersonEngagement {
  contactId: string;
  /** E_p of `domain.md` §2, after caps and role weight. */
  total: number;
  /** What each type adds to `total`, after caps. */
  byType: readonly { type: ActivityType; share: number }[];
}

/**
 * E_p of one person at `at` (epoch ms): points decay, a channel and a person are capped, and the role weighs.
 * A cap that bites takes from all types under it in proportion.
 */
export function readPerson(
  contactId: string,
  sums: ReadonlyMap<ActivityType, ActivitySum>,
  roles: readonly RoleId[],
  model: EngagementModel,
  at: number,
): PersonEngagement {
  const points = readPoints(sums, model, at);
  const byChannel = new Map<Channel, number>();
  for (const { channel, value } of points) byChannel.set(channel, (byChannel.get(channel) ?? 0) + value);
  const capped = [...byChannel.values()].reduce((sum, value) => sum + Math.min(model.channelCap, value), 0);
  const weight = weighRoles(roles, model);
  const personFactor = capped > model.personCap ? model.personCap / capped : 1;
  const byType = points.map(({ type, channel, value }) => {
    const inChannel = byChannel.get(channel) ?? 0;
    const channelFactor = inChannel > model.channelCap ? model.channelCap / inChannel : 1;
    return { type, share: value * channelFactor * personFactor * weight };
  });
  return { contactId, total: weight * Math.min(model.personCap, capped), byType };
}

function readPoints(
  sums: ReadonlyMap<ActivityType, ActivitySum>,
  model: EngagementModel,
  at: number,
): { type: ActivityType; channel: Channel; value: number }[] {
  return ACTIVITY_TYPES.flatMap((type) => {
    const sum = sums.get(type);
    const { channel, points, halfLifeDays } = model.weights[type];
    const value = sum === undefined ? 0 : points * readSum(sum, halfLifeDays, at);
    return value > 0 ? [{ type, channel, value }] : [];
  });
}

/** The highest weight of a person's roles; 1 for a role the model does not name and for a person without a role. */
function weighRoles(roles: readonly RoleId[], model: EngagementModel): number {
  return roles.length === 0 ? 1 : Math.max(...roles.map((role) => model.roleWeights[role] ?? 1));
}
