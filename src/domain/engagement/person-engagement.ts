import { ACTIVITY_TYPES, type ActivityType, type RoleId } from '../facts.ts';
import { unitWorth } from './decay-state.ts';
import type { ActivitySum, PersonSums } from './decay-state.ts';
import { CHANNELS, type EngagementModel } from './engagement-model.ts';

/** How sums of one state are read by a model at one moment. */
export interface EngagementReading {
  model: EngagementModel;
  at: number;
  /** Of each type's channel in `CHANNELS`, by the place of the type. */
  places: readonly number[];
  /** By the place of the type in `ACTIVITY_TYPES`, NaN until it is asked for: what the unit of a sum is worth in points. */
  worths: number[];
  /** Points by the place of the channel in `CHANNELS`, of the person who is being read. */
  byChannel: number[];
}

/** Readings of one state by a model at `at` (epoch ms). */
export function openReading(model: EngagementModel, at: number): EngagementReading {
  return { model, at, places: placesOf(model), worths: [...UNKNOWN_WORTHS], byChannel: CHANNELS.map(() => 0) };
}

const UNKNOWN_WORTHS: readonly number[] = ACTIVITY_TYPES.map(() => Number.NaN);

/** Has the same state read at another moment from here on. */
export function moveReading(reading: EngagementReading, at: number): void {
  reading.at = at;
  reading.worths.fill(Number.NaN);
}

/** E_p of `domain.md` §2 of one person, whose roles weigh `weight`: points decay, a channel and a person are capped. */
export function readPerson(sums: PersonSums, weight: number, reading: EngagementReading): number {
  const { model } = reading;
  return weight * Math.min(model.personCap, capChannels(sumChannels(sums, reading), model));
}

/** What each type adds to a person's E_p: a cap that bites takes from all types under it in proportion. */
export function shareByType(
  sums: PersonSums,
  roles: readonly RoleId[],
  reading: EngagementReading,
): { type: ActivityType; share: number }[] {
  const { model, places } = reading;
  const byChannel = sumChannels(sums, reading);
  const capped = capChannels(byChannel, model);
  const weight = weighRoles(roles, model);
  const personFactor = capped > model.personCap ? model.personCap / capped : 1;
  return sums.flatMap((sum) => {
    const { type } = sum;
    const value = readPoints(sum, reading);
    const inChannel = byChannel[places[sum.place] ?? 0] ?? 0;
    const channelFactor = inChannel > model.channelCap ? model.channelCap / inChannel : 1;
    return value > 0 ? [{ type, share: value * channelFactor * personFactor * weight }] : [];
  });
}

function sumChannels(sums: PersonSums, reading: EngagementReading): readonly number[] {
  const { byChannel, places } = reading;
  byChannel.fill(0);
  for (const sum of sums) {
    const place = places[sum.place] ?? 0;
    byChannel[place] = (byChannel[place] ?? 0) + readPoints(sum, reading);
  }
  return byChannel;
}

/** Of each type's channel in `CHANNELS`, by the place of the type: found once for a model. */
const channelPlaces = new WeakMap<EngagementModel, readonly number[]>();

function placesOf(model: EngagementModel): readonly number[] {
  const known = channelPlaces.get(model);
  if (known !== undefined) return known;
  const places = ACTIVITY_TYPES.map((type) => CHANNELS.indexOf(model.weights[type].channel));
  channelPlaces.set(model, places);
  return places;
}

function capChannels(byChannel: readonly number[], { channelCap }: EngagementModel): number {
  let sum = 0;
  for (const value of byChannel) sum += Math.min(channelCap, value);
  return sum;
}

function readPoints(sum: Readonly<ActivitySum>, { model, at, worths }: EngagementReading): number {
  let worth = worths[sum.place] ?? 0;
  if (Number.isNaN(worth)) {
    const { points, halfLifeDays } = model.weights[sum.type];
    worth = points * unitWorth(sum, halfLifeDays, at);
    worths[sum.place] = worth;
  }
  return sum.fixedPointSum * worth;
}

/** The highest weight of a person's roles; 1 for a role the model does not name and for a person without a role. */
export function weighRoles(roles: readonly RoleId[], model: EngagementModel): number {
  return roles.length === 0 ? 1 : Math.max(...roles.map((role) => model.roleWeights[role] ?? 1));
}
