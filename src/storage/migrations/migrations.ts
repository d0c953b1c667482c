import type { Migration } from 'kysely/migration';
import { up as createPortals } from './001-portals.ts';
import { up as createMirror } from './002-mirror.ts';
import { up as createScores } from './003-scores.ts';
import { up as createWork } from './004-work.ts';
import { up as orderClicks } from './005-clicks.ts';
import { up as keepNorms } from './006-norms.ts';
import { up as keepSettings } from './007-settings.ts';
import { up as learnLimits } from './008-limits.ts';
import { up as keepReads } from './009-reads.ts';
import { up as logScores } from './010-score-log.ts';
import { up as eraseForGood } from './011-erasure.ts';
import { up as stateStages } from './012-stage-conditions.ts';
import { up as keepVersions } from './013-model-versions.ts';
import { up as keepTargetList } from './014-target-list.ts';
import { up as beginLeaving } from './018-leaving.ts';
import { up as learnPlays } from './015-plays.ts';
import { up as measure } from './016-measurements.ts';
import { up as planAccounts } from './017-account-work.ts';
import { up as findProposalsOfAccount } from './019-proposals-of-account.ts';
import { up as nameOptions } from './021-options.ts';
import { up as reseat } from './022-reseating.ts';
import { up as reviewWeekly } from './023-weekly-review.ts';
import { up as refreshQuarterly } from './024-quarterly-refresh.ts';
import { up as noteOnRecords } from './025-record-notes.ts';
import { up as splitRequests } from './026-request-use.ts';
import { up as reportData } from './027-data-reports.ts';
import { up as splitResults } from './028-daily-results.ts';
import { up as keepApiKeys } from './029-api-keys.ts';
import { up as keyByPortal } from './030-keys-of-portals.ts';
import { up as readJournals } from './031-journal-positions.ts';
import { up as sendToSlack } from './032-slack.ts';
import { up as keepTierReasons } from './033-tier-reasons.ts';
import { up as keepOpenTickets } from './034-open-tickets.ts';
import { up as keepFormerMembers } from './035-former-members.ts';
import { up as keepWork } from './036-kept-work.ts';
import { up as nameSignalKeys } from './037-named-signal-keys.ts';

/** Every migration by name, in the order of the names; one that was released is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-portals': { up: createPortals },
  '002-mirror': { up: createMirror },
  '003-scores': { up: createScores },
  '004-work': { up: createWork },
  '005-clicks': { up: orderClicks },
  '006-norms': { up: keepNorms },
  '007-settings': { up: keepSettings },
  '008-limits': { up: learnLimits },
  '009-reads': { up: keepReads },
  '010-score-log': { up: logScores },
  '011-erasure': { up: eraseForGood },
  '012-stage-conditions': { up: stateStages },
  '013-model-versions': { up: keepVersions },
  '014-target-list': { up: keepTargetList },
  '015-plays': { up: learnPlays },
  '016-measurements': { up: measure },
  '017-account-work': { up: planAccounts },
  '018-leaving': { up: beginLeaving },
  '019-proposals-of-account': { up: findProposalsOfAccount },
  '021-options': { up: nameOptions },
  '022-reseating': { up: reseat },
  '023-weekly-review': { up: reviewWeekly },
  '024-quarterly-refresh': { up: refreshQuarterly },
  '025-record-notes': { up: noteOnRecords },
  '026-request-use': { up: splitRequests },
  '027-data-reports': { up: reportData },
  '028-daily-results': { up: splitResults },
  '029-api-keys': { up: keepApiKeys },
  '030-keys-of-portals': { up: keyByPortal },
  '031-journal-positions': { up: readJournals },
  '032-slack': { up: sendToSlack },
  '033-tier-reasons': { up: keepTierReasons },
  '034-open-tickets': { up: keepOpenTickets },
  '035-former-members': { up: keepFormerMembers },
  '036-kept-work': { up: keepWork },
  '037-named-signal-keys': { up: nameSignalKeys },
};
