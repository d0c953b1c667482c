import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { ROLE_IDS } from '../../../src/domain/facts.ts';
import type { Random } from '../../../src/sandbox/world/random.ts';
import { at, drawClick, postAs, read, untilAnswered, type Click, type Clicks } from './ask-app.ts';
import { clickList } from './list-clicks.ts';

const cardSchema = z.object({
  plays: z.array(z.object({ playId: z.string() })),
  roles: z.array(
    z.object({ role: z.enum(ROLE_IDS), people: z.array(z.object({ contactId: z.string(), canDecide: z.boolean() })) }),
  ),
});
type Card = z.infer<typeof cardSchema>;

/** One click or signal by chance; what is chosen is chosen at once, the rest takes its time. @returns its name */
export async function clickSomething(clicks: Clicks): Promise<string> {
  const { random } = clicks.storm;
  const action = random.pick([startPlay, startPlay, startPlay, dismissPlay, decideRole, sendIntent, sendActivity]);
  await action(drawClick(clicks), seeded(random));
  return action.name;
}

/** The same to the target account list. */
export async function changeList(clicks: Clicks): Promise<void> {
  await clickList(drawClick(clicks), seeded(clicks.storm.random));
}

/** Numbers drawn now, so that a slow answer does not change what the storm draws next. */
function seeded(random: Random): number[] {
  return Array.from({ length: 4 }, () => random.next());
}

async function startPlay(click: Click, [first]: number[]): Promise<void> {
  const play = at((await readCard(click))?.plays ?? [], first);
  if (play === undefined) return;
  const { companyId, requestId, started } = click;
  const body = { companyId, requestId, playId: play.playId };
  if (await post(click, '/plays/start', body)) started.push(body);
}

async function dismissPlay(click: Click, [first]: number[]): Promise<void> {
  const play = at((await readCard(click))?.plays ?? [], first);
  if (play === undefined) return;
  const { companyId, requestId } = click;
  await post(click, '/plays/dismiss', { companyId, requestId, playId: play.playId, reason: 'bad_timing' });
}

async function decideRole(click: Click, [first, second]: number[]): Promise<void> {
  const open = ((await readCard(click))?.roles ?? []).flatMap(({ role, people }) =>
    people.filter(({ canDecide }) => canDecide).map(({ contactId }) => ({ role, contactId })),
  );
  const chosen = at(open, first);
  if (chosen === undefined) return;
  const { companyId, requestId, outside } = click;
  const decision = (second ?? 0) < 0.6 ? ('confirmed' as const) : ('rejected' as const);
  const decidedAt = Date.now();
  const taken = await post(click, '/roles/decide', { companyId, requestId, ...chosen, decision });
  outside.decisions.push({ ...chosen, decision, decidedAt, requestId, taken });
}

async function sendIntent(click: Click, [first, second, third]: number[]): Promise<void> {
  const { companyId, requestId, outside } = click;
  const signal = {
    companyId,
    source: at(['Bombora', 'G2', 'Other'], first) ?? '',
    topic: at(['planning', 'analytics'], second) ?? '',
    strength: Math.round((third ?? 0) * 100),
  };
  const occurredAt = Date.now() - Math.round((first ?? 0) * 20) * 86_400_000;
  if (await sendSignal(click, { kind: 'intent', id: requestId, ...signal }, occurredAt))
    outside.signals.push({ signalId: requestId, ...signal, occurredAt });
}

async function sendActivity(click: Click, [first]: number[]): Promise<void> {
  const { requestId: id, outside, storm } = click;
  const contactId = at([...storm.store.records.contacts.active()], first)?.id ?? '0';
  const occurredAt = Date.now() - Math.round((first ?? 0) * 10) * 86_400_000;
  const signal = { contactId, type: 'ad_click' as const };
  if (await sendSignal(click, { kind: 'activity', id, ...signal }, occurredAt))
    outside.activities.push({ id, ...signal, occurredAt });
}

function readCard(click: Click): Promise<Card | null> {
  return read(click, `/api/cards/account?companyId=${click.companyId}`, cardSchema);
}

/** @returns whether the app took it; what it refuses (a play that is no longer due) is refused for good */
async function post(click: Click, path: string, body: object): Promise<boolean> {
  return (await postAs(click, undefined, `/api/cards/account${path}`, body)).status < 300;
}

const receiptSchema = z.object({ accepted: z.number() });

/** @returns whether the app knows whom the signal is of, and kept it */
async function sendSignal({ run, signalKey }: Click, signal: object, occurredAt: number): Promise<boolean> {
  const body = JSON.stringify({ signals: [{ ...signal, occurredAt: new Date(occurredAt).toISOString() }] });
  const answer = await untilAnswered(async () => {
    const timestamp = String(Date.now());
    const signature = createHmac('sha256', signalKey.secret).update(`${timestamp}.${body}`).digest('base64');
    const headers = {
      'Content-Type': 'application/json',
      'X-Roundtable-Key-Id': signalKey.keyId,
      'X-Roundtable-Timestamp': timestamp,
      'X-Roundtable-Signature': signature,
    };
    const response = await fetch(`${run.appUrl}/signals`, { method: 'POST', headers, body });
    return { status: response.status, body: await response.text() };
  });
  return answer.status === 202 && receiptSchema.parse(JSON.parse(answer.body)).accepted === 1;
}
