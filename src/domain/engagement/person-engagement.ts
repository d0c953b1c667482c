import type { ActivityType, RoleId } from '../facts.ts';
import { createDivisor, readSum } from './decay-state.ts';
import type { ActivitySum, Divisor, PersonSums } from './decay-state.ts';
import type { Channel, EngagementModel } from './engagement-model.ts';

/** How sums are read by a model at one moment. */
export interface EngagementReading {
  model: EngagementModel;
  at: number;
  /** By half-life, as they are asked for. */
  divisors: Map<number, Divisor>;
}

/** Readings by a model at `at` (epoch ms). */
export function openReading(model: EngagementModel, at: number): EngagementReading {
  return { model, at, divisors: new Map() };
}

/** E_p of `domain.md` §2 of one person: points decay, a channel and a person are capped, and the role weighs. */
export function readPerson(sums: PersonSums, roles: readonly RoleId[], reading: EngagementReading): number {
  const { model } = reading;
  return weighRoles(roles, model) * Math.min(model.personCap, capChannels(sumChannels(sums, reading), model));
}

/** What each type adds to a person's E_p: a cap that bites takes from all types under it in proportion. */
export function shareByType(
  sums: PersonSums,
  roles: readonly RoleId[],
  reading: EngagementReading,
): { type: ActivityType; share: number }[] {
  const { model } = reading;
  const byChannel = sumChannels(sums, reading);
  const capped = capChannels(byChannel, model);
  const weight = weighRoles(roles, model);
  const personFactor = capped > model.personCap ? model.personCap / capped : 1;
  return sums.flatMap((sum) => {
    if (sum === undefined) return [];
    const { type } = sum;
    const value = readPoints(sum, reading);
    const inChannel = byChannel.get(model.weights[type].channel) ?? 0;
    const channelFactor = inChannel > model.channelCap ? model.channelCap / inChannel : 1;
    return value > 0 ? [{ type, share: value * channelFactor * personFactor * weight }] : [];
  });
}

function sumChannels(sums: PersonSums, reading: EngagementReading): ReadonlyMap<Channel, number> {
  const byChannel = new Map<Channel, number>();
  for (const sum of sums) {
    if (sum === undefined) continue;
    const value = readPoints(sum, reading);
    const { channel } = reading.model.weights[sum.type];
    if (value > 0) byChannel.set(channel, (byChannel.get(channel) ?? 0) + value);
  }
  return byChannel;
}

function capChannels(byChannel: ReadonlyMap<Channel, number>, { channelCap }: EngagementModel): number {
  let sum = 0;
  for (const value of byChannel.values()) sum += Math.min(channelCap, value);
  return sum;
}

function readPoints(sum: ActivitySum, { model, at, divisors }: EngagementReading): number {
  const { points, halfLifeDays } = model.weights[sum.type];
  let divisor = divisors.get(halfLifeDays);
  if (divisor === undefined) {
    divisor = createDivisor(halfLifeDays, at);
    divisors.set(halfLifeDays, divisor);
  }
  return points * readSum(sum, divisor);
}

/** The highest weight of a person's roles; 1 for a role the model does not name and for a person without a role. */
function weighRoles(roles: readonly RoleId[], model: EngagementModel): number {
  return roles.length === 0 ? 1 : Math.max(...roles.map((role) => model.roleWeights[role] ?? 1));
}
