import { Alert, Button, Flex, Heading, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useCallback, useMemo, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { AccountsTable } from './accounts-table.tsx';
import type { Deciding } from './deciding.ts';
import type { PageProps } from '../page-frame.tsx';
import { ProposalActions } from './proposal-actions.tsx';
import { ProposalQueue } from './proposal-queue.tsx';
import { createTargetListClient, type TargetListClient } from './target-list-client.ts';
import type { DecidedData, ProposalKeys, Side, TargetListData } from './target-list-data.ts';
import { LIST, QUEUE } from './target-list-texts.ts';
import { isRefreshFirst, isRefreshNear, RefreshOffer } from './refresh-offer.tsx';
import { QuarterlyRefresh } from './target-refresh.tsx';
import type { RefreshedData } from './target-refresh-data.ts';
import { REFRESHED } from './target-refresh-texts.ts';

/** The target account list: what is proposed, then every account. */
export function TargetAccountsPage({ app, portalId }: PageProps) {
  const client = useMemo(() => createTargetListClient(app), [app]);
  return <TargetAccounts client={client} portalId={portalId} />;
}

interface TargetAccountsProps {
  client: TargetListClient;
  portalId: number;
  /** Epoch ms, read at each rendering; relative times are computed from it. */
  clock?: () => number;
}

/** The state of the list, its proposals and its accounts, each reloaded after a change; or the quarterly refresh. */
export function TargetAccounts({ client, portalId, clock = Date.now }: TargetAccountsProps) {
  const { loaded, version, take } = useList(client);
  const [refreshing, setRefreshing] = useState<'under way' | RefreshedData | null>(null);
  const actions = useActions(take);
  const [refused, setRefused] = useState<Refused>({ done: 0, refusals: [] });
  const decide = (send: () => Promise<DecidedData>): void =>
    actions.act('decide', async () => {
      const { list, ...decided } = await send();
      setRefused(decided);
      return list;
    });
  const finish = (done: RefreshedData): void => {
    setRefreshing(done);
    setRefused({ done: done.proposed + done.approved + done.rejected, refusals: done.refusals });
    take(done.list);
  };

  const leave = (): void => {
    setRefreshing(null);
    // How far the user got.
    loaded.reload();
  };

  return (
    <Loading loaded={loaded} reading={LIST.reading} unreadable={LIST.unreadable}>
      {(list) => {
        const shown = { client, portalId, list, version };
        if (refreshing === 'under way') {
          return <QuarterlyRefresh {...shown} onDone={finish} onCancel={leave} />;
        }
        const deciding: Deciding = {
          list,
          actions,
          approve: (ids, side) => decide(() => client.approve(ids, side)),
          reject: (ids, side, reason) => decide(() => client.reject(ids, side, reason)),
        };
        return (
          <Flex direction="column" gap="medium">
            <Standing client={client} deciding={deciding} />
            <Outcome actions={actions} refused={refused} refreshed={refreshing} />
            <ToDecide {...shown} deciding={deciding} now={clock()} onRefresh={() => setRefreshing('under way')} />
            <AccountsTable {...shown} actions={actions} />
          </Flex>
        );
      }}
    </Loading>
  );
}

interface ToDecideProps extends Omit<Parameters<typeof ProposalQueue>[0], 'leads'> {
  onRefresh: () => void;
}

/** The proposals, and the quarterly refresh: above them once it is near, below them until then. */
function ToDecide({ onRefresh, ...queue }: ToDecideProps) {
  const { list, now } = queue;
  const isNear = isRefreshNear(list, now);
  const offer = <RefreshOffer list={list} onStart={onRefresh} />;
  return (
    <>
      {isNear ? offer : null}
      {list.keptSince === null ? null : <ProposalQueue {...queue} leads={!isRefreshFirst(list)} />}
      {isNear ? null : offer}
    </>
  );
}

/** The list; `version` increases with every applied change, so that the queue and the table reload. */
function useList(client: TargetListClient) {
  const loaded = useLoaded(client.readList);
  const { replace } = loaded;
  const [version, setVersion] = useState(0);
  const take = useCallback(
    (list: TargetListData) => {
      replace(list);
      setVersion((former) => former + 1);
    },
    [replace],
  );
  return { loaded, version, take };
}

/** Whether the list is provisional or kept with two keys, and who can do something about it. */
function Standing({ client, deciding }: { client: TargetListClient; deciding: Deciding }) {
  const { list, actions } = deciding;
  const isEmpty = list.tiers.every(({ held }) => held === 0);
  return (
    <Flex direction="column" gap="small">
      <Heading>{LIST.title}</Heading>
      <Text>{LIST.kept(list)}</Text>
      {list.keptSince === null && list.adoption === null ? (
        <Alert title={LIST.provisional.title} variant="info">
          <Text>{LIST.provisional.text}</Text>
          {isEmpty ? <Text>{LIST.provisional.empty}</Text> : null}
          {isEmpty || listKeyless(list).length > 0 ? null : (
            <LoadingButton
              variant="primary"
              loading={actions.busy === 'adopt'}
              onClick={() => actions.act('adopt', client.adopt())}
            >
              {LIST.provisional.start}
            </LoadingButton>
          )}
        </Alert>
      ) : null}
      {list.adoption === null ? null : <OpenAdoption adoption={list.adoption} deciding={deciding} />}
      <Keys list={list} />
    </Flex>
  );
}

function OpenAdoption({ adoption, deciding }: { adoption: ProposalKeys; deciding: Deciding }) {
  return (
    <Alert title={LIST.provisional.title} variant="info">
      <Text>{LIST.adoption(deciding.list)}</Text>
      <Text>{QUEUE.keys(adoption)}</Text>
      <Text>{LIST.waits(adoption)}</Text>
      <ProposalActions proposal={adoption} deciding={deciding} leads />
    </Alert>
  );
}

function Keys({ list }: { list: TargetListData }) {
  const isAsked = list.keptSince !== null || list.adoption !== null;
  const missing = listKeyless(list);
  if (missing.length > 0) {
    return (
      <Alert title={LIST.noKey.title(missing)} variant="warning">
        {list.mayChange ? LIST.noKey.admin : LIST.noKey.ask(list.askWhom)}
      </Alert>
    );
  }
  return isAsked ? <Text variant="microcopy">{LIST.yours(list.sides)}</Text> : null;
}

/** The approval keys that nobody holds: until both are held, nothing can be approved. */
function listKeyless({ holders }: TargetListData): Side[] {
  return (['marketing', 'sales'] as const).filter((side) => holders[side].length === 0);
}

/** Which of several proposals decided at once were refused. */
type Refused = Pick<DecidedData, 'done' | 'refusals'>;

interface OutcomeProps {
  actions: Actions<TargetListData>;
  refused: Refused;
  refreshed: RefreshedData | null;
}

function Outcome({ actions: { failed }, refused: { done, refusals }, refreshed }: OutcomeProps) {
  return (
    <>
      {refreshed === null ? null : (
        <Alert title={REFRESHED.title} variant="success">
          {REFRESHED.text(refreshed)}
        </Alert>
      )}
      {refusals.length === 0 ? null : (
        <Alert title={QUEUE.refused(done)} variant="warning">
          {refusals.join(' ')}
        </Alert>
      )}
      {failed === null ? null : (
        <Alert title={LIST.failed} variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{LIST.retry}</Button>
        </Alert>
      )}
    </>
  );
}
